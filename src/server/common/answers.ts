import * as l10n from '@vscode/l10n';
import {
  MarkupKind,
  type CodeAction,
  type CodeActionParams,
  type CodeLens,
  type CodeLensParams,
  type CompletionItem,
  type CompletionParams,
  type Hover,
  type HoverParams,
  type InlayHint,
  type InlayHintParams,
  type ResponseError,
} from 'vscode-languageserver';
import type { Cancellation } from '../../base/cancellation.ts';
import type { TextEdit } from '../../base/text.ts';
import type { HintEditParams, HintEditResult, SiteAtParams, SiteSummary } from '../../protocol/requests.ts';
import { hintEditAt } from '../../analysis/hint-edit.ts';
import { siteAt, type DescribedSite } from '../../analysis/site-description.ts';
import type { Analyzer, DocumentResult } from './analyzer.ts';
import type { Client } from './client.ts';
import { codeActions, isActionData, resolveEdit, workspaceEdit } from './code-actions.ts';
import { chosenFixes, isChosenFixesParams } from './chosen-fixes.ts';
import { codeLenses } from './code-lenses.ts';
import { toRange, toSpan } from './diagnostics.ts';
import { directiveCompletion } from './directive-completion.ts';
import type { OpenDocument, OpenDocuments } from './documents.ts';
import { displayPath } from './file-access.ts';
import { fixAllEdits } from './fix-all.ts';
import { contentModified } from './guarded.ts';
import { hintEditResult, isHintQuestion, notOpenText } from './hint-edits.ts';
import { inlayHints, isInlayData, resolveInlayHint } from './inlay-hints.ts';
import type { ReportedText } from './reported-rules.ts';
import { siteHover } from './site-hover.ts';
import type { ChosenFixesAnswer, ChosenFixesParams } from '../../protocol/report-requests.ts';
import type { Finding } from '../../rules/model.ts';

/** Answers to questions about a place in an open document. All may throw CancelledError. */
export class Answers {
  readonly #client: Client;
  readonly #documents: OpenDocuments;
  readonly #analyzer: Analyzer;

  constructor(client: Client, documents: OpenDocuments, analyzer: Analyzer) {
    this.#client = client;
    this.#documents = documents;
    this.#analyzer = analyzer;
  }

  async siteAt(
    { textDocument, position }: SiteAtParams,
    cancellation: Cancellation,
  ): Promise<SiteSummary | null> {
    const prepared = await this.#analyzer.prepare(textDocument.uri, cancellation);
    if (prepared === undefined) return null;
    const { document, syntax, siblings, packages, go } = prepared;
    const site = siteAt(
      syntax,
      displayPath(textDocument.uri),
      siblings,
      packages,
      go,
      document.text.offsetAt(position),
    );
    return site === undefined ? null : summaryOf(site, document);
  }

  async hintEdit(params: HintEditParams, cancellation: Cancellation): Promise<HintEditResult> {
    if (!isHintQuestion(params)) return { reason: notOpenText() };
    const { uri, range, source, hint } = params;
    const prepared = await this.#analyzer.prepare(uri, cancellation);
    if (prepared === undefined) return { reason: notOpenText() };
    const { document, syntax, siblings, packages, go } = prepared;
    const seen = { span: toSpan(document.text, range), source };
    const answer = hintEditAt(syntax, displayPath(uri), siblings, packages, go, seen, hint);
    return hintEditResult(answer, document.text);
  }

  async hover({ textDocument, position }: HoverParams, cancellation: Cancellation): Promise<Hover | null> {
    const prepared = await this.#analyzer.prepare(textDocument.uri, cancellation);
    if (prepared === undefined) return null;
    const { document, syntax, siblings, packages, go } = prepared;
    const site = siteAt(
      syntax,
      displayPath(textDocument.uri),
      siblings,
      packages,
      go,
      document.text.offsetAt(position),
    );
    if (site === undefined) return null;
    const { markdownHover, codeAction } = this.#client;
    const links =
      markdownHover && codeAction.simulateCommand !== undefined
        ? [simulateLink(codeAction.simulateCommand, { textDocument: { uri: document.uri }, position })]
        : [];
    const value = siteHover(site, go, links);
    const kind = markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText;
    return { contents: { kind, value }, range: toRange(document.text, site.span) };
  }

  /** Looks at one line, and at what is known already: a completion is asked for with every letter. */
  completion({ textDocument, position }: CompletionParams): CompletionItem[] | null {
    const document = this.#documents.get(textDocument.uri);
    if (document === undefined) return null;
    const last = (): ReportedText | undefined => {
      const result = this.#analyzer.lastResult(textDocument.uri);
      if (result?.kind !== 'analysed') return undefined;
      const { findings, suppressed } = result.analysis;
      return { text: result.text, places: [...findings, ...suppressed] };
    };
    return directiveCompletion(document.text, position, last, this.#client.completion);
  }

  async codeActions(
    { textDocument, range, context }: CodeActionParams,
    cancellation: Cancellation,
  ): Promise<CodeAction[]> {
    const judged = await this.#judge(textDocument.uri, cancellation);
    if (judged === undefined) return [];
    const { document, findings, fixAll } = judged;
    return codeActions({
      document: document.text,
      findings,
      range,
      context,
      client: this.#client.codeAction,
      fixAll,
    });
  }

  async resolveCodeAction(
    action: CodeAction,
    cancellation: Cancellation,
  ): Promise<CodeAction | ResponseError> {
    if (action.edit !== undefined || !isActionData(action.data)) return action;
    const judged = await this.#judge(action.data.uri, cancellation);
    if (judged?.document.text.version !== action.data.version) return contentModified();
    const { document, findings, fixAll } = judged;
    const edits = resolveEdit(action.data, document.text, findings, fixAll);
    if (edits === undefined) return contentModified();
    return { ...action, edit: workspaceEdit(document.text, edits, this.#client.codeAction) };
  }

  /** The safe fixes of some findings, looked up anew in the text as it is; null where it is not open or not analysed. */
  async chosenFixes(
    params: ChosenFixesParams,
    cancellation: Cancellation,
  ): Promise<ChosenFixesAnswer | null> {
    if (!isChosenFixesParams(params)) return null;
    const analysed = await this.#analyse(params.textDocument.uri, cancellation);
    if (analysed === undefined) return null;
    return chosenFixes(analysed.document.text, analysed.result.analysis.findings, params.findings);
  }

  async codeLenses({ textDocument }: CodeLensParams, cancellation: Cancellation): Promise<CodeLens[]> {
    const analysed = await this.#analyse(textDocument.uri, cancellation);
    const syntax = this.#documents.syntaxOf(textDocument.uri);
    if (analysed === undefined || syntax === undefined) return [];
    const { document, result } = analysed;
    const { findings } = result.analysis;
    if (!result.around.settings.codeLens || findings.length === 0) return [];
    return codeLenses(document.text, syntax.syntax(cancellation), findings, this.#client.lens);
  }

  async inlayHints(
    { textDocument, range }: InlayHintParams,
    cancellation: Cancellation,
  ): Promise<InlayHint[]> {
    const analysed = await this.#analyse(textDocument.uri, cancellation);
    if (analysed?.result.around.settings.inlayHints !== true) return [];
    const { document, result } = analysed;
    return inlayHints(document.text, result.analysis.sites, toSpan(document.text, range));
  }

  async resolveInlayHint(hint: InlayHint, cancellation: Cancellation): Promise<InlayHint> {
    const { data } = hint as { readonly data?: unknown };
    if (!isInlayData(data)) return hint;
    const result = (await this.#analyse(data.uri, cancellation))?.result;
    if (result?.version !== data.version) return hint;
    return resolveInlayHint(hint, result.analysis.sites, data);
  }

  /** The open document with what its analysis gave; undefined where there is none. */
  async #analyse(uri: string, cancellation: Cancellation): Promise<AnalysedDocument | undefined> {
    const result = await this.#analyzer.analyse(uri, cancellation);
    const document = this.#documents.get(uri);
    return document === undefined || result?.kind !== 'analysed' ? undefined : { document, result };
  }

  async #judge(uri: string, cancellation: Cancellation): Promise<JudgedDocument | undefined> {
    const analysed = await this.#analyse(uri, cancellation);
    if (analysed === undefined) return undefined;
    const { document, result } = analysed;
    const { findings } = result.analysis;
    const text = document.text.getText();
    const rejudge = (changed: string): readonly Finding[] =>
      this.#analyzer.judgeText(uri, changed, result.around);
    return { document, findings, fixAll: () => fixAllEdits(text, findings, rejudge) };
  }
}

interface AnalysedDocument {
  readonly document: OpenDocument;
  readonly result: Extract<DocumentResult, { readonly kind: 'analysed' }>;
}

interface JudgedDocument {
  readonly document: OpenDocument;
  readonly findings: readonly Finding[];
  readonly fixAll: () => readonly TextEdit[];
}

function summaryOf(site: DescribedSite, document: OpenDocument): SiteSummary {
  const { source, keyType, elemType, types, assumedTypes, goVersion, goVersionAssumed, layout } = site;
  return {
    uri: document.uri,
    range: toRange(document.text, site.creation),
    source,
    name: site.name ?? null,
    keyType,
    elemType,
    types,
    assumedTypes,
    hint: site.hint ?? null,
    writtenHint: site.writtenHint ?? null,
    entries: site.entries ?? null,
    suggestedHint: site.suggestedHint ?? null,
    goVersion,
    goVersionAssumed,
    layout,
  };
}

/** A link that opens the growth simulator on the place; only for clients that let a hover run this one command. */
function simulateLink(command: string, at: SiteAtParams): string {
  const address = `command:${command}?${encodeURIComponent(JSON.stringify([at]))}`;
  return `[${l10n.t('Simulate this map')}](${address})`;
}
