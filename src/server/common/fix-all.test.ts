import { describe, expect, it } from 'vitest';
import { goGrammar } from '../../../test/support/grammar.ts';
import { goContext } from '../../../test/support/analyze.ts';
import { DEFAULT_OPTIONS } from '../../analysis/model.ts';
import { analyzePackage } from '../../analysis/package-analysis.ts';
import { applyEdits } from '../../base/text.ts';
import { docs } from '../../rules/faulty-directive/docs.ts';
import type { Finding } from '../../rules/model.ts';
import { changedMiddle, fixAllEdits } from './fix-all.ts';

/** A stand-in for a rule: every `ab` becomes `b`, and the fixes of `abab` touch each other. */
function judge(text: string, width = 2): readonly Finding[] {
  const findings: Finding[] = [];
  for (let start = text.indexOf('ab'); start !== -1; start = text.indexOf('ab', start + 1)) {
    findings.push({
      ruleId: 'no-ab',
      kind: 'ab',
      group: 'style',
      span: { start, end: start + 2 },
      severity: 'hint',
      confidence: 'certain',
      heat: { level: 'plain', reasons: [] },
      message: 'ab',
      estimate: undefined,
      sameAs: [],
      related: [],
      fixes: [
        {
          title: 'b',
          applicability: 'safe',
          edits: [{ span: { start, end: start + width }, newText: text.slice(start + 1, start + width) }],
        },
      ],
    });
  }
  return findings;
}

describe('fixAllEdits', () => {
  it('gives the fixes as they are when one round is enough', () => {
    const text = 'ab cd ab';
    const edits = fixAllEdits(text, judge(text), judge);
    expect(edits).toEqual([
      { span: { start: 0, end: 2 }, newText: 'b' },
      { span: { start: 6, end: 8 }, newText: 'b' },
    ]);
  });

  it('goes on where fixes touched each other, and leaves nothing to fix', () => {
    const wide = (text: string): readonly Finding[] => judge(text, 3);
    const text = 'xx abab xx';
    const edits = fixAllEdits(text, wide(text), wide);
    const fixed = applyEdits(text, edits);
    expect(fixed).toBe('xx bb xx');
    expect(edits).toHaveLength(1);
    expect(fixAllEdits(fixed, wide(fixed), wide)).toEqual([]);
  });

  it.each(['ignore missing-capacity-hnit', 'ignore,missing-capacity-hint', 'ingore missing-capacity-hnit'])(
    'leaves alone what a misspelt directive was written against: %s',
    async (misspelt) => {
      const grammar = await goGrammar();
      const findingsOf = (text: string): readonly Finding[] =>
        analyzePackage(grammar, [{ path: 'a.go', text }], goContext(), DEFAULT_OPTIONS).files.flatMap(
          ({ findings }) => findings,
        );
      const text = docs.good.replace('ignore missing-capacity-hint', misspelt);
      expect(applyEdits(text, fixAllEdits(text, findingsOf(text), findingsOf))).toBe(docs.good);
    },
  );

  it('ends even where a fix brings itself back', () => {
    const [endless] = judge('ab');
    if (endless === undefined) throw new Error('one finding expected');
    const again: Finding = {
      ...endless,
      fixes: [
        { title: 'same', applicability: 'safe', edits: [{ span: { start: 0, end: 0 }, newText: 'x' }] },
      ],
    };
    const edits = fixAllEdits('ab', [again], () => [again]);
    expect(applyEdits('ab', edits)).toBe(`${'x'.repeat(10)}ab`);
  });
});

describe('changedMiddle', () => {
  it.each([
    ['', ''],
    ['abc', 'abc'],
    ['abc', ''],
    ['', 'abc'],
    ['aaa', 'aa'],
    ['aa', 'aaaa'],
    ['one two three', 'one 2 three'],
  ])('turns %j into %j', (before, after) => {
    expect(applyEdits(before, [changedMiddle(before, after)])).toBe(after);
  });
});
