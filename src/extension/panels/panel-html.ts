/** What the page of a panel is made of; all addresses are those the webview may load. */
export interface PageParts {
  /** `webview.cspSource`: where scripts and styles of the extension come from. */
  readonly cspSource: string;
  /** Admits the page's one script. Fresh for each page. */
  readonly nonce: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  readonly title: string;
}

/**
 * The page of a panel. Nothing of a workspace is in it: what there is to show comes by message once the page is ready.
 */
export function panelHtml(parts: PageParts): string {
  const { cspSource, nonce } = parts;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${cspSource}`,
    `font-src ${cspSource}`,
    `img-src ${cspSource} data:`,
    // A page's worker comes as text in the page's own script: a webview may start none from a file.
    'worker-src blob:',
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${attribute(parts.title)}</title>
<link rel="stylesheet" href="${attribute(parts.styleUri)}">
</head>
<body>
<div id="root"></div>
<script nonce="${attribute(nonce)}" src="${attribute(parts.scriptUri)}"></script>
</body>
</html>
`;
}

/** 128 random bits in hexadecimal. */
export function freshNonce(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
