import ignore from 'ignore';

/** Patterns taken from one place at most. */
export const MAX_PATTERNS = 500;

/** Characters. Longer than any path that is matched. */
const MAX_PATTERN = 1000;

/**
 * Each `/**` within a pattern multiplies the ways to lay a path across it, one before it does too, and each folder of the
 * path is tried: with two within one deep path takes seconds.
 */
const MAX_INNER_GLOBSTARS = 1;

/** Characters, and names with `/` between them. The time a pattern takes grows with the third power of the latter. */
const MAX_PATH = 500;
const MAX_NAMES = 100;

/** Why text is not taken as a pattern, in words that follow its name; undefined where it is. */
export function whyNoPattern(pattern: string): string | undefined {
  if (pattern.length > MAX_PATTERN) return `is longer than ${MAX_PATTERN} characters`;
  const globstars = pattern.match(/\/\*{2,}(?=\/)/g)?.length ?? 0;
  if (globstars > MAX_INNER_GLOBSTARS) return 'has /**/ more than once';
  return undefined;
}

/** Patterns as git has them in a .gitignore, relative to one folder. Upper and lower case differ on every system. */
export class ExcludePatterns {
  readonly #patterns: ReturnType<typeof ignore>;

  /** @param patterns such as `whyNoPattern` has nothing against; what matches nothing does no harm */
  constructor(patterns: readonly string[]) {
    // As objects: a text would be split where it has line ends.
    this.#patterns = ignore({ ignorecase: false }).add(patterns.map((pattern) => ({ pattern })));
  }

  /**
   * The pattern by which a file or one of its folders is excluded.
   * @param path of a file, relative to the folder of the patterns, with `/` between names; one of more than 500 characters or
   *   100 names is never excluded
   */
  excluding(path: string): string | undefined {
    if (path.length > MAX_PATH || path.split('/').length > MAX_NAMES) return undefined;
    if (!ignore.isPathValid(path)) return undefined;
    const { ignored, rule } = this.#patterns.test(path);
    return ignored ? rule?.pattern : undefined;
  }
}
