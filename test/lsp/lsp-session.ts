import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type ClientCapabilities,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
} from 'vscode-languageserver/node';
import { STATUS, type StatusParams } from '../../src/protocol/requests.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const outdir = join(root, 'build/test-server');

/** Bundles the server as it ships, and the command line that starts it too, from the sources as they are now. */
export async function buildServer(): Promise<string> {
  await promisify(execFile)(process.execPath, [
    join(root, 'scripts/build.mjs'),
    '--only=server,cli',
    `--outdir=${outdir}`,
  ]);
  return join(outdir, 'server.cjs');
}

/** What our own extension can do. */
export const FULL_CLIENT: ClientCapabilities = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true, snippetEditSupport: true },
  },
  textDocument: {
    diagnostic: { relatedInformation: true, tagSupport: { valueSet: [1, 2] } },
    codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    inlayHint: {},
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] } },
  },
};

/** An editor of ten years ago. */
export const PLAIN_CLIENT: ClientCapabilities = {};

/** Collects what the server says, for tests to wait on without guessing at times. */
class Inbox<T> {
  readonly #items: T[] = [];
  readonly #waiting: { readonly wanted: (item: T) => boolean; readonly give: (item: T) => void }[] = [];

  put(item: T): void {
    const index = this.#waiting.findIndex(({ wanted }) => wanted(item));
    const [waiting] = index === -1 ? [] : this.#waiting.splice(index, 1);
    if (waiting === undefined) this.#items.push(item);
    else waiting.give(item);
  }

  /** The first item, of those to come too, that is wanted. */
  next(wanted: (item: T) => boolean = () => true): Promise<T> {
    const index = this.#items.findIndex(wanted);
    const item = this.#items[index];
    if (item !== undefined) {
      this.#items.splice(0, index + 1);
      return Promise.resolve(item);
    }
    return new Promise((give) => this.#waiting.push({ wanted, give }));
  }

  clear(): void {
    this.#items.length = 0;
  }
}

export interface LspSession {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  readonly initialized: InitializeResult;
  /** Folder with the files given; nothing else is in it. */
  readonly folder: string;
  readonly uri: (name: string) => string;
  readonly published: Inbox<PublishDiagnosticsParams>;
  readonly statuses: Inbox<StatusParams>;
  readonly refreshes: Inbox<true>;
  readonly registrations: Inbox<string>;
  /** Answer to the server's question for settings; change it and tell the server. */
  settings: Record<string, unknown>;
  /** Exit code of the server's process, once it has ended. */
  readonly exited: Promise<number | null>;
  open(name: string, text: string): Promise<string>;
  stop(): Promise<number | null>;
}

/** Starts the built server over stdio and shakes hands with it. */
export async function startSession(
  server: string,
  files: Readonly<Record<string, string>>,
  capabilities: ClientCapabilities,
  initializationOptions?: unknown,
  args: readonly string[] = ['--stdio'],
  { initialize = true } = {},
): Promise<LspSession> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bucketwise-lsp-')));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  // No Go and no GOROOT: versions come from the files of the test alone.
  const child = spawn(process.execPath, [server, ...args], {
    env: { HOME: folder, PATH: folder },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const published = new Inbox<PublishDiagnosticsParams>();
  const statuses = new Inbox<StatusParams>();
  const refreshes = new Inbox<true>();
  const registrations = new Inbox<string>();
  const exited = new Promise<number | null>((give) => child.once('exit', (code) => give(code)));
  const uri = (name: string): string => pathToFileURL(join(folder, name)).href;

  let stopping: Promise<number | null> | undefined;
  const stop = async (): Promise<number | null> => {
    if (child.exitCode === null) {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
    }
    const code = await exited;
    connection.dispose();
    await rm(folder, { recursive: true, force: true });
    return code;
  };
  const session: Omit<LspSession, 'initialized'> = {
    connection,
    process: child,
    folder,
    uri,
    published,
    statuses,
    refreshes,
    registrations,
    exited,
    settings: {},
    async open(name, text) {
      await connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uri(name), languageId: 'go', version: 1, text },
      });
      return uri(name);
    },
    // A test may have stopped it already.
    stop: () => (stopping ??= stop()),
  };
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) =>
    published.put(params),
  );
  connection.onNotification(STATUS, (params: StatusParams) => statuses.put(params));
  connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshes.put(true);
    return null;
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: readonly unknown[] }) =>
    items.map(() => session.settings),
  );
  connection.onRequest('client/registerCapability', (params: { registrations: { method: string }[] }) => {
    for (const { method } of params.registrations) registrations.put(method);
    return null;
  });
  connection.listen();
  if (!initialize) return Object.assign(session, { initialized: { capabilities: {} } });
  const initialized = await connection.sendRequest<InitializeResult>('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'test' }],
    capabilities,
    initializationOptions,
  });
  await connection.sendNotification('initialized', {});
  return Object.assign(session, { initialized });
}
