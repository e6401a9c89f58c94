import type { ScannedDirectory } from '../analysis/node/scan.ts';
import type { SkippedPath } from '../analysis/node/skipped.ts';
import { PROJECT_FILE, type GoContext } from '../analysis/model.ts';
import { savedBytes } from '../analysis/ranking.ts';
import { formatGoVersion } from '../base/go-version.ts';
import { LineIndex } from '../base/text.ts';
import type { TextSummary } from '../report/text.ts';
import type { Finding } from '../rules/model.ts';

/** Heaviest places named at the end of a scan. */
const SHOWN_HEAVIEST = 3;

/** Adds up what a scan finds, directory by directory. */
export interface Totals {
  readonly add: (directory: ScannedDirectory) => void;
  readonly summary: () => TextSummary;
}

export function createTotals(
  skippedBefore: readonly SkippedPath[],
  fixing: boolean,
  hotOnly: boolean,
): Totals {
  const findingsByRule = new Map<string, number>();
  const goVersions = new Map<string, number>();
  const skipped = [...skippedBefore];
  const fixed = { findings: 0, files: 0 };
  let heaviest: TextSummary['heaviest'] = [];
  const count = {
    files: 0,
    bytes: 0,
    findings: 0,
    hot: 0,
    safelyFixable: 0,
    hidden: 0,
    suppressed: 0,
    generatedFiles: 0,
    excludedFiles: 0,
    syntaxErrors: 0,
    filesWithSyntaxErrors: 0,
  };
  return {
    add: ({ go, files, skipped: skippedHere, excluded }) => {
      skipped.push(...skippedHere);
      count.excludedFiles += excluded;
      if (files.length > 0) increment(goVersions, describeGo(go));
      for (const { file, text, analysis, fixes } of files) {
        count.files++;
        count.bytes += file.bytes;
        count.findings += analysis.findings.length;
        count.hidden += analysis.hidden;
        count.suppressed += analysis.suppressed.length;
        count.syntaxErrors += analysis.syntaxErrors;
        if (analysis.syntaxErrors > 0) count.filesWithSyntaxErrors++;
        if (analysis.generated) count.generatedFiles++;
        for (const { ruleId, heat, fixes: offered } of analysis.findings) {
          if (heat.level === 'hot') count.hot++;
          increment(findingsByRule, ruleId);
          if (offered.some(({ applicability }) => applicability === 'safe')) count.safelyFixable++;
        }
        heaviest = heavier(heaviest, file.path, text, analysis.findings);
        if (fixes > 0) fixed.files++;
        fixed.findings += fixes;
      }
    },
    summary: () => ({
      ...count,
      hot: hotOnly ? undefined : count.hot,
      heaviest: count.findings > SHOWN_HEAVIEST ? heaviest : [],
      findingsByRule,
      goVersions,
      skipped,
      fixed: fixing ? fixed : undefined,
    }),
  };
}

/** The heaviest places known so far and those of one more file. */
function heavier(
  known: TextSummary['heaviest'],
  path: string,
  text: string,
  findings: readonly Finding[],
): TextSummary['heaviest'] {
  const saving = findings.filter(
    ({ fixes, estimate }) => fixes.length > 0 && estimate?.entriesKnown === true,
  );
  if (saving.length === 0) return known;
  const lines = new LineIndex(text);
  const places = saving.map((finding) => ({
    path,
    line: lines.positionAt(finding.span.start).line + 1,
    savedBytes: savedBytes(finding),
  }));
  return [...known, ...places].sort((a, b) => b.savedBytes - a.savedBytes).slice(0, SHOWN_HEAVIEST);
}

function increment(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

/** Which Go the prices are for, and who said so. */
export function describeGo({ runtime, runtimeSource, noSwissMap }: GoContext): string {
  const version = `Go ${formatGoVersion(runtime)}${noSwissMap ? ' with GOEXPERIMENT=noswissmap' : ''}`;
  switch (runtimeSource) {
    case 'setting':
      return `${version} (--go)`;
    case 'project file':
      return `${version} (${PROJECT_FILE})`;
    case 'toolchain line':
      return `${version} (toolchain line)`;
    case 'installed Go':
      return `${version} (installed)`;
    case 'go line':
      return `${version} (go line)`;
    case 'assumed':
      return `${version} (assumed, nothing names a version; --go does)`;
  }
}
