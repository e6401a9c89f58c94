import * as vscode from 'vscode';
import { freshNonce, panelHtml } from './panel-html.ts';

/** Puts one of the extension's pages into a panel: `name.js` and `name.css` of dist/webview. */
export function showPage(
  panel: vscode.WebviewPanel,
  { extensionUri }: vscode.ExtensionContext,
  name: string,
): void {
  const { webview } = panel;
  const pages = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  const address = (file: string): string => webview.asWebviewUri(vscode.Uri.joinPath(pages, file)).toString();
  panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
  webview.options = { enableScripts: true, localResourceRoots: [pages] };
  webview.html = panelHtml({
    cspSource: webview.cspSource,
    nonce: freshNonce(),
    scriptUri: address(`${name}.js`),
    styleUri: address(`${name}.css`),
    title: panel.title,
  });
}

/** True for an address inside a workspace folder: pages show and change nothing else by themselves. */
export function isInWorkspace(uri: string): boolean {
  return vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri)) !== undefined;
}
