import * as vscode from 'vscode';
import { State, type BaseLanguageClient, type LanguageClientOptions } from 'vscode-languageclient';
import {
  EXPLAIN_RULE,
  OPEN_SIMULATOR,
  STATUS,
  type ClientOptions,
  type StatusParams,
} from '../../protocol/requests.ts';
import { registerSimulatorPanel } from '../panels/simulator-panel.ts';
import { registerCommands } from './commands.ts';
import { StatusItem } from './status-item.ts';
import { answerFileRequests } from './workspace-files.ts';

/** Makes the client for the platform at hand; it is not started yet. */
export type CreateClient = (options: LanguageClientOptions) => BaseLanguageClient;

/** The part of activation that is the same on the desktop and in the browser. */
export async function activateBucketwise(
  context: vscode.ExtensionContext,
  createClient: CreateClient,
): Promise<void> {
  const log = vscode.window.createOutputChannel('Bucketwise', { log: true });
  const status = new StatusItem();
  const client = createClient(clientOptions(log));
  const restart = async (): Promise<void> => {
    try {
      if (client.needsStop()) await client.stop();
      await client.start();
    } catch (error) {
      log.error(`the language server could not be started: ${String(error)}`);
      status.setServer('stopped');
    }
  };
  context.subscriptions.push(
    log,
    status,
    // Before the server starts: commands must exist, and say so, when it cannot.
    ...registerCommands({ context, log, client, restart }),
    registerSimulatorPanel(context, log),
    // A client whose start failed cannot be stopped, and says so loudly.
    { dispose: () => (client.needsStop() ? client.stop() : undefined) },
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) status.setServer('running');
      else status.setServer(newState === State.Starting ? 'starting' : 'stopped');
    }),
    client.onNotification(STATUS, (params: StatusParams) => {
      status.setDocument(params);
      for (const problem of params.problems)
        log.warn(`${vscode.workspace.asRelativePath(vscode.Uri.parse(params.uri))}: ${problem}`);
    }),
    ...answerFileRequests(client),
  );
  await restart();
}

function clientOptions(log: vscode.LogOutputChannel): LanguageClientOptions {
  const own: ClientOptions = { commands: [OPEN_SIMULATOR, EXPLAIN_RULE], fileAccess: true };
  return {
    documentSelector: schemes().map((scheme) => ({ language: 'go', scheme })),
    outputChannel: log,
    initializationOptions: own,
    diagnosticPullOptions: { onChange: true, onSave: true },
    markdown: { isTrusted: { enabledCommands: [OPEN_SIMULATOR, EXPLAIN_RULE] } },
  };
}

/** Files people edit. Leaves out `git:` and the like: nobody wants remarks on the old side of a diff. */
function schemes(): readonly string[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
  return [...new Set(['file', 'untitled', 'vscode-vfs', ...folders])];
}
