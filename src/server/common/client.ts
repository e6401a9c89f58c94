import { MarkupKind, type InitializeParams } from 'vscode-languageserver';
import { EXPLAIN_RULE, OPEN_SIMULATOR } from '../../protocol/requests.ts';
import type { CodeActionClient } from './code-actions.ts';

/** Command of this server for editors that cannot show a rule's page by themselves. */
export const SERVER_EXPLAIN_RULE = 'bucketwise.server.explainRule';

/** What the client at the other end can do, read once from its capabilities. */
export interface Client {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly relatedInformation: boolean;
  readonly codeAction: CodeActionClient;
  readonly markdownHover: boolean;
  /** It can be asked for settings per resource. */
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  /** It says when folders are added to the workspace or taken out. */
  readonly workspaceFolders: boolean;
  readonly registersWatchers: boolean;
  /** It opens a web page when asked to (`window/showDocument`). */
  readonly showsDocuments: boolean;
  /** It is our own extension: it understands the status notification. */
  readonly status: boolean;
  /** It answers READ_FILE and LIST_DIRECTORY. */
  readonly fileAccess: boolean;
}

export function readClient({ capabilities, initializationOptions }: InitializeParams): Client {
  const { textDocument, workspace, window } = capabilities;
  const own = readOwnOptions(initializationOptions);
  const showsDocuments = window?.showDocument?.support === true;
  const resolve = textDocument?.codeAction?.resolveSupport?.properties ?? [];
  const explain = own.commands.has(EXPLAIN_RULE)
    ? EXPLAIN_RULE
    : showsDocuments
      ? SERVER_EXPLAIN_RULE
      : undefined;
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    relatedInformation:
      textDocument?.diagnostic?.relatedInformation === true ||
      textDocument?.publishDiagnostics?.relatedInformation === true,
    codeAction: {
      resolvesEdit: resolve.includes('edit') && textDocument?.codeAction?.dataSupport === true,
      documentChanges: workspace?.workspaceEdit?.documentChanges === true,
      simulateCommand: own.commands.has(OPEN_SIMULATOR) ? OPEN_SIMULATOR : undefined,
      explainCommand: explain,
    },
    markdownHover: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    configuration: workspace?.configuration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    showsDocuments,
    status: own.known,
    fileAccess: own.fileAccess,
  };
}

interface OwnOptions {
  readonly known: boolean;
  readonly commands: ReadonlySet<string>;
  readonly fileAccess: boolean;
}

/** Other editors may send anything here, or nothing. */
function readOwnOptions(options: unknown): OwnOptions {
  const given = typeof options === 'object' && options !== null ? (options as Record<string, unknown>) : {};
  const commands = given['commands'];
  return {
    known: Array.isArray(commands),
    commands: new Set(Array.isArray(commands) ? commands.filter((item) => typeof item === 'string') : []),
    fileAccess: given['fileAccess'] === true,
  };
}
