import { PositionEncodingKind, TextDocumentSyncKind, type InitializeResult } from 'vscode-languageserver';
import { SERVER_EXPLAIN_RULE, type Client } from './client.ts';
import { CODE_ACTION_KINDS } from './code-actions.ts';
import { SOURCE } from './diagnostics.ts';

/** What the server offers to a client. */
export function initializeResult(client: Client, version: string): InitializeResult {
  return {
    serverInfo: { name: 'Bucketwise', version },
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: {
        openClose: true,
        change: TextDocumentSyncKind.Incremental,
        save: { includeText: false },
      },
      hoverProvider: true,
      ...(client.lens.showRemarks !== undefined && { codeLensProvider: {} }),
      ...(client.inlayHints && { inlayHintProvider: { resolveProvider: true } }),
      // Not the blank: in prose nobody wants to be asked with every word.
      completionProvider: { triggerCharacters: [':'] },
      codeActionProvider: {
        codeActionKinds: [...CODE_ACTION_KINDS],
        resolveProvider: client.codeAction.resolvesEdit,
      },
      ...(client.workspaceFolders && {
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      }),
      ...(client.pullsDiagnostics && {
        diagnosticProvider: {
          identifier: SOURCE,
          // A type declared in another file of the package decides what is found in this one.
          interFileDependencies: true,
          workspaceDiagnostics: client.workspaceDiagnostics,
        },
      }),
      ...(client.codeAction.explainCommand === SERVER_EXPLAIN_RULE && {
        executeCommandProvider: { commands: [SERVER_EXPLAIN_RULE] },
      }),
    },
  };
}
