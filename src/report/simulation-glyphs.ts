/** Characters that differ between a terminal that shows Unicode and one that does not. */
export interface Glyphs {
  readonly arrow: string;
  readonly to: string;
  readonly times: string;
  readonly ellipsis: string;
  readonly none: string;
  readonly axis: string;
  readonly corner: string;
  readonly floor: string;
  /** Fillings of one cell, from empty to full. */
  readonly blocks: readonly string[];
}

export const UNICODE: Glyphs = {
  arrow: '→',
  to: '–',
  times: '×',
  ellipsis: '…',
  none: '–',
  axis: '│',
  corner: '└',
  floor: '─',
  blocks: [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
};

export const ASCII: Glyphs = {
  arrow: '->',
  to: '-',
  times: 'x',
  ellipsis: '...',
  none: '-',
  axis: '|',
  corner: '+',
  floor: '-',
  blocks: [' ', '.', ':', '#'],
};
