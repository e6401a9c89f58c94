import type { Log } from 'sarif';
import { describe, expect, it } from 'vitest';
import { renderSitesSarif } from './sarif.ts';
import { exportedFinding, exportedSite } from './testing.ts';

const RULES = [{ id: 'missing-capacity-hint', summary: 'A map grows while it is filled.' }];

function log(...sites: readonly Parameters<typeof exportedSite>[0][]): Log {
  return JSON.parse(renderSitesSarif(sites.map(exportedSite), RULES, '0.1.0')) as Log;
}

/** What the standard demands of a log and a schema says as well, as far as ours has it. */
function faultsOf({ version, runs }: Log): string[] {
  const faults: string[] = (version as string) === '2.1.0' ? [] : ['version'];
  for (const { tool, results = [], originalUriBaseIds = {}, columnKind } of runs) {
    const rules = tool.driver.rules ?? [];
    if (tool.driver.name === '') faults.push('driver has no name');
    if (columnKind !== 'utf16CodeUnits' && columnKind !== 'unicodeCodePoints') faults.push('columnKind');
    if (new Set(rules.map(({ id }) => id)).size !== rules.length) faults.push('rules are listed twice');
    for (const [id, { uri }] of Object.entries(originalUriBaseIds)) {
      if (uri !== undefined && !uri.endsWith('/')) faults.push(`${id} has to end with a slash`);
    }
    for (const { ruleId, ruleIndex = -1, level = '', message, locations = [] } of results) {
      if (rules[ruleIndex]?.id !== ruleId) faults.push(`ruleIndex ${ruleIndex} is not ${ruleId ?? ''}`);
      if (!['none', 'note', 'warning', 'error'].includes(level)) faults.push(`level ${level}`);
      if ((message.text ?? '') === '') faults.push('message without a text');
      for (const { physicalLocation } of locations) {
        const { uri = '', uriBaseId = '' } = physicalLocation?.artifactLocation ?? {};
        if (!(uriBaseId in originalUriBaseIds)) faults.push(`unknown base ${uriBaseId}`);
        if (uri.startsWith('/') || new URL(uri, 'file:///root/').href !== `file:///root/${uri}`)
          faults.push(`uri ${uri}`);
        const { startLine = 0, startColumn = 0, endLine = 0, endColumn = 0 } = physicalLocation?.region ?? {};
        if (Math.min(startLine, startColumn, endLine, endColumn) < 1) faults.push('regions begin at 1');
        if (endLine < startLine || (endLine === startLine && endColumn < startColumn))
          faults.push('ends first');
      }
    }
  }
  return faults;
}

describe('renderSitesSarif', () => {
  it('is a log as the standard wants it', () => {
    const sarif = log(
      {},
      { path: 'we ird/ü#?.go', findings: [exportedFinding({ rule: 'copy-loop', severity: 'warning' })] },
      { findings: [exportedFinding({ severity: 'hint' }), exportedFinding({ severity: 'error' })] },
    );
    expect(faultsOf(sarif)).toEqual([]);
    const [run] = sarif.runs;
    expect(run!.results!.map(({ level }) => level)).toEqual(['note', 'warning', 'note', 'error']);
    expect(run!.tool.driver.rules!.map(({ id, shortDescription }) => [id, shortDescription?.text])).toEqual([
      ['copy-loop', undefined],
      ['missing-capacity-hint', 'A map grows while it is filled.'],
    ]);
    for (const rule of run!.tool.driver.rules!) expect(rule.helpUri).toMatch(/^https:.*\.md$/);
  });

  it('has nothing of sites without a finding, and is whole without any', () => {
    const sarif = log({ findings: [] });
    expect([faultsOf(sarif), sarif.runs[0]!.results]).toEqual([[], []]);
  });

  it('names findings by what does not move with the lines, and tells those alike apart', () => {
    const down = { start: { line: 90, column: 1 }, end: { line: 90, column: 9 } };
    const prints = (of: Log): unknown[] =>
      of.runs[0]!.results!.map(({ partialFingerprints }) => partialFingerprints);
    const before = prints(log({}, {}));
    expect(prints(log({ line: 90, findings: [exportedFinding(down)] }, {}))).toEqual(before);
    expect(new Set(before.map((print) => JSON.stringify(print))).size).toBe(2);
    expect(prints(log({ function: 'Other' }))[0]).not.toEqual(before[0]);
  });
});
