import type { TextDocument } from 'vscode-languageserver-textdocument';
import { mergeSafeFixes } from '../../analysis/merge-fixes.ts';
import type {
  ChosenFinding,
  ChosenFixesAnswer,
  ChosenFixesParams,
  FixAnswer,
} from '../../protocol/report-requests.ts';
import type { WireRange } from '../../protocol/requests.ts';
import type { Finding, Fix } from '../../rules/model.ts';
import { toRange } from './diagnostics.ts';

/** True for what our client sends; anybody may send anything. */
export function isChosenFixesParams(value: unknown): value is ChosenFixesParams {
  if (typeof value !== 'object' || value === null) return false;
  const { textDocument, findings } = value as Partial<Record<string, unknown>>;
  return (
    typeof (textDocument as { readonly uri?: unknown } | null | undefined)?.uri === 'string' &&
    Array.isArray(findings) &&
    findings.every(isChosenFinding)
  );
}

function isChosenFinding(value: unknown): value is ChosenFinding {
  if (typeof value !== 'object' || value === null) return false;
  const { rule, range } = value as Partial<Record<string, unknown>>;
  return typeof rule === 'string' && isRange(range);
}

function isRange(value: unknown): value is WireRange {
  const { start, end } = (value ?? {}) as Partial<Record<string, unknown>>;
  return [start, end].every((position) => {
    const { line, character } = (position ?? {}) as Partial<Record<string, unknown>>;
    return typeof line === 'number' && typeof character === 'number';
  });
}

/**
 * The safe fixes of some findings, as far as they can be made together.
 * @param findings of the document as it is now
 * @param chosen as they were told, perhaps of an older text
 */
export function chosenFixes(
  document: TextDocument,
  findings: readonly Finding[],
  chosen: readonly ChosenFinding[],
): ChosenFixesAnswer {
  const found = chosen.map((wanted) => findings.find((finding) => isSame(document, finding, wanted)));
  const fixable = found.filter((finding) => finding !== undefined && safeFixes(finding).length === 1);
  const { fixes, edits } = mergeSafeFixes([...new Set(fixable)].filter((finding) => finding !== undefined));
  const made = new Set(fixes);
  const crlf = document.getText().includes('\r\n');
  return {
    version: document.version,
    edits: edits.map(({ span, newText }) => ({
      range: toRange(document, span),
      newText: crlf ? newText.replace(/\r?\n/g, '\r\n') : newText,
    })),
    answers: found.map((finding) => answerFor(finding, made)),
  };
}

function answerFor(finding: Finding | undefined, made: ReadonlySet<Fix>): FixAnswer {
  if (finding === undefined) return 'gone';
  const [fix, other] = safeFixes(finding);
  if (fix === undefined) return 'notSafe';
  if (other !== undefined) return 'several';
  return made.has(fix) ? 'fixed' : 'overlaps';
}

function safeFixes({ fixes }: Finding): readonly Fix[] {
  return fixes.filter(({ applicability }) => applicability === 'safe');
}

function isSame(document: TextDocument, finding: Finding, { rule, range }: ChosenFinding): boolean {
  if (finding.ruleId !== rule) return false;
  const { start, end } = toRange(document, finding.span);
  return (
    start.line === range.start.line &&
    start.character === range.start.character &&
    end.line === range.end.line &&
    end.character === range.end.character
  );
}
