import * as vscode from 'vscode';
import { State, type BaseLanguageClient } from 'vscode-languageclient';
import {
  EXPLAIN_RULE,
  OPEN_SIMULATOR,
  SHOW_REMARKS,
  SITE_AT,
  type ListedSite,
  type SiteAtParams,
  type SiteSummary,
} from '../../protocol/requests.ts';
import type { SimulatorPanel } from '../panels/simulator-panel.ts';
import { fixAll, previewFixAll } from './fix-commands.ts';
import type { FixedTexts } from './fixed-text.ts';
import type { LastGoFile } from './last-go-file.ts';
import { showRemarks } from './remarks-command.ts';
import { explainRule, setRuleLevel } from './rule-commands.ts';

/** What commands work with. All of them can be called while the server is down. */
export interface CommandHost {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  readonly client: BaseLanguageClient;
  readonly restart: () => Promise<void>;
  readonly simulator: SimulatorPanel;
  readonly last: LastGoFile;
}

/** Registers the commands of the manifest, but for those of the view. */
export function registerCommands(host: CommandHost, texts: FixedTexts): readonly { dispose(): unknown }[] {
  const { registerCommand } = vscode.commands;
  const { context, log, last } = host;
  const canFix = async (): Promise<boolean> =>
    (await runningClient(
      host,
      vscode.l10n.t('The Bucketwise language server is not running, so nothing can be fixed.'),
    )) !== undefined;
  return [
    registerCommand(OPEN_SIMULATOR, (at?: unknown) => openSimulator(host, placeIn(at) ?? cursorIn(last))),
    registerCommand('bucketwise.simulateMap', (at?: unknown) =>
      openSimulator(host, placeIn(at) ?? cursorIn(last)),
    ),
    registerCommand('bucketwise.fixAll', () => fixAll(last.editor?.document, canFix)),
    registerCommand('bucketwise.previewFixAll', () => previewFixAll(last.editor?.document, canFix, texts)),
    registerCommand(EXPLAIN_RULE, (about?: unknown) => explainRule(context, log, about)),
    registerCommand('bucketwise.setRuleLevel', (about?: unknown) => setRuleLevel(context, about)),
    registerCommand(SHOW_REMARKS, (remarks?: unknown) => showRemarks(remarks)),
    registerCommand('bucketwise.openWalkthrough', () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#start`),
    ),
    registerCommand('bucketwise.showOutput', () => log.show(true)),
    registerCommand('bucketwise.restartServer', () => host.restart()),
  ];
}

/** The client when it can be asked; says so to the user when it cannot. */
export async function runningClient(
  host: CommandHost,
  withoutIt: string,
): Promise<BaseLanguageClient | undefined> {
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
  host.simulator.open(await siteFor(host, at));
}

async function siteFor(host: CommandHost, at: SiteAtParams | undefined): Promise<SiteSummary | undefined> {
  if (at === undefined) return undefined;
  const withoutServer = vscode.l10n.t(
    'The Bucketwise language server is not running, so the simulator opens without a map.',
  );
  const client = await runningClient(host, withoutServer);
  if (client === undefined) return undefined;
  try {
    // The server answers about open documents; one from a list may not be open yet.
    await vscode.workspace.openTextDocument(vscode.Uri.parse(at.textDocument.uri));
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

function cursorIn({ editor }: LastGoFile): SiteAtParams | undefined {
  if (editor === undefined) return undefined;
  const { line, character } = editor.selection.active;
  return { textDocument: { uri: editor.document.uri.toString() }, position: { line, character } };
}

/** The place that a command is about: given as such, or as an item of the view. Menus may give anything else. */
function placeIn(value: unknown): SiteAtParams | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('site' in value) {
    const { uri, range } = value.site as ListedSite;
    return { textDocument: { uri }, position: range.start };
  }
  return isSiteAtParams(value) ? value : undefined;
}

function isSiteAtParams(value: object): value is SiteAtParams {
  const { textDocument, position } = value as Partial<SiteAtParams>;
  return (
    typeof textDocument?.uri === 'string' &&
    typeof position?.line === 'number' &&
    typeof position.character === 'number'
  );
}
