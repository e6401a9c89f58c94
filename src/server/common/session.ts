import type { Connection, InitializeParams } from 'vscode-languageserver';
import type { GoGrammar } from '../../syntax/grammar.ts';
import { Analyzer } from './analyzer.ts';
import { Answers } from './answers.ts';
import { readClient, type Client } from './client.ts';
import { filesOfClient } from './client-files.ts';
import { DiagnosticService } from './diagnostic-service.ts';
import { SOURCE } from './diagnostics.ts';
import type { OpenDocuments } from './documents.ts';
import { NO_FILES, type FileAccess } from './file-access.ts';
import { GoContexts, type InstalledGo } from './go-contexts.ts';
import { ImportedPackages } from './imported-packages.ts';
import { ProjectFiles } from './project-files.ts';
import { SettingsStore } from './settings.ts';
import { SiblingDeclarations } from './sibling-declarations.ts';
import { speak } from './texts.ts';
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

/**
 * Milliseconds an answer waits for the other files of a package, where it can be given anew when they have come: less than
 * a reader notices. Until then rules that need them are silent.
 */
const SIBLING_PATIENCE = 80;

/** As above, for clients that cannot be told that there is more: most packages are read in half of it. */
const ONLY_ANSWER_PATIENCE = 800;

/** Everything that exists once the client has said what it can do. */
export interface Session {
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

/**
 * Puts a session together for what the client can do.
 * @param pushedSettings what a client that cannot be asked has said
 */
export function startSession(
  connection: Connection,
  environment: ServerEnvironment,
  documents: OpenDocuments,
  params: InitializeParams,
  pushedSettings: () => unknown,
): Session {
  const { grammar, session } = environment;
  const client = readClient(params);
  speak(client.texts);
  const files = environment.files(client.fileAccess ? filesOfClient(connection) : NO_FILES);
  const folders = new WorkspaceFolders(params);
  const settings = new SettingsStore(
    (uri) =>
      client.configuration
        ? connection.workspace.getConfiguration({ scopeUri: uri, section: SOURCE })
        : Promise.resolve(pushedSettings()),
    new ProjectFiles(files),
    folders,
  );
  const goContexts = new GoContexts(files, environment.installedGo);
  const onLate = (): void => diagnostics.refreshSoon();
  const siblings = new SiblingDeclarations(grammar, files, documents, {
    patience: canAnswerAnew(client) ? SIBLING_PATIENCE : ONLY_ANSWER_PATIENCE,
    onLate,
  });
  const imports = new ImportedPackages(grammar, files, { moduleCache: environment.moduleCache, onLate });
  const analyzer = new Analyzer(grammar, documents, settings, goContexts, siblings, imports);
  const diagnostics = new DiagnosticService(connection, client, documents, analyzer, session);
  const workspace = new WorkspaceService(
    connection,
    client,
    { grammar, files, documents, settings, goContexts, imports, client },
    folders,
    session,
  );
  analyzer.onResult((document, result) => workspace.judged(document, result));
  const answers = new Answers(client, documents, analyzer);
  return { client, folders, settings, goContexts, siblings, imports, diagnostics, answers, workspace };
}

/** True for clients that take another answer by themselves. */
function canAnswerAnew({ pullsDiagnostics, refreshesDiagnostics }: Client): boolean {
  return !pullsDiagnostics || refreshesDiagnostics;
}
