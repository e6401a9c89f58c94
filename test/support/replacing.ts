import type { FileAnalysis, SourceFile } from '../../src/analysis/model.ts';
import type { Finding } from '../../src/rules/model.ts';

/** An analysis that reports each `from` of a text with a safe fix to `to`; each `!` is a syntax error. */
export function analysisOf({ path, text }: SourceFile, from: string, to: string): FileAnalysis {
  const findings = [...text.matchAll(new RegExp(from, 'g'))].map(({ index }): Finding => {
    const span = { start: index, end: index + from.length };
    return {
      ruleId: 'a-rule',
      kind: 'only',
      group: 'cost',
      span,
      severity: 'information',
      confidence: 'certain',
      heat: { level: 'plain', reasons: [] },
      message: 'Replace it.',
      estimate: undefined,
      sameAs: [],
      related: [],
      fixes: [{ title: 'Replace', applicability: 'safe', edits: [{ span, newText: to }] }],
    };
  });
  return {
    path,
    findings,
    hidden: 0,
    suppressed: [],
    sites: [],
    failures: [],
    syntaxErrors: text.split('!').length - 1,
    generated: false,
  };
}
