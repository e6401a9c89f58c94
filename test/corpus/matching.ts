import type { ReportFinding, ReportPlace } from '../../src/report/model.ts';
import type { RepositoryLabels, SiteLabel } from './labels.ts';

/** The part of a finding, as the command line writes it, that the corpus looks at. */
export type Reported = Pick<ReportFinding, 'rule' | 'confidence' | 'path' | 'range' | 'message'> & {
  readonly related: readonly ReportPlace[];
};

/** What a run said of a labelled site: the finding about it, undefined where it was silent. */
export interface Outcome {
  readonly label: SiteLabel;
  readonly finding: Reported | undefined;
}

/** One run over the labelled files of a repository, held to their labels. */
export interface RunResult {
  readonly findings: readonly Reported[];
  /** In the order of the labels. */
  readonly outcomes: readonly Outcome[];
  /** Findings in exhaustively labelled files that no label is about. */
  readonly unlabelled: readonly Reported[];
}

/** Holds the findings of a run to the labels of its repository. Findings elsewhere than in labelled files do not count. */
export function matchFindings(
  { sites, exhaustive }: RepositoryLabels,
  findings: readonly Reported[],
): RunResult {
  const labelled = new Set<Reported>();
  const outcomes = sites.map((label): Outcome => {
    const matching = findings.filter((finding) => isAbout(finding, label));
    for (const finding of matching) labelled.add(finding);
    const [finding] = matching.sort((a, b) => rank(a, label) - rank(b, label));
    return { label, finding };
  });
  return {
    findings,
    outcomes,
    unlabelled: findings.filter((finding) => exhaustive.has(finding.path) && !labelled.has(finding)),
  };
}

/**
 * Whether a finding is about a labelled site. Lines have to be the very ones: maps are often made one below the other,
 * and two maps filled by one loop share it as a related place.
 */
function isAbout(finding: Reported, label: SiteLabel): boolean {
  const { also = [], or = [] } = label;
  if (finding.path !== label.path || ![label.rule, ...or].includes(finding.rule)) return false;
  return (
    [label.line, ...also].some((line) => covers(finding, line)) ||
    finding.related.some(({ path, range }) => path === label.path && range.start.line === label.line)
  );
}

function covers({ range: { start, end } }: Reported, line: number): boolean {
  return start.line <= line && line <= end.line;
}

const CONFIDENCE_RANK = { certain: 0, likely: 1, possible: 2 };

/** Of several findings about a site, the one right there counts, then the one of the site's own rule, then the surest. */
function rank(finding: Reported, label: SiteLabel): number {
  const elsewhere = covers(finding, label.line) ? 0 : 6;
  const otherRule = finding.rule === label.rule ? 0 : 3;
  return elsewhere + otherRule + CONFIDENCE_RANK[finding.confidence];
}

/** The finding of the label's rule that is nearest to a site nothing was said of, in case the label's lines are not right. */
export function nearestFinding(label: SiteLabel, findings: readonly Reported[]): Reported | undefined {
  const MOST_LINES = 3;
  const distance = ({ range }: Reported): number =>
    Math.max(range.start.line - label.line, label.line - range.end.line);
  return findings
    .filter(({ rule, path }) => rule === label.rule && path === label.path)
    .filter((finding) => distance(finding) <= MOST_LINES)
    .sort((a, b) => distance(a) - distance(b))[0];
}
