/** Blanks and comments that may stand before the package clause. */
const BEFORE_CLAUSE = /(?:[\s\uFEFF;]+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)/y;
const CLAUSE = /package(?:[ \t\r\n]|\/\*[\s\S]*?\*\/)+([\p{L}_][\p{L}\p{Nd}_]*)/uy;

/**
 * The name in a Go file's package clause, found without parsing the file; undefined where there is none. Files of one
 * directory with the same name are one package.
 */
export function packageName(text: string): string | undefined {
  let at = 0;
  for (;;) {
    BEFORE_CLAUSE.lastIndex = at;
    if (!BEFORE_CLAUSE.test(text)) break;
    at = BEFORE_CLAUSE.lastIndex;
  }
  CLAUSE.lastIndex = at;
  return CLAUSE.exec(text)?.[1];
}
