import type {
  CancellationToken,
  CodeAction,
  CodeActionParams,
  CodeLens,
  CodeLensParams,
  CompletionItem,
  CompletionParams,
  Connection,
  DiagnosticServerCancellationData,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
  Hover,
  HoverParams,
  InlayHint,
  InlayHintParams,
  WorkspaceDiagnosticParams,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import {
  HINT_EDIT,
  SITE_AT,
  SITE_GROUPS,
  SITES_OF,
  type HintEditParams,
  type HintEditResult,
  type SiteAtParams,
  type SiteGroup,
  type SiteQuery,
  type SitesOfParams,
  type SitesOfResult,
  type SiteSummary,
} from '../../protocol/requests.ts';
import {
  CHOSEN_FIXES,
  REPORT,
  type ChosenFixesAnswer,
  type ChosenFixesParams,
  type ReportAnswer,
  type ReportParams,
} from '../../protocol/report-requests.ts';
import { SERVER_EXPLAIN_RULE } from './client.ts';
import { rulePage } from '../../base/rule-page.ts';
import { guarded } from './guarded.ts';
import { failedText } from './hint-edits.ts';
import type { Session } from './session.ts';
import { NOTHING_CHANGED } from './workspace/report-query.ts';

/**
 * Answers every request of the protocol but those about the session itself.
 * @param current the session; throws a ResponseError outside of one
 */
export function answerRequests(connection: Connection, current: () => Session): void {
  const log = connection.console;
  connection.languages.diagnostics.on(
    guarded<DocumentDiagnosticParams, DocumentDiagnosticReport, DiagnosticServerCancellationData>(
      'diagnostics',
      log,
      { kind: 'full', items: [] },
      ({ textDocument: { uri }, previousResultId }, token) =>
        current().diagnostics.pull(uri, previousResultId, token),
    ),
  );
  connection.languages.diagnostics.onWorkspace((params, token, _work, stream) =>
    guarded<WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, DiagnosticServerCancellationData>(
      'workspace diagnostics',
      log,
      { items: [] },
      ({ previousResultIds }, cancellation) =>
        current().workspace.pull(
          previousResultIds,
          cancellation,
          stream === undefined ? undefined : (part) => stream.report(part),
        ),
    )(params, token),
  );
  connection.onHover(
    guarded<HoverParams, Hover | null>('hover', log, null, (params, token) =>
      current().answers.hover(params, token),
    ),
  );
  connection.onCompletion(
    guarded<CompletionParams, CompletionItem[] | null>('completion', log, null, (params) =>
      Promise.resolve(current().answers.completion(params)),
    ),
  );
  connection.onCodeAction(
    guarded<CodeActionParams, CodeAction[] | null>('code actions', log, null, (params, token) =>
      current().answers.codeActions(params, token),
    ),
  );
  connection.onCodeActionResolve((action, token) =>
    guarded<CodeAction, CodeAction>('code action', log, action, (unresolved, cancellation) =>
      current().answers.resolveCodeAction(unresolved, cancellation),
    )(action, token),
  );
  connection.onCodeLens(
    guarded<CodeLensParams, CodeLens[]>('lenses', log, [], (params, token) =>
      current().answers.codeLenses(params, token),
    ),
  );
  connection.languages.inlayHint.on(
    guarded<InlayHintParams, InlayHint[]>('inlay hints', log, [], (params, token) =>
      current().answers.inlayHints(params, token),
    ),
  );
  connection.languages.inlayHint.resolve((hint, token) =>
    guarded<InlayHint, InlayHint>('inlay hint', log, hint, (unresolved, cancellation) =>
      current().answers.resolveInlayHint(unresolved, cancellation),
    )(hint, token),
  );
  connection.onRequest(
    SITE_AT,
    guarded<SiteAtParams, SiteSummary | null>('map site', log, null, (params, token) =>
      current().answers.siteAt(params, token),
    ),
  );
  connection.onRequest(HINT_EDIT, (params: HintEditParams, token: CancellationToken) =>
    guarded<HintEditParams, HintEditResult>('hint', log, { reason: failedText() }, (asked, cancellation) =>
      current().answers.hintEdit(asked, cancellation),
    )(params, token),
  );
  connection.onRequest(
    SITE_GROUPS,
    guarded<SiteQuery, SiteGroup[]>('map sites', log, [], (query) =>
      Promise.resolve(current().workspace.groups(query)),
    ),
  );
  connection.onRequest(
    SITES_OF,
    guarded<SitesOfParams, SitesOfResult>('map sites', log, { total: 0, sites: [] }, (query) =>
      Promise.resolve(current().workspace.sitesOf(query)),
    ),
  );
  connection.onRequest(
    REPORT,
    guarded<ReportParams, ReportAnswer>('site report', log, NOTHING_CHANGED, (params) =>
      Promise.resolve(current().workspace.report(params)),
    ),
  );
  connection.onRequest(
    CHOSEN_FIXES,
    guarded<ChosenFixesParams, ChosenFixesAnswer | null>('chosen fixes', log, null, (params, token) =>
      current().answers.chosenFixes(params, token),
    ),
  );
  connection.onExecuteCommand(({ command, arguments: args }) => {
    current();
    const rule: unknown = args?.[0];
    if (command === SERVER_EXPLAIN_RULE && typeof rule === 'string') {
      void connection.window.showDocument({ uri: rulePage(rule), external: true });
    }
  });
}
