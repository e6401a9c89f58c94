import { DiagnosticSeverity, DiagnosticTag, type Diagnostic, type Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { rulePage } from '../../base/rule-page.ts';
import type { Span } from '../../base/text.ts';
import type { Finding, Severity } from '../../rules/model.ts';

/** `source` of every diagnostic. */
export const SOURCE = 'bucketwise';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function toRange(document: TextDocument, span: Span): Range {
  return { start: document.positionAt(span.start), end: document.positionAt(span.end) };
}

export function toSpan(document: TextDocument, range: Range): Span {
  return { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
}

/** What a diagnostic carries so that a code action finds its finding again. */
export interface DiagnosticData {
  readonly rule: string;
  readonly kind: string;
  /** Codes under which other tools report the same; absent where none does. */
  readonly sameAs?: readonly string[];
}

export function toDiagnostic(finding: Finding, document: TextDocument): Diagnostic {
  const data: DiagnosticData = {
    rule: finding.ruleId,
    kind: finding.kind,
    ...(finding.sameAs.length > 0 && { sameAs: finding.sameAs }),
  };
  const diagnostic: Diagnostic = {
    range: toRange(document, finding.span),
    severity: SEVERITIES[finding.severity],
    source: SOURCE,
    code: finding.ruleId,
    codeDescription: { href: rulePage(finding.ruleId) },
    message: finding.message,
    data,
  };
  if (finding.removable === true) diagnostic.tags = [DiagnosticTag.Unnecessary];
  if (finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.map((place) => ({
      location: { uri: document.uri, range: toRange(document, place.span) },
      message: place.message,
    }));
  }
  return diagnostic;
}

/** What a client shows of a diagnostic besides its message. */
export interface DiagnosticClient {
  readonly relatedInformation: boolean;
  /** It knows code that can go, and shows it so. */
  readonly unnecessaryTag: boolean;
}

/** As {@link toDiagnostic}, without what the client does not know. */
export function toDiagnostics(
  findings: readonly Finding[],
  document: TextDocument,
  { relatedInformation, unnecessaryTag }: DiagnosticClient,
): Diagnostic[] {
  const items = findings.map((finding) => toDiagnostic(finding, document));
  for (const item of items) {
    if (!relatedInformation) delete item.relatedInformation;
    if (!unnecessaryTag) delete item.tags;
  }
  return items;
}

/**
 * Gives each distinct list of diagnostics of a document a result id, so that a client that already has it is told
 * `unchanged`. Ids of an earlier server process never match: they begin with the session.
 */
export class ResultIds {
  readonly #session: string;
  readonly #last = new Map<string, { readonly id: string; readonly json: string }>();
  #count = 0;

  constructor(session: string) {
    this.#session = session;
  }

  idFor(uri: string, items: readonly Diagnostic[]): string {
    const json = JSON.stringify(items);
    const last = this.#last.get(uri);
    if (last?.json === json) return last.id;
    const id = `${this.#session}.${(this.#count += 1)}`;
    this.#last.set(uri, { id, json });
    return id;
  }

  forget(uri: string): void {
    this.#last.delete(uri);
  }
}
