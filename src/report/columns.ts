import { eastAsianWidth } from 'get-east-asian-width';

/** Terminals differ in tab stops, so tabs are written out as blanks. */
const TAB_WIDTH = 4;

/** Printable ASCII needs no segmentation. */
const PLAIN_ASCII = /^[\x20-\x7E]*$/;

/**
 * Control characters could drive the terminal, and direction marks could show code in another order than it has
 * (CVE-2021-42574). Neither belongs into an excerpt.
 */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
const ALL_UNSAFE = new RegExp(UNSAFE.source, 'gu');

const EMOJI = /\p{Emoji_Presentation}|\uFE0F/u;
const INVISIBLE = /^[\p{Mn}\p{Me}\p{Cf}]/u;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A line as a terminal shows it. */
export interface DisplayLine {
  readonly text: string;
  /** Terminal column, from 0, of each UTF-16 code unit of the original, and one more for its end. */
  readonly columns: readonly number[];
}

/** Lays out one source line in terminal cells: tabs become blanks, wide characters count twice. */
export function layOut(line: string): DisplayLine {
  let text = '';
  let column = 0;
  const columns: number[] = [];
  for (const grapheme of segmentsOf(line)) {
    columns.push(...Array<number>(grapheme.length).fill(column));
    if (grapheme === '\t') {
      const width = TAB_WIDTH - (column % TAB_WIDTH);
      text += ' '.repeat(width);
      column += width;
    } else {
      const shown = withoutControls(grapheme);
      text += shown;
      column += widthOf(shown);
    }
  }
  columns.push(column);
  return { text, columns };
}

/** Replaces what could drive a terminal by U+FFFD. */
export function withoutControls(text: string): string {
  return PLAIN_ASCII.test(text) ? text : text.replace(ALL_UNSAFE, '\uFFFD');
}

/** Cuts a laid out line to the terminal columns from `from` up to `to`. */
export function cutColumns(line: DisplayLine, from: number, to: number): string {
  let column = 0;
  let result = '';
  for (const grapheme of segmentsOf(line.text)) {
    const width = widthOf(grapheme);
    if (column >= from && column + width <= to) result += grapheme;
    column += width;
  }
  return result;
}

function segmentsOf(text: string): Iterable<string> {
  return PLAIN_ASCII.test(text.replaceAll('\t', ' '))
    ? text
    : Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/** Cells of one grapheme: that of its first character, or two where it is drawn as an emoji. */
function widthOf(grapheme: string): number {
  if (PLAIN_ASCII.test(grapheme)) return grapheme.length;
  if (EMOJI.test(grapheme)) return 2;
  if (INVISIBLE.test(grapheme)) return 0;
  return eastAsianWidth(grapheme.codePointAt(0) ?? 0);
}
