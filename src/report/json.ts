import type { ReportFinding, ReportSummary } from './model.ts';

/** The document that `docs/findings.schema.json` describes. `version` changes only when the shape breaks. */
export interface FindingsDocument {
  readonly version: 1;
  readonly tool: { readonly name: 'bucketwise'; readonly version: string };
  readonly findings: readonly ReportFinding[];
  readonly summary: ReportSummary;
}

/** The whole report as JSON text, ending with a line feed. */
export function renderJson(
  toolVersion: string,
  findings: readonly ReportFinding[],
  summary: ReportSummary,
): string {
  const document: FindingsDocument = {
    version: 1,
    tool: { name: 'bucketwise', version: toolVersion },
    findings,
    summary,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
