import * as vscode from 'vscode';
import type {
  HintEditParams,
  HintEditResult,
  HintToApply,
  SiteAtParams,
  SiteSummary,
} from '../../protocol/requests.ts';
import { bytesOf, FILE_ENDINGS, type FileToSave, type SaveFormat } from '../../protocol/saved-file.ts';
import { linkTo } from '../../protocol/simulator-link.ts';
import type { SimulatorSetup } from '../../protocol/simulator-setup.ts';
import { toRange } from '../common/wire-range.ts';
import type { Outcome } from './simulator-session.ts';

/** What is asked of the language server. Both reject while it is down. */
export interface SimulatorServer {
  readonly siteAt: (at: SiteAtParams) => Promise<SiteSummary | null>;
  readonly hintEdit: (params: HintEditParams) => Promise<HintEditResult>;
}

const done = (text: string): Outcome => ({ text, isProblem: false });
const problem = (text: string): Outcome => ({ text, isProblem: true });

/** Shows the code of a site, and says where it is not what it was. */
export async function revealSite(site: SiteSummary): Promise<Outcome | undefined> {
  const document = await opened(site.uri);
  if (document === undefined) return problem(notThere(site));
  const range = toRange(site.range);
  await show(document, range);
  return document.getText(range) === site.source
    ? undefined
    : problem(vscode.l10n.t('The code has changed since: the map was made here. Simulate it again.'));
}

/** Writes a hint where the site's map is made, as one step to undo, with the code in view. */
export async function applyHint(
  server: SimulatorServer,
  site: SiteSummary,
  hint: HintToApply,
): Promise<{ readonly outcome: Outcome; readonly site: SiteSummary | undefined }> {
  const { uri, range, source } = site;
  const stays = (outcome: Outcome) => ({ outcome, site: undefined });
  // The server answers about open documents.
  const document = await opened(uri);
  if (document === undefined) return stays(problem(notThere(site)));
  const answer = await server.hintEdit({ uri, range, source, hint });
  if ('reason' in answer) return stays(problem(answer.reason));
  const { title, version, edits, review } = answer;
  const changed = vscode.l10n.t('The hint was not written because the file changed meanwhile. Try again.');
  await show(document, toRange(range));
  if (document.version !== version) return stays(problem(changed));
  const edit = new vscode.WorkspaceEdit();
  edit.set(
    document.uri,
    edits.map((each) => new vscode.TextEdit(toRange(each.range), each.newText)),
  );
  if (!(await vscode.workspace.applyEdit(edit))) return stays(problem(changed));
  const text =
    review === undefined
      ? vscode.l10n.t('Done: {0}. Undo takes it back.', title)
      : vscode.l10n.t('Done: {0}. Have a look at it: {1}.', title, review);
  // The hint is written, whatever becomes of this question.
  const fresh = await server.siteAt({ textDocument: { uri }, position: range.start }).catch(() => null);
  return { outcome: done(text), site: fresh ?? undefined };
}

/** Puts a link on the clipboard that opens the simulator with a setup, in any VS Code with this extension. */
export async function copyLink(extensionId: string, setup: SimulatorSetup): Promise<Outcome> {
  // Not made external: what `asExternalUri` gives in vscode.dev or a codespace leads back to this one window, while it is
  // open. A link that is to be passed on has to open the editor of whoever gets it.
  const link = linkTo(setup, `${vscode.env.uriScheme}://${extensionId}`);
  if (link === undefined) return problem(vscode.l10n.t('This setup is too long for a link.'));
  await vscode.env.clipboard.writeText(link);
  return done(vscode.l10n.t('The link is on the clipboard.'));
}

/** Names of the formats in the dialog that asks where to save. */
const FORMAT_NAMES: Readonly<Record<SaveFormat, string>> = {
  png: 'PNG',
  svg: 'SVG',
  csv: 'CSV',
  json: 'JSON',
  markdown: 'Markdown',
};

/** Asks where to, and saves. Undefined when the reader thinks better of it. */
export async function saveFile(file: FileToSave): Promise<Outcome | undefined> {
  const bytes = bytesOf(file);
  if (bytes === undefined) return problem(vscode.l10n.t('The picture is damaged, so it was not saved.'));
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const ending = FILE_ENDINGS[file.format];
  const target = await vscode.window.showSaveDialog({
    ...(folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, `${file.name}.${ending}`) }),
    filters: { [FORMAT_NAMES[file.format]]: [ending] },
  });
  if (target === undefined) return undefined;
  try {
    await vscode.workspace.fs.writeFile(target, bytes);
  } catch (error) {
    return problem(
      vscode.l10n.t('Could not save: {0}', error instanceof Error ? error.message : String(error)),
    );
  }
  return done(vscode.l10n.t('Saved as {0}.', vscode.workspace.asRelativePath(target)));
}

async function opened(uri: string): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  } catch {
    return undefined;
  }
}

function notThere({ uri }: SiteSummary): string {
  return vscode.l10n.t('{0} cannot be opened.', vscode.workspace.asRelativePath(vscode.Uri.parse(uri)));
}

async function show(document: vscode.TextDocument, selection: vscode.Range): Promise<void> {
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  await vscode.window.showTextDocument(document, {
    // The editor that shows it already, else the first one: never on top of the panel.
    viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
    selection,
  });
}
