import { describe, expect, it } from 'vitest';
import { analyze } from '../../test/support/analyze.ts';
import { goGrammar } from '../../test/support/grammar.ts';
import type { Span } from '../base/text.ts';
import type { Directive } from '../rules/directive.ts';
import { GoDocument } from '../syntax/document.ts';
import { readDirectives } from './directives.ts';

const fill = (before: string, after = ''): string => `package p

func f(names []string) map[string]int {
	${before}
	m := make(map[string]int) ${after}
	for i, name := range names {
		m[name] = i
	}
	return m
}
`;

async function outcome(text: string): Promise<string> {
  const { findings, suppressed } = await analyze(text, {
    options: { levels: { 'faulty-directive': 'off' } },
  });
  return `${findings.length} found, ${suppressed.length} suppressed`;
}

describe('directives', () => {
  it.each([
    ['//bucketwise:ignore missing-capacity-hint few names', ''],
    ['//bucketwise:ignore delete-in-range,missing-capacity-hint few names', ''],
    ['//bucketwise:ignore delete-in-range, missing-capacity-hint few names', ''],
    ['//bucketwise:ignore all few names', ''],
    ['//bucketwise:ignore', ''],
    ['//bucketwise:ignore // few names', ''],
    ['//nolint:bucketwise', ''],
    ['//nolint:gosec,bucketwise // few names', ''],
    ['// nolint', ''],
    ['//bucketwise:ignore missing-capacity-hint few\n\n\t// and a remark', ''],
    ['', '//bucketwise:ignore missing-capacity-hint few names'],
    ['', '//nolint:bucketwise'],
  ])('%s%s silences', async (before, after) => {
    expect(await outcome(fill(before, after))).toBe('0 found, 1 suppressed');
  });

  it.each([
    ['//bucketwise:ignore delete-in-range another rule', ''],
    ['//bucketwise:ignore delete-in-range,all few names', ''],
    ['//bucketwise:ignore delete-in-range, all callers hold a lock', ''],
    ['//nolint:gosec', ''],
    ['//bucketwise:ignored missing-capacity-hint another verb', ''],
    ['//bucketwise:ignore:missing-capacity-hint no blank behind the verb', ''],
    ['// bucketwise:ignore missing-capacity-hint not a directive: a blank follows the slashes', ''],
    ['//bucketwise:ignore missing-capacity-hint too far away\n\tuse(names)', ''],
    ['s := "//bucketwise:ignore missing-capacity-hint"', ''],
  ])('%s%s does not', async (before, after) => {
    expect(await outcome(fill(before, after))).toBe('1 found, 0 suppressed');
  });

  it('counts for a whole declaration or file when it stands above one', async () => {
    const declared = fill('').replace(
      'func f',
      '//bucketwise:ignore missing-capacity-hint few names\nfunc f',
    );
    expect(await outcome(declared)).toBe('0 found, 1 suppressed');
    expect(await outcome(`//nolint:bucketwise\n${fill('')}`)).toBe('0 found, 1 suppressed');
    expect(
      await outcome(`${declared}\n${fill('').replace('package p\n', '').replace('func f', 'func g')}`),
    ).toBe('1 found, 1 suppressed');
  });

  it('prices the size it is told', async () => {
    const { findings, sites } = await analyze(fill('//bucketwise:size 20_000'));
    expect(findings[0]?.estimate?.entries).toBe(20_000);
    expect(sites[0]?.entries).toBe(20_000);
    expect((await analyze(fill('//bucketwise:size 5'))).findings).toEqual([]);
  });

  it.each([
    ['5000', 5000],
    ['1_000_000 as measured in May', 1_000_000],
    ['2e5', 200_000],
    ['20_000, more or less', 20_000],
    ['200k', undefined],
    ['1,000', undefined],
    ['5000x', undefined],
    ['_5', undefined],
    ['99999999999999999999', undefined],
    ['many', undefined],
    ['', undefined],
  ])('reads the size %j as %s', async (written, entries) => {
    const { sites } = await analyze(fill(`//bucketwise:size ${written}`));
    expect(sites[0]?.entries).toBe(entries);
  });
});

describe('what is written', () => {
  const written = async (text: string): Promise<readonly Directive[]> => {
    const document = GoDocument.open(await goGrammar(), text);
    const { written: directives } = readDirectives(document.syntax());
    document.dispose();
    return directives;
  };

  it('has each word with its place', async () => {
    const text = '\t//bucketwise:ignore  one, two  - a reason  \n';
    const [directive] = await written(text);
    if (directive?.kind !== 'ignore') throw new Error('an ignore was expected');
    const { verb, rules, reason, span } = directive;
    expect([verb, ...rules].map(({ start, end }) => text.slice(start, end))).toEqual([
      'ignore',
      'one',
      'two',
    ]);
    expect(reason).toBe('a reason');
    expect(text.slice(span.start, span.end)).toBe('//bucketwise:ignore  one, two  - a reason');
  });

  it.each([
    ['//bucketwise:ingore x', 'unknown'],
    ['//bucketwise:', 'unknown'],
    ['//bucketwise:size=5', 'unknown'],
    ['// bucketwise:ignore x', 'spaced'],
    ['//\tbucketwise:size 5', 'spaced'],
    ['//bucketwise:size', 'size'],
  ])('%s is %s', async (comment, kind) => {
    expect((await written(comment)).map((directive) => directive.kind)).toEqual([kind]);
  });

  it.each([
    '//nolint:bucketwise',
    '// see bucketwise:ignore',
    '/*bucketwise:ignore x*/',
    '//bucketwiseignore',
  ])('%s is nothing of ours', async (comment) => {
    expect(await written(comment)).toEqual([]);
  });

  it('says which rules reported something that it hides, above a comment too', async () => {
    const text = `//bucketwise:ignore some-rule,other-rule why\n// A remark.\nvar x int\n`;
    const document = GoDocument.open(await goGrammar(), text);
    const directives = readDirectives(document.syntax());
    document.dispose();
    const at = (part: string): Span => ({ start: text.indexOf(part), end: text.length });
    expect(directives.hides('some-rule', at('var x'))).toBe(true);
    expect(directives.hides('third-rule', at('var x'))).toBe(false);
    expect(directives.hides('other-rule', at('// A remark'))).toBe(true);
    // Not even one that is about the whole file hides what is wrong with itself.
    expect(directives.hides('some-rule', at('some-rule'))).toBe(false);
    const [directive] = directives.written;
    expect(directive?.kind === 'ignore' && [...directive.hid]).toEqual(['some-rule', 'other-rule']);
  });
});
