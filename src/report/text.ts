import { withoutControls } from './columns.ts';
import { type SourceLines, renderExcerpt } from './excerpt.ts';
import type { ReportCost, ReportEstimate, ReportFinding, ReportSummary } from './model.ts';
import { plural, formatBytes, formatCount } from '../base/format.ts';
import type { Paint } from './paint.ts';

const SEVERITY_WORD = { error: 'error', warning: 'warning', information: 'info', hint: 'hint' } as const;

const LAYOUT_NAME = { classic: 'classic map', swiss: 'Swiss map' } as const;

/** One finding for a terminal: place and message, source excerpt, price, fixes, and an empty line. */
export function renderFinding(finding: ReportFinding, lines: SourceLines, paint: Paint): string {
  const { line, column } = finding.range.start;
  const severity = paint[finding.severity](SEVERITY_WORD[finding.severity]);
  const sure = finding.confidence === 'certain' ? '' : `, ${finding.confidence}`;
  const { level, reasons } = finding.heat;
  const heat = level === 'plain' ? '' : `, ${level}`;
  const place = paint.strong(`${withoutControls(finding.path)}:${line}:${column}:`);
  const message = withoutControls(finding.message);
  return [
    `${place} ${severity}: ${message} ${paint.quiet(`[${finding.rule}${sure}${heat}]`)}`,
    ...renderExcerpt(finding, lines, paint),
    ...(finding.estimate === null ? [] : renderEstimate(finding.estimate, paint)),
    ...(level === 'plain' ? [] : [`  ${level.padEnd(4)}   ${withoutControls(reasons.join('; '))}`]),
    ...finding.fixes.map(
      ({ title, applicability, review }) =>
        `  ${paint.good('fix')}    ${withoutControls(title)} ${paint.quiet(
          applicability === 'safe'
            ? '(safe: --fix applies it)'
            : `(--fix leaves it to you: ${review ?? 'look at it first'})`,
        )}`,
    ),
    '',
    '',
  ].join('\n');
}

/** Two aligned rows: what the map costs now and once fixed. */
function renderEstimate(estimate: ReportEstimate, paint: Paint): string[] {
  const { layout, goVersion, entries, now, fixed } = estimate;
  const rows = [cells(now), ...(fixed === null ? [] : [cells(fixed)])];
  const widths = (rows[0] ?? []).map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  const [nowRow = '', fixedRow] = rows.map((row) =>
    row.map((cell, index) => cell.padStart(widths[index] ?? 0)).join('   '),
  );
  const where = paint.quiet(
    `at ${plural(entries, 'entry', 'entries')} on Go ${goVersion} (${LAYOUT_NAME[layout]})`,
  );
  return fixedRow === undefined
    ? [`  cost   ${nowRow}   ${where}`]
    : [`  now    ${nowRow}   ${where}`, `  fixed  ${fixedRow}`];
}

function cells(cost: ReportCost): string[] {
  return [
    plural(cost.growths, 'growth'),
    `${plural(cost.movedEntries, 'entry', 'entries')} moved`,
    plural(cost.allocations, 'allocation'),
    formatBytes(cost.bytes),
  ];
}

/** What a scan amounts to, beyond the findings themselves. */
export interface TextSummary extends ReportSummary {
  readonly findingsByRule: ReadonlyMap<string, number>;
  /** Findings that `--fix` would take away. */
  readonly safelyFixable: number;
  /** Places of known size whose fixes save most, the heaviest first; few, and only where there are many findings. */
  readonly heaviest: readonly { readonly path: string; readonly line: number; readonly savedBytes: number }[];
  /** Findings in code that seems to run often; undefined where nothing else is shown anyway. */
  readonly hot: number | undefined;
  /** Findings left out because of thresholds or confidence. */
  readonly hidden: number;
  /** Findings silenced by a comment. */
  readonly suppressed: number;
  readonly generatedFiles: number;
  /** Files left alone because a project file says so. */
  readonly excludedFiles: number;
  readonly syntaxErrors: number;
  readonly filesWithSyntaxErrors: number;
  /** `Go 1.26, the installed Go` and the like, with the number of directories for each. */
  readonly goVersions: ReadonlyMap<string, number>;
  /** What was changed by `--fix`, undefined without it. */
  readonly fixed: { readonly findings: number; readonly files: number } | undefined;
}

/** Skipped paths named one by one; a tree full of links need not fill the screen. */
const MAX_SKIPPED_SHOWN = 20;

/** The closing lines of a scan. */
export function renderSummary(summary: TextSummary, paint: Paint): string {
  const lines: string[] = [];
  const { fixed, hidden, suppressed, skipped } = summary;
  if (fixed !== undefined && fixed.findings > 0) {
    lines.push(paint.good(`Fixed ${plural(fixed.findings, 'finding')} in ${plural(fixed.files, 'file')}.`));
  }

  const size = `${plural(summary.files, 'file')} (${formatBytes(summary.bytes)})`;
  if (summary.files === 0) {
    lines.push(paint.strong('Nothing was scanned.'));
  } else if (summary.findings === 0) {
    lines.push(paint.strong(`No findings in ${size}.`));
  } else {
    const rules = [...summary.findingsByRule].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    const list = rules.map(([rule, count]) => `${formatCount(count)} ${rule}`).join(', ');
    lines.push(paint.strong(`${plural(summary.findings, 'finding')} in ${size}: ${list}.`));
  }
  if (summary.safelyFixable > 0) {
    lines.push(`${formatCount(summary.safelyFixable)} can be fixed safely: --diff shows how, --fix does it.`);
  }

  if (summary.hot !== undefined && summary.hot > 0 && summary.hot < summary.findings) {
    lines.push(
      `${formatCount(summary.hot)} of them in code that seems to run often: --hot-only shows these.`,
    );
  }

  if (summary.heaviest.length > 0) {
    const places = summary.heaviest.map(
      ({ path, line, savedBytes }) => `${withoutControls(path)}:${line} (${formatBytes(savedBytes)})`,
    );
    lines.push(`Most to gain: ${places.join(', ')}.`);
  }

  const unshown: string[] = [];
  if (hidden > 0) unshown.push(`${formatCount(hidden)} more with --all`);
  if (suppressed > 0) unshown.push(`${formatCount(suppressed)} silenced by comments`);
  if (unshown.length > 0) lines.push(`Not shown: ${unshown.join(', ')}.`);

  const versions = [...summary.goVersions].sort(([, m], [, n]) => n - m);
  if (versions.length > 0) {
    const of = (count: number): string =>
      versions.length === 1 ? '' : ` (${plural(count, 'directory', 'directories')})`;
    lines.push(`Priced for ${versions.map(([text, count]) => text + of(count)).join('; ')}.`);
  }
  const passedOver: string[] = [];
  const silent = [
    ...(summary.generatedFiles > 0 ? [plural(summary.generatedFiles, 'generated file')] : []),
    ...(summary.excludedFiles > 0 ? [plural(summary.excludedFiles, 'excluded file')] : []),
  ];
  if (silent.length > 0) passedOver.push(`nothing is reported in ${silent.join(' and ')}`);
  if (summary.syntaxErrors > 0) {
    passedOver.push(
      `${plural(summary.syntaxErrors, 'syntax error')} in ${plural(summary.filesWithSyntaxErrors, 'file')} passed over`,
    );
  }
  if (passedOver.length > 0) lines.push(paint.quiet(`${capitalise(passedOver.join('; '))}.`));

  if (skipped.length > 0) {
    lines.push(paint.warning(`Skipped ${formatCount(skipped.length)}:`));
    for (const { path, reason } of skipped.slice(0, MAX_SKIPPED_SHOWN)) {
      lines.push(`  ${withoutControls(path)}: ${withoutControls(reason)}`);
    }
    const more = skipped.length - MAX_SKIPPED_SHOWN;
    if (more > 0) lines.push(`  and ${formatCount(more)} more; --format json names them all`);
  }
  return `${lines.join('\n')}\n`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
