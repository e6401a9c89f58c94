import * as vscode from 'vscode';
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from 'vscode-languageclient/browser';
import { WORKER_READY, type WorkerStart } from '../../protocol/worker-start.ts';
import { activateBucketwise } from '../common/activate.ts';

/** Milliseconds a worker may take to load 0.4 MB of wasm on a slow machine. */
const START_TIMEOUT = 30_000;

/** Entry of the extension in the browser: the server is a web worker. */
export function activate(context: vscode.ExtensionContext): Promise<void> {
  return activateBucketwise(
    context,
    (options) =>
      new LanguageClient(
        'bucketwise',
        'Bucketwise',
        async () => transportsTo(await startWorker(context)),
        options,
      ),
  );
}

/** A worker that is ready to speak the protocol. */
async function startWorker(context: vscode.ExtensionContext): Promise<Worker> {
  const file = (name: string): vscode.Uri => vscode.Uri.joinPath(context.extensionUri, 'dist', name);
  const [code, core, go] = await Promise.all([
    vscode.workspace.fs.readFile(file('server-web.js')),
    vscode.workspace.fs.readFile(file('web-tree-sitter.wasm')),
    vscode.workspace.fs.readFile(file('tree-sitter-go.wasm')),
  ]);
  // VS Code refuses a worker from a file of a remote extension; from memory it works everywhere.
  const address = URL.createObjectURL(new Blob([new Uint8Array(code)], { type: 'text/javascript' }));
  const worker = new Worker(address);
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the server worker did not answer')), START_TIMEOUT);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data !== WORKER_READY) return;
      clearTimeout(timer);
      URL.revokeObjectURL(address);
      resolve();
    };
    worker.postMessage({ kind: 'bucketwise/start', core, go } satisfies WorkerStart);
  });
  return worker;
}

/** VS Code wraps workers of extensions in a class of its own, which the client does not take for a worker. */
function transportsTo(worker: Worker): MessageTransports {
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}
