import type * as vscode from 'vscode';
import { LanguageClient, TransportKind, type ServerOptions } from 'vscode-languageclient/node';
import { activateBucketwise } from '../common/activate.ts';

/** Entry of the extension on the desktop and on a remote machine: the server is a Node process of its own. */
export function activate(context: vscode.ExtensionContext): Promise<void> {
  const module = context.asAbsolutePath('dist/server.cjs');
  const server: ServerOptions = {
    run: { module, transport: TransportKind.ipc },
    debug: { module, transport: TransportKind.ipc, options: { execArgv: ['--nolazy', '--inspect=6011'] } },
  };
  return activateBucketwise(
    context,
    (options) => new LanguageClient('bucketwise', 'Bucketwise', server, options),
  );
}
