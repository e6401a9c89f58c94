import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  PositionEncodingKind,
  ResponseError,
  TextDocumentSyncKind,
  type CodeAction,
  type CodeActionParams,
  type CodeLens,
  type CodeLensParams,
  type CompletionItem,
  type CompletionParams,
  type Connection,
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type Hover,
  type HoverParams,
  type InlayHint,
  type InlayHintParams,
  type InitializeResult,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import type { GoGrammar } from '../../syntax/grammar.ts';
import {
  SITE_AT,
  SITE_GROUPS,
  SITES_OF,
  type SiteAtParams,
  type SiteGroup,
  type SiteQuery,
  type SitesOfParams,
  type SitesOfResult,
  type SiteSummary,
} from '../../protocol/requests.ts';
import { PROJECT_FILE } from '../../analysis/model.ts';
import { Analyzer } from './analyzer.ts';
import { readClient, SERVER_EXPLAIN_RULE, type Client } from './client.ts';
import { filesOfClient } from './client-files.ts';
import { CODE_ACTION_KINDS } from './code-actions.ts';
import { DiagnosticService } from './diagnostic-service.ts';
import { rulePage, SOURCE } from './diagnostics.ts';
import { OpenDocuments } from './documents.ts';
import { baseName, NO_FILES, type FileAccess } from './file-access.ts';
import { ImportedPackages } from './imported-packages.ts';
import { GoContexts, type InstalledGo } from './go-contexts.ts';
import { guarded } from './guarded.ts';
import { Answers } from './answers.ts';
import { ProjectFiles } from './project-files.ts';
import { SettingsStore } from './settings.ts';
import { SiblingDeclarations } from './sibling-declarations.ts';
import { WorkspaceService } from './workspace/workspace-service.ts';
import { WorkspaceFolders } from './workspace-folders.ts';

/** What differs between a server in Node and one in a browser worker. */
export interface ServerEnvironment {
  readonly grammar: GoGrammar;
  readonly version: string;
  /** How to reach files, given the way through the client. */
  readonly files: (throughClient: FileAccess) => FileAccess;
  readonly installedGo: () => Promise<InstalledGo>;
  /** URI of the module cache, undefined where there is none to read. */
  readonly moduleCache: string | undefined;
  /** Different for each server process; result ids begin with it. */
  readonly session: string;
}

/** Files whose changes on disk matter to open documents. */
const WATCHED = ['**/*.go', '**/go.mod', '**/go.work', '**/go.sum', `**/${PROJECT_FILE}`];

/**
 * Milliseconds an answer waits for the other files of a package, where it can be given anew when they have come: less than
 * a reader notices. Until then rules that need them are silent.
 */
const SIBLING_PATIENCE = 80;

/** As above, for clients that cannot be told that there is more: most packages are read in half of it. */
const ONLY_ANSWER_PATIENCE = 800;

/** Everything that exists once the client has said what it can do. */
interface Session {
  readonly client: Client;
  readonly folders: WorkspaceFolders;
  readonly settings: SettingsStore;
  readonly goContexts: GoContexts;
  readonly siblings: SiblingDeclarations;
  readonly imports: ImportedPackages;
  readonly diagnostics: DiagnosticService;
  readonly answers: Answers;
  readonly workspace: WorkspaceService;
}

/** Serves one client. The caller has still to call `connection.listen()`. */
export function startServer(connection: Connection, environment: ServerEnvironment): void {
  const documents = new OpenDocuments(environment.grammar);
  const log = connection.console;
  /** Settings as pushed by clients that cannot be asked. */
  let pushedSettings: unknown;
  let session: Session | undefined;
  let isShutDown = false;
  /** @throws ResponseError outside the time between initialize and shutdown */
  const current = (): Session => {
    if (isShutDown) throw new ResponseError(ErrorCodes.InvalidRequest, 'the server was shut down');
    if (session === undefined) {
      throw new ResponseError(ErrorCodes.ServerNotInitialized, 'a request came before initialize');
    }
    return session;
  };

  connection.onInitialize((params) => {
    if (session !== undefined) {
      return new ResponseError(ErrorCodes.InvalidRequest, 'the server was initialized before');
    }
    const client = readClient(params);
    const files = environment.files(client.fileAccess ? filesOfClient(connection) : NO_FILES);
    const folders = new WorkspaceFolders(params);
    const settings = new SettingsStore(
      (uri) =>
        client.configuration
          ? connection.workspace.getConfiguration({ scopeUri: uri, section: SOURCE })
          : Promise.resolve(pushedSettings),
      new ProjectFiles(files),
      folders,
    );
    const goContexts = new GoContexts(files, environment.installedGo);
    const siblings = new SiblingDeclarations(environment.grammar, files, documents, {
      patience: canAnswerAnew(client) ? SIBLING_PATIENCE : ONLY_ANSWER_PATIENCE,
      onLate: () => session?.diagnostics.refreshSoon(),
    });
    const imports = new ImportedPackages(environment.grammar, files, {
      moduleCache: environment.moduleCache,
      onLate: () => session?.diagnostics.refreshSoon(),
    });
    const analyzer = new Analyzer(environment.grammar, documents, settings, goContexts, siblings, imports);
    const { grammar } = environment;
    const workspace = new WorkspaceService(
      connection,
      client,
      { grammar, files, documents, settings, goContexts, imports, client },
      folders,
      environment.session,
    );
    analyzer.onResult((document, result) => workspace.judged(document, result));
    session = {
      client,
      folders,
      settings,
      goContexts,
      siblings,
      imports,
      diagnostics: new DiagnosticService(connection, client, documents, analyzer, environment.session),
      answers: new Answers(client, documents, analyzer),
      workspace,
    };
    return initializeResult(client, environment.version);
  });

  connection.onInitialized(() => {
    const client = session?.client;
    if (client?.registersConfiguration === true) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: SOURCE });
    }
    if (client?.registersWatchers === true) {
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: WATCHED.map((globPattern) => ({ globPattern })),
      });
    }
    if (client?.workspaceFolders === true) {
      connection.workspace.onDidChangeWorkspaceFolders((event) => {
        session?.folders.change(event);
        session?.settings.clear();
        session?.workspace.rescan();
        session?.diagnostics.refreshSoon();
      });
    }
  });

  connection.onDidChangeConfiguration(({ settings }: { readonly settings: unknown }) => {
    if (typeof settings === 'object' && settings !== null && SOURCE in settings) {
      pushedSettings = settings[SOURCE];
    }
    session?.settings.clear();
    session?.workspace.rescan();
    session?.diagnostics.refreshSoon();
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) {
      const name = baseName(uri);
      if (/^go\.(mod|work|sum)$/.test(name)) {
        session?.goContexts.clear();
        session?.imports.clear();
        session?.workspace.rescan();
      } else if (name === PROJECT_FILE) {
        session?.settings.clearProjectFiles();
        session?.workspace.rescan();
      } else {
        session?.siblings.forget(uri);
        session?.imports.forget(uri);
        session?.workspace.touch(uri);
      }
    }
    session?.diagnostics.refreshSoon();
  });

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) => {
    documents.open(uri, languageId, version, text);
    session?.diagnostics.changed(uri);
  });

  connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
    documents.change(uri, version, contentChanges);
    session?.diagnostics.changed(uri);
  });

  connection.onDidSaveTextDocument(({ textDocument: { uri } }) => {
    // Without a watcher a save is the only sign that something on disk may have changed.
    if (session === undefined || session.client.registersWatchers) return;
    session.siblings.clear();
    session.imports.clear();
    session.goContexts.clear();
    session.workspace.touch(uri);
    session.settings.clearProjectFiles();
    session.diagnostics.changed(uri);
  });

  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    session?.settings.forget(uri);
    session?.siblings.close(uri);
    session?.workspace.touch(uri);
    session?.diagnostics.closed(uri);
  });

  connection.languages.diagnostics.on(
    guarded<DocumentDiagnosticParams, DocumentDiagnosticReport, DiagnosticServerCancellationData>(
      'diagnostics',
      log,
      { kind: 'full', items: [] },
      ({ textDocument: { uri }, previousResultId }, token) =>
        current().diagnostics.pull(uri, previousResultId, token),
    ),
  );
  connection.languages.diagnostics.onWorkspace((params, token, _work, stream) =>
    guarded<WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, DiagnosticServerCancellationData>(
      'workspace diagnostics',
      log,
      { items: [] },
      ({ previousResultIds }, cancellation) =>
        current().workspace.pull(
          previousResultIds,
          cancellation,
          stream === undefined ? undefined : (part) => stream.report(part),
        ),
    )(params, token),
  );
  connection.onHover(
    guarded<HoverParams, Hover | null>('hover', log, null, (params, token) =>
      current().answers.hover(params, token),
    ),
  );
  connection.onCompletion(
    guarded<CompletionParams, CompletionItem[] | null>('completion', log, null, (params) =>
      Promise.resolve(current().answers.completion(params)),
    ),
  );
  connection.onCodeAction(
    guarded<CodeActionParams, CodeAction[] | null>('code actions', log, null, (params, token) =>
      current().answers.codeActions(params, token),
    ),
  );
  connection.onCodeActionResolve((action, token) =>
    guarded<CodeAction, CodeAction>('code action', log, action, (unresolved, cancellation) =>
      current().answers.resolveCodeAction(unresolved, cancellation),
    )(action, token),
  );
  connection.onCodeLens(
    guarded<CodeLensParams, CodeLens[]>('lenses', log, [], (params, token) =>
      current().answers.codeLenses(params, token),
    ),
  );
  connection.languages.inlayHint.on(
    guarded<InlayHintParams, InlayHint[]>('inlay hints', log, [], (params, token) =>
      current().answers.inlayHints(params, token),
    ),
  );
  connection.languages.inlayHint.resolve((hint, token) =>
    guarded<InlayHint, InlayHint>('inlay hint', log, hint, (unresolved, cancellation) =>
      current().answers.resolveInlayHint(unresolved, cancellation),
    )(hint, token),
  );
  connection.onRequest(
    SITE_AT,
    guarded<SiteAtParams, SiteSummary | null>('map site', log, null, (params, token) =>
      current().answers.siteAt(params, token),
    ),
  );
  connection.onRequest(
    SITE_GROUPS,
    guarded<SiteQuery, SiteGroup[]>('map sites', log, [], (query) =>
      Promise.resolve(current().workspace.groups(query)),
    ),
  );
  connection.onRequest(
    SITES_OF,
    guarded<SitesOfParams, SitesOfResult>('map sites', log, { total: 0, sites: [] }, (query) =>
      Promise.resolve(current().workspace.sitesOf(query)),
    ),
  );
  connection.onExecuteCommand(({ command, arguments: args }) => {
    current();
    const rule: unknown = args?.[0];
    if (command === SERVER_EXPLAIN_RULE && typeof rule === 'string') {
      void connection.window.showDocument({ uri: rulePage(rule), external: true });
    }
  });

  connection.onShutdown(() => {
    isShutDown = true;
    session?.diagnostics.dispose();
    session?.workspace.dispose();
    for (const { uri } of documents.all()) documents.close(uri);
  });
}

/** True for clients that take another answer by themselves. */
function canAnswerAnew({ pullsDiagnostics, refreshesDiagnostics }: Client): boolean {
  return !pullsDiagnostics || refreshesDiagnostics;
}

function initializeResult(client: Client, version: string): InitializeResult {
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
