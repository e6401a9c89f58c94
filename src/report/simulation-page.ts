/** What a page that stands alone is made of. */
export interface StandalonePage {
  readonly title: string;
  readonly script: string;
  /** Style sheets, the first one first. */
  readonly styles: readonly string[];
  /** What the script finds in the page, by the id of its element. Plain JSON. */
  readonly data: { readonly id: string; readonly value: unknown };
  /** The source expression of a content security policy for this text: `'sha256-…'`. */
  readonly hashOf: (text: string) => string;
}

/**
 * A page of one file that loads nothing: its policy admits its own script and styles by their hashes, so that equal runs give
 * equal files.
 */
export function standalonePage(page: StandalonePage): string {
  // Neither may end its element early. In a string, a template or a pattern of a script the backslash changes nothing.
  const script = page.script.replace(/<(?=\/script|!--)/gi, '<\\');
  const styles = page.styles.map((style) => style.replace(/<(?=\/style)/gi, '<\\'));
  const policy = [
    "default-src 'none'",
    `script-src ${page.hashOf(script)}`,
    `style-src ${styles.map(page.hashOf).join(' ')}`,
    'img-src data: blob:',
    'worker-src blob:',
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(page.title)}</title>
${styles.map((style) => `<style>${style}</style>`).join('\n')}
</head>
<body>
<div id="root"></div>
<script type="application/json" id="${page.data.id}">${json(page.data.value)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** JSON that neither ends its element nor breaks off in an old reader. */
function json(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}

function text(plain: string): string {
  return plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
