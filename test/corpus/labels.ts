import * as v from 'valibot';

const repository = v.pipe(v.string(), v.regex(/^[\w.-]+\/[\w.-]+$/, 'repository is not owner/name'));
const commit = v.pipe(v.string(), v.regex(/^([0-9a-f]{40}|go1\.\d+(\.\d+)?)$/, 'commit is not a full hash'));
const path = v.pipe(v.string(), v.regex(/^[^/\\].*\.go$/, 'path is not that of a Go file'));
const line = v.pipe(v.number(), v.integer(), v.minValue(1));
const rule = v.pipe(v.string(), v.regex(/^[a-z]+(-[a-z]+)*$/, 'rule is not an id'));

const siteLabel = v.object({
  repository,
  commit,
  path,
  line,
  also: v.optional(v.array(line)),
  rule,
  or: v.optional(v.array(rule)),
  verdict: v.picklist(['worth', 'true', 'no'], 'verdict is not worth, true or no'),
  reason: v.pipe(v.string(), v.minLength(1, 'reason is empty')),
});

const exhaustiveFile = v.object({ repository, commit, path, exhaustive: v.literal(true) });

/** What a person says of one place in a real repository. README.md says what the fields mean. */
export type SiteLabel = v.InferOutput<typeof siteLabel>;

/** A file in which everything worth reporting is labelled. */
export type ExhaustiveFile = v.InferOutput<typeof exhaustiveFile>;

export type Verdict = SiteLabel['verdict'];

/** The labels of one repository, all at one commit. */
export interface RepositoryLabels {
  readonly repository: string;
  readonly commit: string;
  readonly sites: readonly SiteLabel[];
  /** Paths of files in which everything is labelled. */
  readonly exhaustive: ReadonlySet<string>;
}

/** A text of labels and its name in messages. */
export interface LabelText {
  readonly name: string;
  readonly text: string;
}

/**
 * Reads labels, one JSON object a line, and puts those of a repository together.
 * @throws Error that names the line, when one is no label, says what another says, or has another commit
 */
export function parseLabels(texts: readonly LabelText[]): RepositoryLabels[] {
  const repositories = new Map<string, RepositoryLabels & { sites: SiteLabel[]; exhaustive: Set<string> }>();
  const known = new Map<string, string>();
  for (const { place, label } of texts.flatMap(labelsOf)) {
    const labels = repositories.get(label.repository) ?? {
      repository: label.repository,
      commit: label.commit,
      sites: [],
      exhaustive: new Set(),
    };
    repositories.set(label.repository, labels);
    if (labels.commit !== label.commit) throw new Error(`${place}: another commit than ${labels.commit}`);
    if ('exhaustive' in label) {
      labels.exhaustive.add(label.path);
      continue;
    }
    const identity = `${label.repository} ${label.path} ${label.line} ${label.rule}`;
    const earlier = known.get(identity);
    if (earlier !== undefined) throw new Error(`${place}: the same site and rule as ${earlier}`);
    known.set(identity, place);
    labels.sites.push(label);
  }
  return [...repositories.values()].sort((a, b) => (a.repository < b.repository ? -1 : 1));
}

/** The same labels sorted by place, with their fields in one order and none that labels do not have. */
export function tidyLabels(text: LabelText): string {
  return labelsOf(text)
    .map(({ label }) => label)
    .sort(byPlace)
    .map((label) => `${JSON.stringify(label)}\n`)
    .join('');
}

function labelsOf({ name, text }: LabelText): { place: string; label: SiteLabel | ExhaustiveFile }[] {
  return text.split('\n').flatMap((content, at) => {
    if (content.trim() === '') return [];
    const place = `${name}:${at + 1}`;
    return [{ place, label: parseLabel(content, place) }];
  });
}

function parseLabel(text: string, place: string): SiteLabel | ExhaustiveFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`${place}: ${String(error)}`, { cause: error });
  }
  const isExhaustive = typeof value === 'object' && value !== null && 'exhaustive' in value;
  const result = v.safeParse(isExhaustive ? exhaustiveFile : siteLabel, value);
  if (!result.success) throw new Error(`${place}: ${result.issues[0].message}`);
  return result.output;
}

function byPlace(a: SiteLabel | ExhaustiveFile, b: SiteLabel | ExhaustiveFile): number {
  const key = (label: SiteLabel | ExhaustiveFile): readonly (string | number)[] =>
    'exhaustive' in label
      ? [label.repository, label.path, 0, '']
      : [label.repository, label.path, label.line, label.rule];
  const others = key(b);
  for (const [at, part] of key(a).entries()) {
    const other = others[at];
    if (other !== undefined && part !== other) return part < other ? -1 : 1;
  }
  return 0;
}
