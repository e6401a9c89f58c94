import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ListedFinding, ListedSite, SiteOrder } from '../../protocol/requests.ts';
import { fixFinding } from './fix-site.ts';
import { placeOf } from './labels.ts';
import type { LeafNode, MoreNode } from './model.ts';
import { tidyFilter, type SitesState } from './state.ts';
import { SITES_VIEW, type SitesView } from './view.ts';

/** Milliseconds without a key before what was typed is looked for. */
const TYPING_PAUSE = 250;

/** Registers the commands of the view. */
export function registerSitesCommands(
  view: SitesView,
  runningClient: (withoutIt: string) => Promise<BaseLanguageClient | undefined>,
): readonly vscode.Disposable[] {
  const { registerCommand } = vscode.commands;
  const choose = (change: Partial<SitesState>) => async (): Promise<void> => {
    view.setState(change);
    await showView();
  };
  const sortBy = (order: SiteOrder): (() => Promise<void>) => choose({ order });
  return [
    registerCommand('bucketwise.filterSites', () => askForFilter(view)),
    registerCommand('bucketwise.clearSitesFilter', choose({ filter: '', onlyWithFindings: false })),
    registerCommand('bucketwise.sortSitesByPrice', sortBy('price')),
    registerCommand('bucketwise.sortSitesByHeat', sortBy('heat')),
    registerCommand('bucketwise.sortSitesByName', sortBy('name')),
    registerCommand('bucketwise.sortSitesByPlace', sortBy('place')),
    registerCommand('bucketwise.groupSitesByPackage', choose({ flat: false })),
    registerCommand('bucketwise.listSitesFlat', choose({ flat: true })),
    registerCommand('bucketwise.showSitesWithFindings', choose({ onlyWithFindings: true })),
    registerCommand('bucketwise.showAllSites', choose({ onlyWithFindings: false })),
    registerCommand('bucketwise.refreshSites', () => view.refresh()),
    registerCommand('bucketwise.showMoreSites', (more?: MoreNode) =>
      more === undefined ? undefined : view.showMore(more),
    ),
    registerCommand('bucketwise.fixSite', async (node?: LeafNode) => {
      if (node === undefined) return;
      const client = await runningClient(
        vscode.l10n.t('The Bucketwise language server is not running, so nothing can be fixed.'),
      );
      if (client !== undefined) await fixSite(client, node.site);
    }),
    registerCommand('bucketwise.copySitePath', (node?: LeafNode) =>
      node === undefined ? undefined : copy(pathOf(vscode.Uri.parse(node.site.uri))),
    ),
    registerCommand('bucketwise.copySiteLocation', (node?: LeafNode) =>
      node === undefined
        ? undefined
        : copy(placeOf(node.site, vscode.workspace.asRelativePath(vscode.Uri.parse(node.site.uri)))),
    ),
  ];
}

async function showView(): Promise<void> {
  await vscode.commands.executeCommand(`${SITES_VIEW}.focus`);
}

/** A path as it is written on the machine at hand; an address where it is no file. */
function pathOf(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath : uri.toString(true);
}

async function copy(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
}

/** An input box that filters while one types; leaving it by Escape brings back what was there before. */
async function askForFilter(view: SitesView): Promise<void> {
  await showView();
  const before = view.state.filter;
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Filter Maps');
  input.placeholder = vscode.l10n.t('Words that must all occur, for example: field hot string');
  input.prompt = vscode.l10n.t(
    'In the path, name, type, function, kind of owner, heat or a rule. Empty: all maps.',
  );
  input.value = before;
  let accepted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const apply = (text: string, keep: boolean): void => {
    clearTimeout(timer);
    const filter = tidyFilter(text);
    if (keep || filter !== view.state.filter) view.setState({ filter }, keep);
  };
  input.onDidChangeValue((text) => {
    clearTimeout(timer);
    timer = setTimeout(() => apply(text, false), TYPING_PAUSE);
  });
  input.onDidAccept(() => {
    accepted = true;
    apply(input.value, true);
    input.hide();
  });
  input.onDidHide(() => {
    if (!accepted && view.state.filter !== before) apply(before, true);
    input.dispose();
  });
  input.show();
}

async function fixSite(client: BaseLanguageClient, site: ListedSite): Promise<void> {
  const finding = await pickFixable(site.findings.filter(({ fixable }) => fixable));
  if (finding === undefined) return;
  if ((await fixFinding(client, site, finding)) === 'gone') {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('The fix was not applied because the code has changed meanwhile. Try again in a moment.'),
    );
  }
}

async function pickFixable(findings: readonly ListedFinding[]): Promise<ListedFinding | undefined> {
  if (findings.length < 2) return findings[0];
  const choice = await vscode.window.showQuickPick(
    findings.map((finding) => ({ label: finding.rule, detail: finding.message, finding })),
    { title: vscode.l10n.t('Which finding is to be fixed?') },
  );
  return choice?.finding;
}
