import { type DisplayLine, cutColumns, layOut } from './columns.ts';
import type { ReportFinding, ReportRange } from './model.ts';
import type { Paint } from './paint.ts';

/** Text of the source lines a finding names, by one-based number, without line endings. */
export type SourceLines = ReadonlyMap<number, string>;

/** Cells of source shown of one line: two half screens. Generated tables have lines of many thousand characters. */
const MAX_COLUMNS = 160;

/** Cells shown to the left of the mark when a line has to be cut. */
const LEFT_OF_MARK = 40;

interface Mark {
  readonly range: ReportRange;
  /** `^` for the finding itself, `-` for a place that explains it. */
  readonly sign: '^' | '-';
  readonly label: string;
}

/** The lines of a finding and of its related places in the order of the file, each with its marks below. */
export function renderExcerpt(finding: ReportFinding, lines: SourceLines, paint: Paint): string[] {
  const marks: Mark[] = [
    { range: finding.range, sign: '^' as const, label: '' },
    ...finding.related.map(({ range, message }) => ({ range, sign: '-' as const, label: message })),
  ].sort((a, b) => a.range.start.line - b.range.start.line);

  const numberWidth = Math.max(4, String(marks.at(-1)?.range.start.line ?? 0).length);
  const gutter = (number: string): string => paint.quiet(`${number.padStart(numberWidth)} |`);
  const result: string[] = [];
  let previous: number | undefined;
  for (const mark of marks) {
    const { line } = mark.range.start;
    const { source, underline } = renderLine(lines.get(line) ?? '', mark);
    if (line !== previous) {
      if (previous !== undefined && line > previous + 1)
        result.push(paint.quiet('...'.padStart(numberWidth)));
      result.push(`${gutter(String(line))} ${source}`.trimEnd());
    }
    const label = mark.label === '' ? '' : ` ${mark.label}`;
    const coloured =
      mark.sign === '^' ? paint.warning(underline.marks) : paint.information(underline.marks + label);
    result.push(`${gutter('')} ${underline.indent}${coloured}`);
    previous = line;
  }
  return result;
}

function renderLine(
  text: string,
  mark: Mark,
): { readonly source: string; readonly underline: { readonly indent: string; readonly marks: string } } {
  const line = layOut(text);
  const { start, end } = mark.range;
  const from = columnAt(line, start.column);
  // Of a range over several lines only the first one is shown.
  const to = end.line === start.line ? columnAt(line, end.column) : (line.columns.at(-1) ?? 0);
  const width = Math.max(1, to - from);

  const total = line.columns.at(-1) ?? 0;
  if (total <= MAX_COLUMNS) {
    return { source: line.text, underline: { indent: ' '.repeat(from), marks: mark.sign.repeat(width) } };
  }
  const left = from + width <= MAX_COLUMNS ? 0 : Math.max(0, from - LEFT_OF_MARK);
  const right = left + MAX_COLUMNS;
  const before = left > 0 ? '… ' : '';
  return {
    source: `${before}${cutColumns(line, left, right)}${right < total ? ' …' : ''}`,
    underline: {
      indent: ' '.repeat(before.length + from - left),
      marks: mark.sign.repeat(Math.min(width, right - from)),
    },
  };
}

function columnAt(line: DisplayLine, column: number): number {
  return line.columns[column - 1] ?? line.columns.at(-1) ?? 0;
}
