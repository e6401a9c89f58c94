import { describe, expect, it } from 'vitest';
import { analyze } from '../../../test/support/analyze.ts';
import type { Finding } from '../model.ts';
import { missingCapacityHint } from './rule.ts';

const LOOP = `	m := make(map[int]string)
	for i, name := range names {
		m[i] = name
	}
	use(m)
`;

async function finding(source: string): Promise<Finding | undefined> {
  const { findings } = await analyze(`package p\n\n${source}`, { rules: [missingCapacityHint] });
  return findings[0];
}

describe('where growth matters little', () => {
  it.each([
    ['a plain function', `func f(names []string) {\n${LOOP}}\n`, 'information'],
    ['init', `var names []string\n\nfunc init() {\n${LOOP}}\n`, 'hint'],
    [
      'a closure in a setup function',
      `func setupAll(names []string) {\n\trun(func() {\n${LOOP}\t})\n}\n`,
      'hint',
    ],
    ['a function that only begins like one', `func initialism(names []string) {\n${LOOP}}\n`, 'information'],
    ['a text for people', `func (t T) String(names []string) string {\n${LOOP}\treturn ""\n}\n`, 'hint'],
    ['a command line', `import "github.com/spf13/cobra"\n\nfunc f(names []string) {\n${LOOP}}\n`, 'hint'],
    ['a variadic parameter', `func f(names ...string) {\n${LOOP}}\n`, 'hint'],
    ['what is mostly empty', `func f(names []string) {\n\tif len(names) > 0 {\n${LOOP}\t}\n}\n`, 'hint'],
    [
      'a loop that may fail each time',
      `func f(names []string) error {\n${LOOP.replace('\t\tm[i]', '\t\tif err := check(name); err != nil {\n\t\t\treturn err\n\t\t}\n\t\tm[i]')}\treturn nil\n}\n`,
      'hint',
    ],
    [
      'a known number',
      `func init() {\n\tm := make(map[int]int)\n\tfor i := range 5000 {\n\t\tm[i] = i\n\t}\n\tuse(m)\n}\n`,
      'information',
    ],
  ])('%s: %s', async (_, source, severity) => {
    expect(await finding(source)).toMatchObject({ severity });
  });
});

describe('a fix beside aligned comments', () => {
  it.each([
    [
      'both lines have one',
      '\tm := make(map[int]string) // by place\n\tn := 3                    // many\n',
      'review',
    ],
    ['the other has none', '\tm := make(map[int]string) // by place\n\tn := 3\n', 'safe'],
    ['the comment has a line of its own', '\t// many\n\tm := make(map[int]string) // by place\n', 'safe'],
  ])('%s: %s', async (_, lines, applicability) => {
    const source = `func f(names []string) {\n${lines}${LOOP.slice(LOOP.indexOf('\n') + 1)}\tuse(n)\n}\n`;
    expect((await finding(source))?.fixes[0]?.applicability).toBe(applicability);
  });
});

describe('a fix of an empty literal on two lines', () => {
  const literal = 'map[int]string{\n\t}\n';
  it.each([
    ['stands alone', `\tm := ${literal}`, 'safe'],
    ['is declared in a group', `\tvar (\n\t\tm = ${literal}\t\tother = 1\n\t)\n\tuse(other)\n`, 'review'],
  ])('that %s: %s', async (_, lines, applicability) => {
    const source = `func f(names []string) {\n${lines}${LOOP.slice(LOOP.indexOf('\n') + 1)}}\n`;
    expect((await finding(source))?.fixes[0]?.applicability).toBe(applicability);
  });
});
