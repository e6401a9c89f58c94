import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  RevealOutputChannelOn,
  State,
  type BaseLanguageClient,
  type ErrorHandler,
  type LanguageClientOptions,
} from 'vscode-languageclient';
import {
  EXPLAIN_RULE,
  OPEN_SIMULATOR,
  SHOW_REMARKS,
  STATUS,
  type ClientOptions,
  type StatusParams,
} from '../../protocol/requests.ts';
import { registerSimulatorPanel } from '../panels/simulator-panel.ts';
import { answerWithSetValues } from './configuration-answers.ts';
import { registerCommands, warnThatServerIsDown } from './commands.ts';
import { createRestartPolicy, type RestartPolicy } from './restart-policy.ts';
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
  const policy = createRestartPolicy();
  const giveUp = (): void =>
    warnThatServerIsDown(
      host,
      vscode.l10n.t('The Bucketwise language server ended several times and is off now.'),
    );
  const client = createClient(clientOptions(context, log, restartingHandler(policy, giveUp)));
  tellProblemsOnlyToLog(client);
  const start = async (): Promise<void> => {
    try {
      if (client.needsStop()) await client.stop();
      await client.start();
    } catch (error) {
      log.error(`the language server could not be started: ${String(error)}`);
    }
  };
  const restart = (): Promise<void> => {
    policy.reset();
    return start();
  };
  const host = { context, log, client, restart };
  context.subscriptions.push(
    log,
    status,
    // Before the server starts: commands must exist, and say so, when it cannot.
    ...registerCommands(host),
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
  await start();
}

function clientOptions(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  errorHandler: ErrorHandler,
): LanguageClientOptions {
  const own: ClientOptions = {
    commands: [OPEN_SIMULATOR, EXPLAIN_RULE, SHOW_REMARKS],
    fileAccess: true,
    workspaceDiagnostics: false,
  };
  return {
    documentSelector: schemes().map((scheme) => ({ language: 'go', scheme })),
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: own,
    // The error is thrown to who started the client as well; without a handler it also becomes a notification.
    initializationFailedHandler: () => false,
    errorHandler,
    middleware: { workspace: answerWithSetValues(context) },
    diagnosticPullOptions: { onChange: true, onSave: true },
    markdown: { isTrusted: { enabledCommands: [OPEN_SIMULATOR, EXPLAIN_RULE] } },
  };
}

/** Starts a server that ended again, with growing pauses, until it is hopeless. */
function restartingHandler(policy: RestartPolicy, giveUp: () => void): ErrorHandler {
  return {
    error: () => ({ action: ErrorAction.Continue, handled: true }),
    async closed() {
      const delay = policy.ended(Date.now());
      if (delay === undefined) {
        giveUp();
        return { action: CloseAction.DoNotRestart, handled: true };
      }
      await new Promise((resolve) => setTimeout(resolve, delay));
      return { action: CloseAction.Restart, handled: true };
    },
  };
}

/** The client forces several notifications for one crash. One of ours, when it is hopeless, says enough. */
function tellProblemsOnlyToLog(client: BaseLanguageClient): void {
  const log = client.error.bind(client);
  client.error = (message, data) => {
    log(message, data, false);
  };
}

/** Files people edit. Leaves out `git:` and the like: nobody wants remarks on the old side of a diff. */
function schemes(): readonly string[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme);
  return [...new Set(['file', 'untitled', 'vscode-vfs', ...folders])];
}
