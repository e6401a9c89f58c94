import {
  type RuleFigures,
  type Share,
  type Tally,
  precision,
  recall,
  strictPrecision,
  totalOf,
} from './figures.ts';
import { type Reported, type RunResult, nearestFinding } from './matching.ts';

const COLUMNS = ['', 'worth/true/no', 'reported', 'precision', 'strict', 'recall'];

/** The figures of one run as a table: a line a rule and, below it, a line for each confidence its findings have. */
export function renderFigures(title: string, figures: readonly RuleFigures[]): string {
  const rows = [...figures, totalOf(figures)].flatMap(rowsOf);
  return `${title}\n\n${renderTable([COLUMNS, ...rows])}`;
}

function rowsOf(figures: RuleFigures): string[][] {
  const { worth, true: isTrue, no } = figures.labelled;
  const rows = [
    [figures.rule, `${worth}/${isTrue}/${no}`, ...reportedCells(figures.reported), percent(recall(figures))],
  ];
  for (const confidence of ['certain', 'likely', 'possible'] as const) {
    const tally = figures.byConfidence.get(confidence);
    if (tally !== undefined) rows.push([`  ${confidence}`, '', ...reportedCells(tally), '']);
  }
  return rows;
}

function reportedCells(tally: Tally): string[] {
  return [String(precision(tally).whole), percent(precision(tally)), percent(strictPrecision(tally))];
}

function percent({ part, whole }: Share): string {
  return whole === 0 ? '–' : `${Math.round((100 * part) / whole)} % (${part}/${whole})`;
}

function renderTable(rows: readonly (readonly string[])[]): string {
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}

/** Both runs over a repository: by default settings, and with everything shown. */
export interface RepositoryRuns {
  readonly repository: string;
  readonly shown: RunResult;
  readonly everything: RunResult;
}

/** Findings in exhaustively labelled files that no label is about, a line each. */
export function renderUnlabelled(runs: readonly RepositoryRuns[]): string {
  return lines(
    runs.flatMap(({ repository, shown, everything }) => {
      const known = new Set(shown.unlabelled.map(identity));
      return everything.unlabelled.map((finding) => {
        const { rule, confidence, path, range, message } = finding;
        const hidden = known.has(identity(finding)) ? '' : ', hidden';
        return `unlabelled${hidden}: ${rule} ${repository} ${path}:${range.start.line} (${confidence}): ${message}`;
      });
    }),
  );
}

function identity({ rule, path, range: { start } }: Reported): string {
  return `${rule} ${path} ${start.line} ${start.column}`;
}

/**
 * What was missed and what was reported wrongly, with the labels' reasons, a line each. `hidden` says that the finding
 * is only there with everything shown.
 */
export function renderMisses(runs: readonly RepositoryRuns[]): string {
  return lines(
    runs.flatMap(({ repository, shown, everything }) =>
      everything.outcomes.flatMap(({ label, finding }, at) => {
        const { rule, path, line, verdict, reason } = label;
        const isShown = shown.outcomes[at]?.finding !== undefined;
        if (verdict === 'true' || (verdict === 'worth' ? isShown : finding === undefined)) return [];
        const kind = `${verdict === 'no' ? 'wrong' : 'missed'}${finding !== undefined && !isShown ? ', hidden' : ''}`;
        const near = finding === undefined ? nearestFinding(label, everything.findings) : undefined;
        const remark =
          finding !== undefined
            ? ` (${finding.confidence})`
            : near !== undefined
              ? ` [line ${near.range.start.line} is reported]`
              : '';
        return [`${kind}: ${rule} ${repository} ${path}:${line}${remark}: ${reason}`];
      }),
    ),
  );
}

function lines(texts: readonly string[]): string {
  return [...texts]
    .sort()
    .map((text) => `${text}\n`)
    .join('');
}
