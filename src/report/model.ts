import type { LineIndex, Span } from '../base/text.ts';
import type { Applicability, Confidence, Finding, Severity } from '../rules/model.ts';
import type { Cost, MapLayout } from '../simulator/model.ts';

/** One-based; columns count UTF-16 code units, a byte order mark not included. */
export interface ReportPosition {
  readonly line: number;
  readonly column: number;
}

/** `end` is the position after the last character. */
export interface ReportRange {
  readonly start: ReportPosition;
  readonly end: ReportPosition;
}

export type ReportCost = Pick<Cost, 'growths' | 'movedEntries' | 'allocations' | 'bytes'>;

export interface ReportEstimate {
  readonly layout: MapLayout;
  readonly goVersion: string;
  readonly entries: number;
  readonly now: ReportCost;
  readonly fixed: ReportCost | null;
}

export interface ReportPlace {
  readonly path: string;
  readonly range: ReportRange;
}

export interface ReportRelated extends ReportPlace {
  readonly message: string;
}

export interface ReportEdit extends ReportPlace {
  readonly newText: string;
}

export interface ReportFix {
  readonly title: string;
  readonly applicability: Applicability;
  /** For fixes to review: what to look at before applying it. */
  readonly review?: string;
  readonly edits: readonly ReportEdit[];
}

/** A finding as reports show it: with a path, in lines and columns. The shape is public: docs/findings.schema.json. */
export interface ReportFinding extends ReportPlace {
  readonly rule: string;
  readonly kind: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly heat: Finding['heat'];
  readonly message: string;
  readonly estimate: ReportEstimate | null;
  readonly related: readonly ReportRelated[];
  readonly fixes: readonly ReportFix[];
}

export interface ReportSkipped {
  readonly path: string;
  readonly reason: string;
}

export interface ReportSummary {
  /** Files analysed. */
  readonly files: number;
  /** Their size on disk. */
  readonly bytes: number;
  readonly findings: number;
  readonly skipped: readonly ReportSkipped[];
}

/** Turns a finding's offsets into places of the file `path`, whose text `lines` indexes. */
export function toReportFinding(finding: Finding, path: string, lines: LineIndex): ReportFinding {
  const place = (span: Span): ReportPlace => ({ path, range: rangeOf(span, lines) });
  const { estimate } = finding;
  return {
    rule: finding.ruleId,
    kind: finding.kind,
    ...place(finding.span),
    severity: finding.severity,
    confidence: finding.confidence,
    heat: finding.heat,
    message: finding.message,
    estimate:
      estimate === undefined
        ? null
        : {
            layout: estimate.layout,
            goVersion: estimate.goVersion,
            entries: estimate.entries,
            now: costOf(estimate.now),
            fixed: estimate.fixed === undefined ? null : costOf(estimate.fixed),
          },
    related: finding.related.map(({ span, message }) => ({ ...place(span), message })),
    fixes: finding.fixes.map(({ title, applicability, review, edits }) => ({
      title,
      applicability,
      ...(review === undefined ? {} : { review }),
      edits: edits.map(({ span, newText }) => ({ ...place(span), newText })),
    })),
  };
}

function rangeOf(span: Span, lines: LineIndex): ReportRange {
  return { start: positionOf(span.start, lines), end: positionOf(span.end, lines) };
}

function positionOf(offset: number, lines: LineIndex): ReportPosition {
  const { line, character } = lines.positionAt(offset);
  return { line: line + 1, column: character + 1 };
}

function costOf({ growths, movedEntries, allocations, bytes }: Cost): ReportCost {
  return { growths, movedEntries, allocations, bytes };
}
