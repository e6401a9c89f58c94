import { describe, expect, it } from 'vitest';
import { analyze } from '../../test/support/analyze.ts';

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
  const { findings, suppressed } = await analyze(text);
  return `${findings.length} found, ${suppressed} suppressed`;
}

describe('directives', () => {
  it.each([
    ['//bucketwise:ignore missing-capacity-hint few names', ''],
    ['//bucketwise:ignore delete-in-range,missing-capacity-hint few names', ''],
    ['//bucketwise:ignore all few names', ''],
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
    ['//nolint:gosec', ''],
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
});
