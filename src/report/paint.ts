/** Colours for a terminal, by meaning. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly information: (text: string) => string;
  readonly hint: (text: string) => string;
  readonly good: (text: string) => string;
}

const same = (text: string): string => text;

/** For files, pipes and NO_COLOR. */
export const PLAIN: Paint = {
  strong: same,
  quiet: same,
  error: same,
  warning: same,
  information: same,
  hint: same,
  good: same,
};

/** ECMA-48 "select graphic rendition": only the eight colours that every terminal theme defines. */
function sgr(on: number, off: number): (text: string) => string {
  return (text) => `\u001B[${on}m${text}\u001B[${off}m`;
}

export const COLOURED: Paint = {
  strong: sgr(1, 22),
  quiet: sgr(2, 22),
  error: sgr(31, 39),
  warning: sgr(33, 39),
  information: sgr(34, 39),
  hint: sgr(36, 39),
  good: sgr(32, 39),
};
