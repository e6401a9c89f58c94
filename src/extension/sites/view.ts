import * as vscode from 'vscode';
import type { WorkspaceParams } from '../../protocol/requests.ts';
import type { ServerState } from '../common/status-item.ts';
import { countFindings, describeState } from './labels.ts';
import { SiteModel, type MoreNode, type SiteNode, type SiteSource } from './model.ts';
import { createRefresher } from './refresher.ts';
import { describeProgress, situationOf, type Situation } from './situation.ts';
import { isNarrowed, readState, type SitesState } from './state.ts';
import { tooltipFor, treeItemOf } from './tree-items.ts';

/** Id of the view in the manifest. */
export const SITES_VIEW = 'bucketwise.sites';

/** Where the choices of the reader are kept. */
const STATE_KEY = 'bucketwise.sites';

/** Milliseconds between two refreshes while the workspace changes: often enough to see it move, seldom enough to read. */
const REFRESH_INTERVAL = 1000;

/** Milliseconds after an answer in which VS Code may ask for what is open below it. */
const REST = 150;

/** What the view needs of the extension around it. */
export interface SitesHost {
  readonly source: SiteSource;
  readonly memento: vscode.Memento;
  readonly log: vscode.LogOutputChannel;
}

/** The tree of all maps. Asks the server for nothing before it is first seen. */
export class SitesView implements vscode.TreeDataProvider<SiteNode> {
  readonly #host: SitesHost;
  readonly #model: SiteModel;
  readonly #tree: vscode.TreeView<SiteNode>;
  readonly #changed = new vscode.EventEmitter<SiteNode | undefined>();
  readonly #refresher = createRefresher(
    () => this.#changed.fire(undefined),
    REFRESH_INTERVAL,
    () => this.#fetching > 0 || Date.now() < this.#restsAt,
  );
  readonly #subscriptions: readonly { dispose(): unknown }[];
  #state: SitesState;
  #workspace: WorkspaceParams | undefined;
  /** Items at the root; undefined when the server did not answer. */
  #listed: number | undefined = 0;
  #wasSeen = false;
  /** Lists that VS Code is waiting for, and when it has surely asked for all that it opens after the last. */
  #fetching = 0;
  #restsAt = 0;
  /** What the conditions in the manifest were told last. */
  readonly #contexts = new Map<string, unknown>();
  /** Ends the progress bar. */
  #endProgress: (() => void) | undefined;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(host: SitesHost) {
    this.#host = host;
    this.#model = new SiteModel(host.source);
    this.#state = readState(host.memento.get(STATE_KEY));
    this.#tree = vscode.window.createTreeView(SITES_VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.#subscriptions = [
      this.#tree,
      this.#changed,
      this.#refresher,
      { dispose: () => this.#endProgress?.() },
      this.#tree.onDidExpandElement(({ element }) => this.#noteOpen(element, true)),
      this.#tree.onDidCollapseElement(({ element }) => this.#noteOpen(element, false)),
    ];
    this.#show();
  }

  get state(): SitesState {
    return this.#state;
  }

  /** Takes over what the reader chose. Kept only where it is meant to stay, not for each letter that is typed. */
  setState(change: Partial<SitesState>, keep = true): void {
    this.#state = { ...this.#state, ...change };
    if (keep) void this.#host.memento.update(STATE_KEY, this.#state);
    this.#model.rewind();
    this.#show();
    this.refresh();
  }

  /** The server told how far it is. */
  setWorkspace(params: WorkspaceParams): void {
    const { revision } = this.#workspace ?? {};
    this.#workspace = params;
    this.#show();
    if (this.#wasSeen && params.revision !== revision) this.#refresher.soon();
  }

  /** The server is there, or is not. What it told before counts no longer. */
  setServer(server: ServerState): void {
    this.#workspace = undefined;
    this.#listed = server === 'stopped' ? undefined : 0;
    this.#show();
    if (server === 'running' && this.#wasSeen) this.refresh();
  }

  /** Asks anew for what is in sight. */
  refresh(): void {
    this.#refresher.now();
  }

  /** Makes a list longer in place. */
  showMore(more: MoreNode): void {
    this.#model.wantMore(more);
    this.#changed.fire(more.parent);
  }

  getTreeItem(node: SiteNode): vscode.TreeItem {
    return treeItemOf(node);
  }

  resolveTreeItem(item: vscode.TreeItem, node: SiteNode): vscode.TreeItem {
    if (node.kind === 'site') item.tooltip = tooltipFor(node);
    return item;
  }

  getParent(node: SiteNode): SiteNode | undefined {
    return node.kind === 'group' ? undefined : node.parent;
  }

  async getChildren(node?: SiteNode): Promise<SiteNode[]> {
    this.#wasSeen = true;
    this.#fetching++;
    try {
      if (node?.kind === 'group') return [...(await this.#model.children(this.#state, node))];
      if (node !== undefined || vscode.workspace.workspaceFolders === undefined) return [];
      const roots = await this.#model.roots(this.#state, this.#workspace?.scanning === false);
      this.#listed = roots.length;
      return [...roots];
    } catch (error) {
      this.#host.log.error(`the maps of the workspace could not be listed: ${String(error)}`);
      if (node === undefined) this.#listed = undefined;
      return [];
    } finally {
      this.#fetching--;
      this.#restsAt = Date.now() + REST;
      this.#show();
    }
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #noteOpen(node: SiteNode, open: boolean): void {
    if (node.kind === 'group') this.#model.setOpen(node, open, this.#state);
  }

  /** Brings all around the tree in line with what is known. */
  #show(): void {
    const { filter, flat, onlyWithFindings, order } = this.#state;
    const workspace = this.#workspace;
    const scanning = workspace?.scanning === true;
    this.#tree.message = this.#message();
    this.#tree.badge = badgeOf(workspace?.findings ?? 0);
    this.#showProgress(scanning && this.#wasSeen);
    this.#setContexts({
      'bucketwise.sites.situation': this.#situation(),
      'bucketwise.sites.narrowed': isNarrowed(this.#state),
      'bucketwise.sites.filtered': filter !== '',
      'bucketwise.sites.flat': flat,
      'bucketwise.sites.onlyWithFindings': onlyWithFindings,
      'bucketwise.sites.order': order,
    });
  }

  /** The line above the tree. Where there is one, VS Code shows no welcome, which says more when nothing is listed. */
  #message(): string {
    const workspace = this.#workspace;
    const parts = [describeState(this.#state, vscode.l10n)];
    if (workspace?.scanning === true) parts.push(describeProgress(workspace, vscode.l10n));
    else if (this.#situation() !== 'listed') return '';
    return parts.filter((part) => part !== '').join(' · ');
  }

  #situation(): Situation {
    return situationOf(this.#listed, this.#workspace, this.#state);
  }

  #setContexts(contexts: Readonly<Record<string, unknown>>): void {
    for (const [key, value] of Object.entries(contexts)) {
      if (this.#contexts.get(key) === value) continue;
      this.#contexts.set(key, value);
      void vscode.commands.executeCommand('setContext', key, value);
    }
  }

  #showProgress(scanning: boolean): void {
    if (!scanning) {
      this.#endProgress?.();
      this.#endProgress = undefined;
    } else if (this.#endProgress === undefined) {
      const ended = new Promise<void>((resolve) => (this.#endProgress = resolve));
      void vscode.window.withProgress({ location: { viewId: SITES_VIEW } }, () => ended);
    }
  }
}

function badgeOf(findings: number): vscode.ViewBadge | undefined {
  if (findings === 0) return undefined;
  return { value: findings, tooltip: countFindings(findings, vscode.l10n) };
}
