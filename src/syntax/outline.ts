/**
 * A Go text without the bodies of its functions, for reading what a package declares: parsing is most of the work, and
 * most of a package is bodies. Only bodies as gofmt writes them are taken out, from the brace that ends a line which begins
 * with `func` to the next brace in the first column; whatever else there is stays. Not for positions: offsets differ.
 */
export function outlineOf(text: string): string {
  let outline = '';
  let at = 0;
  for (const head of text.matchAll(/^func [^\n]*\{\r?$/gm)) {
    const bodyStart = head.index + head[0].length;
    // Inside a body that was taken out already, as in a raw string.
    if (head.index < at || isInRawString(text, at, head.index)) continue;
    const end = bodyEnd(text, bodyStart);
    if (end === undefined) break;
    outline += text.slice(at, bodyStart);
    at = end;
  }
  return outline + text.slice(at);
}

/** Offset of the brace that closes a body, undefined when none is found that does not lie in a raw string. */
function bodyEnd(text: string, start: number): number | undefined {
  for (let at = text.indexOf('\n}', start); at !== -1; at = text.indexOf('\n}', at + 1)) {
    if (!isInRawString(text, start, at)) return at + 1;
  }
  return undefined;
}

/** Whether an odd number of back quotes comes before; one in a comment or a string only makes more be kept. */
function isInRawString(text: string, from: number, to: number): boolean {
  let inside = false;
  for (let at = text.indexOf('`', from); at !== -1 && at < to; at = text.indexOf('`', at + 1))
    inside = !inside;
  return inside;
}
