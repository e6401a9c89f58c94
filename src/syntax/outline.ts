/** One piece of Go source: a comment, a string or rune, a line break, or anything between these. */
const PIECE =
  /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`[^`]*`?|\n|[^/"'`\n]+|\//y;

/** The line on which a function with a body begins, as gofmt writes it. */
const HEAD = /func [^\n]*\{\r?(?=\n)/y;

/**
 * A Go text without the bodies of its functions, for reading what a package declares: parsing is most of the work, and
 * most of a package is bodies. Only bodies as gofmt writes them are taken out, from the brace that ends a line which begins
 * with `func` to the next brace in the first column; whatever else there is stays. Not for positions: offsets differ.
 */
export function outlineOf(text: string): string {
  let outline = '';
  let kept = 0;
  let at = 0;
  while (at < text.length) {
    HEAD.lastIndex = at;
    const startsLine = at === 0 || text[at - 1] === '\n';
    if (startsLine && HEAD.test(text)) {
      const bodyStart = HEAD.lastIndex;
      const end = bodyEnd(text, bodyStart);
      if (end === undefined) break;
      outline += text.slice(kept, bodyStart);
      kept = end;
      at = end;
    } else at = nextPiece(text, at);
  }
  return outline + text.slice(kept);
}

/** Offset of the brace that closes a body, undefined when there is none. */
function bodyEnd(text: string, start: number): number | undefined {
  for (let at = start; at < text.length; at = nextPiece(text, at)) {
    if (text[at] === '\n' && text[at + 1] === '}') return at + 1;
  }
  return undefined;
}

function nextPiece(text: string, at: number): number {
  PIECE.lastIndex = at;
  return PIECE.test(text) ? PIECE.lastIndex : text.length;
}
