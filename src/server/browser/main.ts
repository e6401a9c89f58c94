/** The language server as a web worker. It has no files: the first message brings the two wasm files as bytes. */

import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { isWorkerStart, WORKER_READY } from '../../protocol/worker-start.ts';
import { loadGrammar } from '../../syntax/grammar.ts';
import { describeError } from '../common/guarded.ts';
import { startServer } from '../common/server.ts';
import { VERSION } from '../common/version.ts';

const worker = self as DedicatedWorkerGlobalScope;

async function start(core: Uint8Array, go: Uint8Array): Promise<void> {
  const grammar = await loadGrammar({ core, go });
  const connection = createConnection(new BrowserMessageReader(worker), new BrowserMessageWriter(worker));
  startServer(connection, {
    grammar,
    version: VERSION,
    files: (throughClient) => throughClient,
    moduleCache: undefined,
    installedGo: () => Promise.resolve({ version: undefined, goExperiment: undefined }),
    session: crypto.randomUUID(),
  });
  // Here the library leaves it to us to end.
  connection.onExit(() => worker.close());
  connection.listen();
  // The reader drops what comes before it listens, so the client must wait for this.
  worker.postMessage(WORKER_READY);
}

function onStart(event: MessageEvent<unknown>): void {
  if (!isWorkerStart(event.data)) return;
  worker.removeEventListener('message', onStart);
  start(event.data.core, event.data.go).catch((error: unknown) => {
    // An error event is the one thing the client notices before the protocol begins.
    setTimeout(() => {
      throw new Error(`Bucketwise could not start: ${describeError(error)}`);
    });
  });
}

worker.addEventListener('message', onStart);
