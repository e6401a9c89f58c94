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
  HINT_EDIT,
  OPEN_SIMULATOR,
  SHOW_REMARKS,
  SITE_AT,
  SITE_GROUPS,
  SITES_OF,
  STATUS,
  WORKSPACE,
  type ClientOptions,
  type HintEditResult,
  type SiteGroup,
  type SitesOfResult,
  type SiteSummary,
  type StatusParams,
  type WorkspaceParams,
} from '../../protocol/requests.ts';
import { registerSimulatorLinks } from '../panels/simulator-links.ts';
import { SimulatorPanel } from '../panels/simulator-panel.ts';
import { ReportPanel } from '../report/report-panel.ts';
import { answerWithSetValues } from './configuration-answers.ts';
import { registerSitesCommands } from '../sites/commands.ts';
import { registerDecorations } from '../sites/decorations.ts';
import { SitesView } from '../sites/view.ts';
import { registerCommands, runningClient, warnThatServerIsDown, type CommandHost } from './commands.ts';
import { FixedTexts } from './fixed-text.ts';
import { FindingCollections } from './finding-collections.ts';
import { LastGoFile } from './last-go-file.ts';
import { createRestartPolicy, type RestartPolicy } from './restart-policy.ts';
import { StatusItem, type ServerState } from './status-item.ts';
import { answerFileRequests } from './workspace-files.ts';

/** Condition of the walkthrough: a file had a finding. */
const FOUND_SOMETHING = 'bucketwise.foundSomething';

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
  const collections = new FindingCollections();
  const client = createClient({
    ...clientOptions(context, log, restartingHandler(policy, giveUp)),
    diagnosticCollectionProvider: collections.provider,
  });
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
  const last = new LastGoFile();
  const simulator = new SimulatorPanel({
    context,
    log,
    server: {
      siteAt: (at) => client.sendRequest<SiteSummary | null>(SITE_AT, at),
      hintEdit: (params) => client.sendRequest<HintEditResult>(HINT_EDIT, params),
    },
    project: () => status.goOf(last.editor?.document.uri),
  });
  const host: CommandHost = { context, log, client, restart, simulator, last };
  const sites = new SitesView({
    source: {
      groups: (query) => client.sendRequest<readonly SiteGroup[]>(SITE_GROUPS, query),
      sites: (params) => client.sendRequest<SitesOfResult>(SITES_OF, params),
    },
    memento: context.workspaceState,
    log,
  });
  const texts = new FixedTexts();
  const report = new ReportPanel({
    ...{ context, log, client, texts },
    runningClient: (withoutIt) => runningClient(host, withoutIt),
  });
  context.subscriptions.push(
    log,
    status,
    texts,
    // Before the server starts: commands must exist, and say so, when it cannot.
    ...registerCommands(host, texts),
    ...registerSitesCommands(sites, (withoutIt) => runningClient(host, withoutIt)),
    sites,
    report,
    registerDecorations(),
    last,
    simulator,
    registerSimulatorLinks((setup) => simulator.open(undefined, setup)),
    // A client whose start failed cannot be stopped, and says so loudly.
    { dispose: () => (client.needsStop() ? client.stop() : undefined) },
    collections,
    client.onDidChangeState(({ newState }) => {
      const state = stateOf(newState);
      status.setServer(state);
      sites.setServer(state);
      report.setServer(state);
    }),
    client.onNotification(WORKSPACE, (params: WorkspaceParams) => {
      status.setWorkspace(params);
      sites.setWorkspace(params);
      report.setWorkspace(params);
    }),
    // The server learns of it when it starts.
    vscode.workspace.onDidChangeConfiguration((event) =>
      event.affectsConfiguration('bucketwise.workspaceDiagnostics') ? restart() : undefined,
    ),
    client.onNotification(STATUS, (params: StatusParams) => {
      // A step of the walkthrough is done when there was something to read.
      if (params.findings > 0) void announceFinding();
      status.setDocument(params);
      for (const problem of params.problems)
        log.warn(`${vscode.workspace.asRelativePath(vscode.Uri.parse(params.uri))}: ${problem}`);
    }),
    ...answerFileRequests(client),
  );
  await start();
}

/** Only a change of the condition is noticed, and the walkthrough may have been opened since the last one. */
async function announceFinding(): Promise<void> {
  await vscode.commands.executeCommand('setContext', FOUND_SOMETHING, false);
  await vscode.commands.executeCommand('setContext', FOUND_SOMETHING, true);
}

function stateOf(state: State): ServerState {
  if (state === State.Running) return 'running';
  return state === State.Starting ? 'starting' : 'stopped';
}

/** What the server is told of this client when it starts. */
function ownOptions(): ClientOptions {
  return {
    commands: [OPEN_SIMULATOR, EXPLAIN_RULE, SHOW_REMARKS],
    fileAccess: true,
    workspaceDiagnostics: vscode.workspace
      .getConfiguration('bucketwise')
      .get<boolean>('workspaceDiagnostics', false),
    l10n: vscode.l10n.bundle,
  };
}

function clientOptions(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  errorHandler: ErrorHandler,
): LanguageClientOptions {
  return {
    documentSelector: schemes().map((scheme) => ({ language: 'go', scheme })),
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: ownOptions,
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
