import * as vscode from 'vscode';
import { State, type BaseLanguageClient } from 'vscode-languageclient';
import {
  EXPLAIN_RULE,
  OPEN_SIMULATOR,
  SHOW_REMARKS,
  SITE_AT,
  type RemarksAt,
  type SiteAtParams,
  type SiteSummary,
} from '../../protocol/requests.ts';
import { openSimulatorPanel } from '../panels/simulator-panel.ts';

const FIX_ALL_KIND = vscode.CodeActionKind.SourceFixAll.append('bucketwise');

/** What commands work with. All of them can be called while the server is down. */
export interface CommandHost {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly client: BaseLanguageClient;
  readonly restart: () => Promise<void>;
}

/** Registers every command of the manifest. */
export function registerCommands(host: CommandHost): readonly vscode.Disposable[] {
  const { registerCommand } = vscode.commands;
  return [
    registerCommand(OPEN_SIMULATOR, (at?: unknown) =>
      openSimulator(host, isSiteAtParams(at) ? at : undefined),
    ),
    registerCommand(SHOW_REMARKS, (remarks?: unknown) => showRemarks(remarks)),
    registerCommand('bucketwise.fixAll', () => fixAll(host)),
    registerCommand(EXPLAIN_RULE, (rule?: unknown) =>
      explainRule(host, typeof rule === 'string' ? rule : undefined),
    ),
    registerCommand('bucketwise.showOutput', () => host.log.show(true)),
    registerCommand('bucketwise.restartServer', () => host.restart()),
  ];
}

/** The client when it can be asked; says so to the user when it cannot. */
async function runningClient(host: CommandHost, withoutIt: string): Promise<BaseLanguageClient | undefined> {
  const { client } = host;
  // The first command may well come while the server is still starting.
  if (client.state === State.Starting) await client.start().catch(() => undefined);
  if (client.state === State.Running) return client;
  warnThatServerIsDown(host, withoutIt);
  return undefined;
}

/** Says what does not work, and offers what may help. */
export function warnThatServerIsDown(host: CommandHost, message: string): void {
  const restart = vscode.l10n.t('Restart');
  const output = vscode.l10n.t('Show Output');
  void vscode.window.showWarningMessage(message, restart, output).then(async (choice) => {
    if (choice === restart) await host.restart();
    else if (choice === output) host.log.show(true);
  });
}

async function openSimulator(host: CommandHost, at: SiteAtParams | undefined): Promise<void> {
  openSimulatorPanel(host.context, await siteFor(host, at ?? cursorInGo()), host.log);
}

async function siteFor(host: CommandHost, at: SiteAtParams | undefined): Promise<SiteSummary | undefined> {
  if (at === undefined) return undefined;
  const withoutServer = vscode.l10n.t(
    'The Bucketwise language server is not running, so the simulator opens without a map.',
  );
  const client = await runningClient(host, withoutServer);
  if (client === undefined) return undefined;
  try {
    const site = await client.sendRequest<SiteSummary | null>(SITE_AT, at);
    if (site !== null) return site;
    vscode.window.setStatusBarMessage(
      vscode.l10n.t(
        'Bucketwise: no map that is understood at the cursor, so the simulator opens without one.',
      ),
      6000,
    );
  } catch (error) {
    host.log.error(`asking for the map at the cursor failed: ${String(error)}`);
    // It ended between the two lines above.
    warnThatServerIsDown(host, withoutServer);
  }
  return undefined;
}

function cursorInGo(): SiteAtParams | undefined {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'go') return undefined;
  const { line, character } = editor.selection.active;
  return { textDocument: { uri: editor.document.uri.toString() }, position: { line, character } };
}

function isSiteAtParams(value: unknown): value is SiteAtParams {
  if (typeof value !== 'object' || value === null) return false;
  const { textDocument, position } = value as Partial<SiteAtParams>;
  return (
    typeof textDocument?.uri === 'string' &&
    typeof position?.line === 'number' &&
    typeof position.character === 'number'
  );
}

/** Shows one place itself, several in a peek window with the way to each. */
async function showRemarks(given: unknown): Promise<void> {
  if (!isRemarksAt(given)) return;
  const { places, position } = given;
  const uri = vscode.Uri.parse(given.uri, true);
  const locations = places.map(
    ({ start, end }) =>
      new vscode.Location(uri, new vscode.Range(start.line, start.character, end.line, end.character)),
  );
  await vscode.commands.executeCommand(
    'editor.action.goToLocations',
    uri,
    new vscode.Position(position.line, position.character),
    locations,
    locations.length === 1 ? 'goto' : 'peek',
  );
}

function isRemarksAt(value: unknown): value is RemarksAt {
  if (typeof value !== 'object' || value === null) return false;
  const { uri, position, places } = value as Partial<RemarksAt>;
  return (
    typeof uri === 'string' &&
    typeof position?.line === 'number' &&
    typeof position.character === 'number' &&
    Array.isArray(places)
  );
}

async function fixAll(host: CommandHost): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId !== 'go') {
    void vscode.window.showInformationMessage(vscode.l10n.t('Bucketwise: open a Go file first.'));
    return;
  }
  const client = await runningClient(
    host,
    vscode.l10n.t('The Bucketwise language server is not running, so nothing can be fixed.'),
  );
  if (client === undefined) return;
  const range = new vscode.Range(0, 0, document.lineCount, 0);
  // The last argument asks for the edit of the first action, which the server only makes when asked.
  const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[] | undefined>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    FIX_ALL_KIND.value,
    1,
  );
  const edit = actions?.find(({ kind }) => kind !== undefined && FIX_ALL_KIND.contains(kind))?.edit;
  if (edit === undefined || edit.size === 0) {
    vscode.window.setStatusBarMessage(
      vscode.l10n.t('Bucketwise: nothing in this file can be fixed safely.'),
      6000,
    );
    return;
  }
  if (!(await vscode.workspace.applyEdit(edit))) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('The fixes were not applied because the file changed meanwhile. Run the command again.'),
    );
  }
}

async function explainRule(host: CommandHost, rule: string | undefined): Promise<void> {
  const chosen = rule ?? (await pickRule(host.context));
  // The id becomes part of a path.
  if (chosen === undefined || !/^[a-z][a-z0-9-]*$/.test(chosen)) return;
  const page = vscode.Uri.joinPath(host.context.extensionUri, 'docs', 'rules', `${chosen}.md`);
  try {
    await vscode.workspace.fs.stat(page);
    await vscode.commands.executeCommand('markdown.showPreview', page);
  } catch (error) {
    host.log.error(`the page of rule ${chosen} could not be shown: ${String(error)}`);
    void vscode.window.showWarningMessage(vscode.l10n.t('There is no page about the rule {0}.', chosen));
  }
}

/** The rules as the manifest lists them for the settings: there even without a server. */
async function pickRule(context: vscode.ExtensionContext): Promise<string | undefined> {
  const items = rulesOfManifest(context.extension.packageJSON as Manifest).map(([label, detail]) => ({
    label,
    detail,
  }));
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Explain a rule'),
    matchOnDetail: true,
  });
  return choice?.label;
}

interface ManifestProperty {
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly properties?: Readonly<Record<string, ManifestProperty>>;
}

interface Manifest {
  readonly contributes: {
    readonly configuration: readonly { readonly properties: Readonly<Record<string, ManifestProperty>> }[];
  };
}

function rulesOfManifest(manifest: Manifest): readonly (readonly [string, string])[] {
  const rules = manifest.contributes.configuration
    .map(({ properties }) => properties['bucketwise.rules']?.properties)
    .find((properties) => properties !== undefined);
  return Object.entries(rules ?? {}).map(([id, property]) => [
    id,
    property.description ?? property.markdownDescription ?? '',
  ]);
}
