import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  PositionEncodingKind,
  TextDocumentSyncKind,
  type CodeAction,
  type CodeActionParams,
  type Connection,
  type DiagnosticServerCancellationData,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type Hover,
  type HoverParams,
  type InitializeResult,
} from 'vscode-languageserver';
import type { GoGrammar } from '../../syntax/grammar.ts';
import {
  LIST_DIRECTORY,
  READ_FILE,
  SITE_AT,
  type ListDirectoryParams,
  type ReadFileParams,
  type SiteAtParams,
  type SiteSummary,
} from '../../protocol/requests.ts';
import { PROJECT_FILE } from '../../analysis/model.ts';
import { Analyzer } from './analyzer.ts';
import { readClient, SERVER_EXPLAIN_RULE, type Client } from './client.ts';
import { CODE_ACTION_KINDS } from './code-actions.ts';
import { DiagnosticService } from './diagnostic-service.ts';
import { rulePage, SOURCE } from './diagnostics.ts';
import { OpenDocuments } from './documents.ts';
import { baseName, NO_FILES, type FileAccess } from './file-access.ts';
import { ImportedPackages } from './imported-packages.ts';
import { GoContexts, type InstalledGo } from './go-contexts.ts';
import { describeError, guarded } from './guarded.ts';
import { Answers } from './answers.ts';
import { ProjectFiles } from './project-files.ts';
import { SettingsStore } from './settings.ts';
import { SiblingDeclarations } from './sibling-declarations.ts';
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

/** Milliseconds. Most packages are read in half of it; for the others a first answer comes without all types. */
const SIBLING_PATIENCE = 800;

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
}

/** Serves one client. The caller has still to call `connection.listen()`. */
export function startServer(connection: Connection, environment: ServerEnvironment): void {
  const documents = new OpenDocuments(environment.grammar);
  const log = connection.console;
  /** Settings as pushed by clients that cannot be asked. */
  let pushedSettings: unknown;
  let session: Session | undefined;

  connection.onInitialize((params) => {
    const client = readClient(params);
    const files = environment.files(client.fileAccess ? filesOf(connection) : NO_FILES);
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
      patience: SIBLING_PATIENCE,
      onLate: () => session?.diagnostics.refreshSoon(),
    });
    const imports = new ImportedPackages(environment.grammar, files, {
      moduleCache: environment.moduleCache,
      onLate: () => session?.diagnostics.refreshSoon(),
    });
    const analyzer = new Analyzer(environment.grammar, documents, settings, goContexts, siblings, imports);
    session = {
      client,
      folders,
      settings,
      goContexts,
      siblings,
      imports,
      diagnostics: new DiagnosticService(connection, client, documents, analyzer, environment.session),
      answers: new Answers(client, documents, analyzer),
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
        session?.diagnostics.refreshSoon();
      });
    }
  });

  connection.onDidChangeConfiguration(({ settings }: { readonly settings: unknown }) => {
    if (typeof settings === 'object' && settings !== null && SOURCE in settings) {
      pushedSettings = settings[SOURCE];
    }
    session?.settings.clear();
    session?.diagnostics.refreshSoon();
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri } of changes) {
      const name = baseName(uri);
      if (/^go\.(mod|work|sum)$/.test(name)) {
        session?.goContexts.clear();
        session?.imports.clear();
      } else if (name === PROJECT_FILE) {
        session?.settings.clearProjectFiles();
      } else {
        session?.siblings.forget(uri);
        session?.imports.forget(uri);
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
    session.settings.clearProjectFiles();
    session.diagnostics.changed(uri);
  });

  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    session?.settings.forget(uri);
    session?.siblings.close(uri);
    session?.diagnostics.closed(uri);
  });

  connection.languages.diagnostics.on(
    guarded<DocumentDiagnosticParams, DocumentDiagnosticReport, DiagnosticServerCancellationData>(
      'diagnostics',
      log,
      { kind: 'full', items: [] },
      ({ textDocument: { uri }, previousResultId }, token) =>
        requireSession(session).diagnostics.pull(uri, previousResultId, token),
    ),
  );
  connection.onHover(
    guarded<HoverParams, Hover | null>('hover', log, null, (params, token) =>
      requireSession(session).answers.hover(params, token),
    ),
  );
  connection.onCodeAction(
    guarded<CodeActionParams, CodeAction[] | null>('code actions', log, null, (params, token) =>
      requireSession(session).answers.codeActions(params, token),
    ),
  );
  connection.onCodeActionResolve((action, token) =>
    guarded<CodeAction, CodeAction>('code action', log, action, (unresolved, cancellation) =>
      requireSession(session).answers.resolveCodeAction(unresolved, cancellation),
    )(action, token),
  );
  connection.onRequest(
    SITE_AT,
    guarded<SiteAtParams, SiteSummary | null>('map site', log, null, (params, token) =>
      requireSession(session).answers.siteAt(params, token),
    ),
  );
  connection.onExecuteCommand(({ command, arguments: args }) => {
    const rule: unknown = args?.[0];
    if (command === SERVER_EXPLAIN_RULE && typeof rule === 'string') {
      void connection.window.showDocument({ uri: rulePage(rule), external: true });
    }
  });

  connection.onShutdown(() => {
    session?.diagnostics.dispose();
    for (const { uri } of documents.all()) documents.close(uri);
  });
}

function requireSession(session: Session | undefined): Session {
  // The library answers ServerNotInitialized before this can happen.
  if (session === undefined) throw new Error('a request came before initialize');
  return session;
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
          workspaceDiagnostics: false,
        },
      }),
      ...(client.codeAction.explainCommand === SERVER_EXPLAIN_RULE && {
        executeCommandProvider: { commands: [SERVER_EXPLAIN_RULE] },
      }),
    },
  };
}

/** Files as the client sees them: the only way in a browser and in virtual workspaces. */
function filesOf(connection: Connection): FileAccess {
  const ask = async (method: string, params: ReadFileParams | ListDirectoryParams): Promise<unknown> => {
    try {
      return await connection.sendRequest(method, params);
    } catch (error) {
      connection.console.warn(`${method} failed: ${describeError(error)}`);
      return undefined;
    }
  };
  return {
    async readText(uri, maxBytes) {
      const text = await ask(READ_FILE, { uri, maxBytes });
      return typeof text === 'string' ? text : undefined;
    },
    async list(uri) {
      const names = await ask(LIST_DIRECTORY, { uri });
      return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
    },
  };
}
