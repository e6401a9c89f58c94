import * as vscode from 'vscode';
import type { StatusParams, WorkspaceParams } from '../../protocol/requests.ts';
import type { MapLayout } from '../../simulator/index.ts';
import { describeProgress } from '../sites/situation.ts';

/** Whether the language server can be asked. */
export type ServerState = 'starting' | 'running' | 'stopped';

/**
 * The language status item of Go files: Go version and map layout in force, why, what was found, how far the workspace is
 * read, and whatever is degraded.
 */
export class StatusItem {
  readonly #item: vscode.LanguageStatusItem;
  readonly #statuses = new Map<string, StatusParams>();
  readonly #subscriptions: readonly { dispose(): unknown }[];
  #server: ServerState = 'starting';
  #workspace: WorkspaceParams | undefined;

  constructor() {
    this.#item = vscode.languages.createLanguageStatusItem('bucketwise.status', { language: 'go' });
    this.#item.name = 'Bucketwise';
    this.#subscriptions = [
      this.#item,
      vscode.window.onDidChangeActiveTextEditor(() => this.#show()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#statuses.delete(uri.toString())),
    ];
    this.#show();
  }

  setServer(state: ServerState): void {
    this.#server = state;
    if (state !== 'running') {
      this.#statuses.clear();
      this.#workspace = undefined;
    }
    this.#show();
  }

  setWorkspace(workspace: WorkspaceParams): void {
    this.#workspace = workspace;
    this.#show();
  }

  setDocument(status: StatusParams): void {
    this.#statuses.set(vscode.Uri.parse(status.uri).toString(), status);
    this.#show();
  }

  /** The Go version of a file; where that is not known, of another one that is open. */
  goOf(uri: vscode.Uri | undefined): {
    readonly goVersion: string | null;
    readonly layout: MapLayout | null;
  } {
    const own = uri === undefined ? undefined : this.#statuses.get(uri.toString());
    const status = own ?? [...this.#statuses.values()].at(-1);
    return { goVersion: status?.goVersion ?? null, layout: status?.layout ?? null };
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #show(): void {
    const item = this.#item;
    const workspace = this.#workspace;
    item.busy = this.#server === 'starting' || workspace?.scanning === true;
    item.severity = vscode.LanguageStatusSeverity.Information;
    item.command = { title: vscode.l10n.t('Show Output'), command: 'bucketwise.showOutput' };
    if (this.#server === 'stopped') {
      item.text = vscode.l10n.t('Bucketwise is not running');
      item.detail = vscode.l10n.t('The language server stopped.');
      item.severity = vscode.LanguageStatusSeverity.Error;
      item.command = { title: vscode.l10n.t('Restart'), command: 'bucketwise.restartServer' };
      return;
    }
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const status = uri === undefined ? undefined : this.#statuses.get(uri);
    const inWorkspace = workspace === undefined ? [] : describeWorkspace(workspace);
    const notes = status?.notes ?? [];
    const problems = [...(status?.problems ?? []), ...(workspace?.problems ?? [])];
    item.text = status === undefined ? 'Bucketwise' : describeVersion(status);
    const inDocument =
      status === undefined ? [] : [describeFindings(status.findings), describeSource(status.source)];
    item.detail = [
      ...inDocument.slice(0, 1),
      ...inWorkspace,
      ...inDocument.slice(1),
      ...notes,
      ...problems,
    ].join(' · ');
    if (problems.length > 0) item.severity = vscode.LanguageStatusSeverity.Warning;
  }
}

function describeVersion({ goVersion, layout }: StatusParams): string {
  return layout === 'swiss'
    ? vscode.l10n.t('Go {0} maps: Swiss tables', goVersion)
    : vscode.l10n.t('Go {0} maps: buckets', goVersion);
}

function describeFindings(count: number): string {
  if (count === 0) return vscode.l10n.t('no map remarks');
  return count === 1 ? vscode.l10n.t('1 map remark') : vscode.l10n.t('{0} map remarks', count);
}

function describeWorkspace(workspace: WorkspaceParams): readonly string[] {
  const found = vscode.l10n.t('{0} in the workspace', workspace.findings);
  return workspace.scanning ? [found, describeProgress(workspace, vscode.l10n)] : [found];
}

function describeSource(source: string): string {
  switch (source) {
    case 'setting':
      return vscode.l10n.t('from the setting');
    case 'project file':
      return vscode.l10n.t('from .bucketwise.json');
    case 'toolchain line':
      return vscode.l10n.t('from the toolchain line');
    case 'installed Go':
      return vscode.l10n.t('from the installed Go');
    case 'go line':
      return vscode.l10n.t('from the go line of go.mod');
    default:
      return vscode.l10n.t('assumed: nothing names a Go version');
  }
}
