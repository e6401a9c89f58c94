import * as vscode from 'vscode';
import { formatCount } from '../../base/format.ts';
import { EXPLAIN_RULE, type ListedSite } from '../../protocol/requests.ts';
import { toRange } from '../common/wire-range.ts';
import { decorationUri } from './decorations.ts';
import {
  colorOf,
  describeGroup,
  describeInFlatList,
  describeSite,
  iconOf,
  labelOf,
  labelOfGroup,
  spokenSite,
  tooltipOf,
  worstOf,
} from './labels.ts';
import type { GroupNode, LeafNode, MoreNode, SiteNode } from './model.ts';

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** How a node looks; its tooltip is made when it is pointed at, see {@link tooltipFor}. */
export function treeItemOf(node: SiteNode): vscode.TreeItem {
  switch (node.kind) {
    case 'group':
      return groupItem(node);
    case 'site':
      return siteItem(node);
    case 'more':
      return moreItem(node);
  }
}

/** What is told of a map when it is pointed at. */
export function tooltipFor({ site }: LeafNode): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString(
    tooltipOf(
      site,
      vscode.workspace.asRelativePath(vscode.Uri.parse(site.uri)),
      (rule) => `[${rule}](command:${EXPLAIN_RULE}?${encodeURIComponent(JSON.stringify([rule]))})`,
      vscode.l10n,
    ),
  );
  tooltip.isTrusted = { enabledCommands: [EXPLAIN_RULE] };
  return tooltip;
}

function groupItem({ id, group, expanded }: GroupNode): vscode.TreeItem {
  const label = labelOfGroup(group);
  const item = new vscode.TreeItem(label, expanded ? Expanded : Collapsed);
  const description = describeGroup(group, vscode.l10n);
  item.id = id;
  item.description = description;
  item.iconPath = new vscode.ThemeIcon('package');
  item.contextValue = 'group';
  item.accessibilityInformation = { label: `${label}, ${description}` };
  return item;
}

function siteItem({ id, site, parent }: LeafNode): vscode.TreeItem {
  const uri = vscode.Uri.parse(site.uri);
  const path = vscode.workspace.asRelativePath(uri);
  const worst = worstOf(site);
  const item = new vscode.TreeItem(labelOf(site), None);
  item.id = id;
  item.description =
    parent === undefined
      ? describeInFlatList(site, path, vscode.l10n)
      : describeSite(site, path, vscode.l10n);
  item.iconPath = new vscode.ThemeIcon(iconOf(site), new vscode.ThemeColor(colorOf(worst)));
  if (worst !== undefined) item.resourceUri = decorationUri(worst, site.findings.length);
  item.contextValue = contextOf(site);
  item.accessibilityInformation = { label: spokenSite(site, path, vscode.l10n) };
  const options: vscode.TextDocumentShowOptions = { selection: toRange(site.range) };
  item.command = {
    title: vscode.l10n.t('Go to Map'),
    command: 'vscode.open',
    arguments: [uri, options],
  };
  return item;
}

function moreItem(node: MoreNode): vscode.TreeItem {
  const count = formatCount(node.remaining);
  const item = new vscode.TreeItem(vscode.l10n.t('… {0} more', count), None);
  const title = vscode.l10n.t('Show more map sites ({0} left)', count);
  item.id = node.id;
  item.tooltip = title;
  item.accessibilityInformation = { label: title, role: 'button' };
  item.command = {
    title,
    command: 'bucketwise.showMoreSites',
    arguments: [node],
  };
  return item;
}

/** Words for the `when` clauses of the manifest's menus. */
function contextOf({ type, findings }: ListedSite): string {
  const words = ['site'];
  if (type !== null) words.push('map');
  if (findings.length > 0) words.push('found');
  if (findings.some(({ fixable }) => fixable)) words.push('fixable');
  return words.join(' ');
}
