import * as l10n from '@vscode/l10n';
import type { CodeLens } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { savedBytes } from '../../analysis/ranking.ts';
import { formatBytes, formatCount } from '../../base/format.ts';
import type { Span } from '../../base/text.ts';
import type { RemarksAt, SiteAtParams } from '../../protocol/requests.ts';
import type { Finding } from '../../rules/model.ts';
import { child, contains, type GoSyntax } from '../../syntax/node.ts';
import { toRange } from './diagnostics.ts';

/** Commands that lenses run; a lens whose command the client does not have is left out. */
export interface LensCommands {
  readonly showRemarks: string | undefined;
  readonly simulate: string | undefined;
}

/** Over each declaration with findings: how many, what their fixes save, and a way to simulate the first. */
export function codeLenses(
  document: TextDocument,
  syntax: GoSyntax,
  findings: readonly Finding[],
  commands: LensCommands,
): CodeLens[] {
  return declarationsWith(syntax, findings).flatMap(({ name, findings: here }) => {
    const range = toRange(document, name);
    const lenses: CodeLens[] = [];
    if (commands.showRemarks !== undefined) {
      const remarks: RemarksAt = {
        uri: document.uri,
        position: range.start,
        places: here.map(({ span }) => toRange(document, span)),
      };
      lenses.push({
        range,
        command: { title: titleOf(here), command: commands.showRemarks, arguments: [remarks] },
      });
    }
    // A comment to Bucketwise is no map.
    const first = here.find(({ group }) => group !== 'hygiene');
    if (commands.simulate !== undefined && first !== undefined) {
      const at: SiteAtParams = {
        textDocument: { uri: document.uri },
        position: document.positionAt(first.span.start),
      };
      lenses.push({
        range,
        command: { title: l10n.t('Simulate'), command: commands.simulate, arguments: [at] },
      });
    }
    return lenses;
  });
}

interface Declared {
  /** The declared name, or the first line's beginning where there are several. */
  readonly name: Span;
  readonly findings: readonly Finding[];
}

function declarationsWith(syntax: GoSyntax, findings: readonly Finding[]): Declared[] {
  return syntax.root.children.flatMap((declaration) => {
    const here = findings.filter(({ span }) => contains(declaration, span));
    if (here.length === 0) return [];
    const name = child(declaration, 'name') ?? { start: declaration.start, end: declaration.start };
    return [{ name, findings: here }];
  });
}

function titleOf(findings: readonly Finding[]): string {
  const saved = findings.reduce((sum, finding) => sum + savedBytes(finding), 0);
  // At a round number of entries the sum would be one of examples.
  const isKnown = findings.every(({ estimate }) => estimate?.entriesKnown !== false);
  const parts = [
    findings.length === 1 ? l10n.t('1 map remark') : l10n.t('{0} map remarks', formatCount(findings.length)),
    ...(isKnown && saved > 0 ? [l10n.t('saves {0}', formatBytes(saved))] : []),
    ...(findings.some(({ heat }) => heat.level === 'hot') ? [l10n.t('hot')] : []),
  ];
  return parts.join(' · ');
}
