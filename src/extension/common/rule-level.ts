/** Levels of a rule in `bucketwise.rules`. */
export const LEVELS = ['off', 'hint', 'information', 'warning', 'error'] as const;

export type Level = (typeof LEVELS)[number];

/** The value of `bucketwise.rules` in one settings file. */
export type Levels = Readonly<Record<string, string>>;

/**
 * The value with another level of a rule; without the rule where it is to be as it is by itself. Undefined where nothing is
 * left to be said, so that the setting goes out of the file.
 */
export function withLevel(
  levels: Levels | undefined,
  rule: string,
  level: Level | undefined,
): Levels | undefined {
  const others = Object.entries(levels ?? {}).filter(([name]) => name !== rule);
  const all = level === undefined ? others : [...others, [rule, level] as const];
  return all.length === 0 ? undefined : Object.fromEntries(all);
}
