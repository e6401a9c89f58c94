import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  FileChangeType,
  ResponseError,
  WatchKind,
  type Connection,
} from 'vscode-languageserver';
import { PROJECT_FILE } from '../../analysis/model.ts';
import { initializeResult } from './capabilities.ts';
import { SOURCE } from './diagnostics.ts';
import { OpenDocuments } from './documents.ts';
import { baseName, joinUri } from './file-access.ts';
import { answerRequests } from './request-handlers.ts';
import { startSession, type ServerEnvironment, type Session } from './session.ts';

/** Files whose changes on disk matter. */
const WATCHED = ['**/*.go', '**/go.mod', '**/go.work', '**/go.sum', `**/${PROJECT_FILE}`];

const MODULE_FILE = /^go\.(?:mod|work|sum)$/;

function isRelevant(uri: string): boolean {
  const name = baseName(uri);
  return name.endsWith('.go') || name === PROJECT_FILE || MODULE_FILE.test(name);
}

/** Serves one client. The caller has still to call `connection.listen()`. */
export function startServer(connection: Connection, environment: ServerEnvironment): void {
  const documents = new OpenDocuments(environment.grammar);
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
    session = startSession(connection, environment, documents, params, () => pushedSettings);
    return initializeResult(session.client, environment.version);
  });

  connection.onInitialized(() => {
    const client = session?.client;
    if (client?.registersConfiguration === true) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: SOURCE });
    }
    if (client?.registersWatchers === true) {
      void connection.client.register(DidChangeWatchedFilesNotification.type, {
        watchers: [
          ...WATCHED.map((globPattern) => ({ globPattern })),
          // Of a folder that is deleted editors tell nothing but the folder.
          { globPattern: '**/*', kind: WatchKind.Delete },
        ],
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
    session?.workspace.settingsChanged();
    session?.diagnostics.refreshSoon();
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    const deleted = changes.filter(({ type }) => type === FileChangeType.Deleted).map(({ uri }) => uri);
    const left = session?.workspace.touchBelow(deleted) ?? [];
    const relevant = [
      ...changes.map(({ uri }) => uri).filter(isRelevant),
      // Stands for what was in a folder that is gone.
      ...left.map((directory) => joinUri(directory, 'gone.go')),
    ];
    if (relevant.length === 0) return;
    for (const uri of relevant) {
      const name = baseName(uri);
      if (MODULE_FILE.test(name)) {
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

  answerRequests(connection, current);

  connection.onShutdown(() => {
    isShutDown = true;
    session?.diagnostics.dispose();
    session?.workspace.dispose();
    for (const { uri } of documents.all()) documents.close(uri);
  });
}
