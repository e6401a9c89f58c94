import * as vscode from 'vscode';
import type { ListedFinding } from '../../protocol/requests.ts';
import { colorOf, countFindings, isLoud } from './labels.ts';

/** Of addresses that stand for nothing but a number of findings; no file has one. */
const SCHEME = 'bucketwise-findings';

/** The address of a row in the tree that has findings, so that it gets a number at its end. */
export function decorationUri(worst: ListedFinding['severity'], count: number): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: `/${worst}/${count}` });
}

/** Puts the number of findings at the end of a row, as the explorer does for problems of a file. */
export function registerDecorations(): vscode.Disposable {
  return vscode.window.registerFileDecorationProvider({
    provideFileDecoration: ({ scheme, path }) => {
      if (scheme !== SCHEME) return undefined;
      const [, worst, count] = path.split('/');
      const severity = worst as ListedFinding['severity'];
      const findings = Number(count);
      return new vscode.FileDecoration(
        // A badge has room for two letters.
        findings > 9 ? '9+' : String(findings),
        countFindings(findings, vscode.l10n),
        isLoud(severity) ? new vscode.ThemeColor(colorOf(severity)) : undefined,
      );
    },
  });
}
