import * as vscode from 'vscode';
import type { ExportFormat } from '../../protocol/report-view.ts';
import { renderSitesCsv } from '../../report/sites/csv.ts';
import { renderSitesMarkdown } from '../../report/sites/markdown.ts';
import { renderSitesSarif } from '../../report/sites/sarif.ts';
import { rulesOfManifest } from '../common/rule-commands.ts';
import { exportedSites } from './exported-sites.ts';
import type { ExportRequest } from './report-session.ts';

/** Writes rows to a file that the reader chooses, or to the clipboard. Gives what became of it in words. */
export async function exportReport(
  context: vscode.ExtensionContext,
  request: ExportRequest,
): Promise<string> {
  const { format, to } = request;
  if (to === 'clipboard') {
    await vscode.env.clipboard.writeText(textOf(context, request));
    return vscode.l10n.t('Copied.');
  }
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Site Report'),
    filters: FILTERS[format],
    ...defaultTarget(format),
  });
  if (target === undefined) return vscode.l10n.t('Nothing was exported.');
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(textOf(context, request)));
  return vscode.l10n.t('Exported to {0}.', vscode.workspace.asRelativePath(target));
}

const FILTERS: Readonly<Record<ExportFormat, Record<string, string[]>>> = {
  markdown: { Markdown: ['md'] },
  csv: { CSV: ['csv'] },
  sarif: { SARIF: ['sarif', 'json'] },
};

const NAMES: Readonly<Record<ExportFormat, string>> = {
  markdown: 'maps.md',
  csv: 'maps.csv',
  sarif: 'maps.sarif',
};

function textOf(context: vscode.ExtensionContext, { format, rows, go }: ExportRequest): string {
  const sites = exportedSites(rows, go);
  switch (format) {
    case 'markdown':
      return renderSitesMarkdown(sites, go ?? undefined);
    case 'csv':
      return renderSitesCsv(sites, go ?? undefined);
    case 'sarif': {
      const rules = rulesOfManifest(context).map(({ id, detail }) => ({ id, summary: detail }));
      const { version } = context.extension.packageJSON as { readonly version: string };
      return renderSitesSarif(sites, rules, version);
    }
  }
}

function defaultTarget(format: ExportFormat): { readonly defaultUri?: vscode.Uri } {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder.uri, NAMES[format]) };
}
