import * as vscode from 'vscode';

/** One check inside the extension host. */
export interface HostTest {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** A file with one finding. */
export const SOURCE = `package host

func Index(names []string) map[string]int {
	index := make(map[string]int)
	for i, name := range names {
		index[name] = i
	}
	return index
}
`;

/** Milliseconds; a cold server on a busy machine needs a few seconds. */
const PATIENCE = 30_000;

/** A document that is nowhere on disk, in front. */
export async function openUntitled(text: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: 'go', content: text });
  await bringToFront(document);
  return document;
}

/** A window that is still starting opens the files of its folder by itself, over whatever was shown before. */
export async function bringToFront(document: vscode.TextDocument): Promise<void> {
  await until('the document to be in front', async () => {
    if (vscode.window.activeTextEditor?.document === document) return true;
    await vscode.window.showTextDocument(document);
    return undefined;
  });
}

/** Our diagnostics of a document. */
export function ours(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'bucketwise');
}

/** Looks again and again until there is something. */
export async function until<T>(what: string, look: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`gave up waiting for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Our diagnostics, once there are any. */
export const diagnosticsOf = (document: vscode.TextDocument): Promise<vscode.Diagnostic[]> =>
  until('diagnostics', () => {
    const found = ours(document);
    return found.length > 0 ? found : undefined;
  });
