import { DiagnosticTag, MarkupKind, type InitializeParams } from 'vscode-languageserver';
import { EXPLAIN_RULE, OPEN_SIMULATOR, SHOW_REMARKS } from '../../protocol/requests.ts';
import type { CodeActionClient } from './code-actions.ts';
import type { LensCommands } from './code-lenses.ts';
import type { DiagnosticClient } from './diagnostics.ts';
import type { CompletionClient } from './directive-completion.ts';
import { readTexts } from './texts.ts';

/** Command of this server for editors that cannot show a rule's page by themselves. */
export const SERVER_EXPLAIN_RULE = 'bucketwise.server.explainRule';

/** What the client at the other end can do, read once from its capabilities. */
export interface Client extends DiagnosticClient {
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  /** It is to be told about files that are not open too. Our own says so by a setting, others by asking. */
  readonly workspaceDiagnostics: boolean;
  readonly codeAction: CodeActionClient;
  readonly lens: LensCommands;
  readonly refreshesLenses: boolean;
  readonly inlayHints: boolean;
  readonly refreshesInlayHints: boolean;
  readonly completion: CompletionClient;
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
  /** What the server says, in the language of the editor; undefined: in English. */
  readonly texts: Readonly<Record<string, string>> | undefined;
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
  const completion = textDocument?.completion?.completionItem;
  const diagnostics = [textDocument?.diagnostic, textDocument?.publishDiagnostics];
  return {
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    workspaceDiagnostics: own.workspaceDiagnostics ?? true,
    workspaceFolders: workspace?.workspaceFolders === true,
    relatedInformation: diagnostics.some((client) => client?.relatedInformation === true),
    unnecessaryTag: diagnostics.some((client) =>
      client?.tagSupport?.valueSet.includes(DiagnosticTag.Unnecessary),
    ),
    codeAction: {
      resolvesEdit: resolve.includes('edit') && textDocument?.codeAction?.dataSupport === true,
      documentChanges: workspace?.workspaceEdit?.documentChanges === true,
      snippetEdits: workspace?.workspaceEdit?.snippetEditSupport === true,
      simulateCommand: own.commands.has(OPEN_SIMULATOR) ? OPEN_SIMULATOR : undefined,
      explainCommand: explain,
    },
    lens: {
      showRemarks: own.commands.has(SHOW_REMARKS) ? SHOW_REMARKS : undefined,
      simulate: own.commands.has(OPEN_SIMULATOR) ? OPEN_SIMULATOR : undefined,
    },
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
    inlayHints: textDocument?.inlayHint !== undefined,
    refreshesInlayHints: workspace?.inlayHint?.refreshSupport === true,
    completion: {
      snippets: completion?.snippetSupport === true,
      markdown: completion?.documentationFormat?.includes(MarkupKind.Markdown) === true,
      suggestCommand: own.known ? 'editor.action.triggerSuggest' : undefined,
    },
    markdownHover: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) === true,
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    showsDocuments,
    status: own.known,
    fileAccess: own.fileAccess,
    texts: own.texts,
  };
}

interface OwnOptions {
  readonly known: boolean;
  readonly commands: ReadonlySet<string>;
  readonly fileAccess: boolean;
  /** Undefined where the client does not say. */
  readonly workspaceDiagnostics: boolean | undefined;
  readonly texts: Readonly<Record<string, string>> | undefined;
}

/** Other editors may send anything here, or nothing. */
function readOwnOptions(options: unknown): OwnOptions {
  const given = typeof options === 'object' && options !== null ? (options as Record<string, unknown>) : {};
  const commands = given['commands'];
  return {
    known: Array.isArray(commands),
    commands: new Set(Array.isArray(commands) ? commands.filter((item) => typeof item === 'string') : []),
    fileAccess: given['fileAccess'] === true,
    workspaceDiagnostics:
      typeof given['workspaceDiagnostics'] === 'boolean' ? given['workspaceDiagnostics'] : undefined,
    texts: readTexts(given['l10n']),
  };
}
