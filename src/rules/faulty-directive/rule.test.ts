import { describe, expect, it } from 'vitest';
import { analyze, goContext, type AnalyzeSettings } from '../../../test/support/analyze.ts';
import { testRule } from '../../../test/support/rule-tester.ts';
import { mergeSafeFixes } from '../../analysis/merge-fixes.ts';
import { applyEdits } from '../../base/text.ts';
import type { Finding } from '../model.ts';
import { RULES } from '../index.ts';
import { defineRule } from '../rule.ts';
import { faultyDirective } from './rule.ts';

testRule(faultyDirective, new URL('./fixtures/', import.meta.url), RULES);

const faults = async (text: string, settings: AnalyzeSettings = {}): Promise<readonly Finding[]> => {
  const { findings } = await analyze(text, settings);
  return findings.filter(({ ruleId }) => ruleId === faultyDirective.id);
};

const kinds = async (text: string, settings?: AnalyzeSettings): Promise<readonly string[]> =>
  (await faults(text, settings)).map(({ kind }) => kind);

/** What each fix makes of the text, with how it may be applied. */
const fixed = async (text: string): Promise<readonly string[]> =>
  (await faults(text)).flatMap(({ fixes }) =>
    fixes.map(({ applicability, edits }) => `${applicability}\n${applyEdits(text, edits)}`),
  );

const body = (...lines: readonly string[]): string =>
  [
    'package p',
    '',
    'func f(names []string) int {',
    ...lines.map((line) => line && `\t${line}`),
    '}',
    '',
  ].join('\n');

const UNUSED = '//bucketwise:ignore missing-capacity-hint there are only a few';

describe('a directive that hides nothing', () => {
  it('is a hint that can go, and shown as such', async () => {
    const [finding] = await faults(body(UNUSED, 'return len(names)'));
    expect(finding).toMatchObject({
      group: 'hygiene',
      kind: 'unused-ignore',
      severity: 'hint',
      confidence: 'certain',
      heat: { level: 'plain' },
      removable: true,
    });
  });

  it('goes with its line and the blank lines it held apart', async () => {
    expect(await fixed(body('n := 0', '', UNUSED, '', 'return n'))).toEqual([
      `safe\n${body('n := 0', '', 'return n')}`,
    ]);
    expect(await fixed(`${UNUSED}\n\npackage p\n`)).toEqual(['safe\npackage p\n']);
    expect(await fixed(`package p\n\nvar n int ${UNUSED}`)).toEqual(['safe\npackage p\n\nvar n int']);
    expect(await fixed(`package p\r\n\r\nvar n int ${UNUSED}  \r\n`)).toEqual([
      'safe\npackage p\r\n\r\nvar n int\r\n',
    ]);
  });

  it('goes with the empty line that sets it apart from a doc comment', async () => {
    const doc = (...lines: readonly string[]): string =>
      ['package p', '', '// f does nothing.', ...lines, 'func f() {}', ''].join('\n');
    expect(await fixed(doc('//', UNUSED))).toEqual([`safe\n${doc()}`]);
    expect(await fixed(doc('//', UNUSED, '//go:noinline'))).toEqual([`safe\n${doc('//', '//go:noinline')}`]);
  });

  it('goes with the blank line before it at the end of the file', async () => {
    for (const end of ['', '\n', '\r\n']) {
      const eol = end === '\r\n' ? end : '\n';
      const lines = ['package p', '', 'var n int', '', UNUSED].join(eol);
      expect(await fixed(`${lines}${end}`)).toEqual([
        `safe\n${['package p', '', 'var n int', ''].join(eol)}`,
      ]);
    }
  });

  it('goes with a blank line that gofmt leaves only beside a comment', async () => {
    expect(await fixed(body(`if len(names) > 2 { ${UNUSED}`, '', '\treturn 1', '}', 'return 2'))).toEqual([
      `safe\n${body('if len(names) > 2 {', '\treturn 1', '}', 'return 2')}`,
    ]);
    const consts = (...lines: readonly string[]): string =>
      ['package p', '', 'const (', ...lines, ')', ''].join('\r\n');
    expect(await fixed(consts(`\ta = 1 ${UNUSED}`, ''))).toEqual([`safe\n${consts('\ta = 1')}`]);
  });

  it('goes one by one where several follow each other', async () => {
    const doc = (...lines: readonly string[]): string =>
      ['package p', '', '// f does nothing.', ...lines, 'func f() {}', ''].join('\n');
    const settled = async (text: string): Promise<string> => {
      const { edits } = mergeSafeFixes(await faults(text));
      return edits.length === 0 ? text : settled(applyEdits(text, edits));
    };
    expect(await settled(doc('//', UNUSED, UNUSED))).toBe(doc());
    expect(await settled(doc('//', UNUSED, UNUSED, UNUSED))).toBe(doc());
    expect(await settled(body('n := 0', UNUSED, UNUSED, 'return n'))).toBe(body('n := 0', 'return n'));
    const fields = ['package p', '', 'type t struct {', '\ta int', `\t${UNUSED}`, '\tbbb int', '}', ''];
    expect(await settled(fields.toSpliced(4, 0, `\t${UNUSED}`).join('\n'))).toBe(fields.join('\n'));
  });

  it.each([
    ['type t struct', '{', 'a int', 'bbbbb string', '}'],
    ['const', '(', 'a = 1', 'bbbbb = 2', ')'],
    ['var', '(', 'a = 1', 'bbbbb = 2', ')'],
    ['var', '(', 'a int', 'bbbbb string', ')'],
    ['type', '(', 'a int', 'bbbbb string', ')'],
    ['type', '(', 'a = int', 'bbbbb = string', ')'],
    ['import', '(', '_ "os"', '_ "fmt"', ')'],
    ['var m = map[string]int', '{', '"a": 1,', '"bbbbb": 2,', '}'],
  ])('is left for review between rows of %s %s', async (head, open, first, second, close) => {
    const rows = (...lines: readonly string[]): string =>
      ['package p', '', `${head} ${open}`, ...lines.map((line) => line && `\t${line}`), close, ''].join('\n');
    expect(await fixed(rows(first, UNUSED, second))).toEqual([`review\n${rows(first, second)}`]);
    // What keeps rows apart besides goes on doing so.
    expect(await fixed(rows(first, UNUSED, '', second))).toEqual([`safe\n${rows(first, '', second)}`]);
    expect(await fixed(rows(first, UNUSED, '// more', second))).toEqual([
      `safe\n${rows(first, '// more', second)}`,
    ]);
    expect(await fixed(rows(UNUSED, first, second))).toEqual([`safe\n${rows(first, second)}`]);
    expect(await fixed(rows(first, second, UNUSED))).toEqual([`safe\n${rows(first, second)}`]);
  });

  it.each([
    ['review', 'type t struct {', ['a  int    `x:"y"`', 'bb string @', 'c  int    `x:"z"`'], '}'],
    ['review', 'type t struct {', ['a      int', 'Embeds @'], '}'],
    ['safe', 'type t struct {', ['a  int    `x:"y"` @', 'bb string'], '}'],
    ['safe', 'type t struct {', ['a  int @', 'bb string'], '}'],
    ['safe', 'type t struct {', ['Embeds @'], '}'],
    ['review', 'const (', ['a     int = iota', 'bbbbb @'], ')'],
    ['review', 'var (', ['a  int @', 'bb = 1'], ')'],
    ['safe', 'const (', ['a     = 1 @', 'bbbbb = 2'], ')'],
    ['safe', 'var m = map[string]int{', ['"a":     1, @', '"bbbbb": 2,'], '}'],
  ])('is for %s behind a row: %s %j', async (applicability, head, lines, close) => {
    const rows = (comment: string): string =>
      ['package p', '', head, ...lines.map((line) => `\t${line.replace(' @', comment)}`), close, ''].join(
        '\n',
      );
    expect(await fixed(rows(` ${UNUSED}`))).toEqual([`${applicability}\n${rows('')}`]);
  });

  it('is left for review where gofmt would align other comments anew', async () => {
    const lines = (directive: string): string =>
      body('n := len(names) // how many', `_ = 2 * n       ${directive}`, 'return n');
    expect(await fixed(lines(UNUSED))).toEqual([
      `review\n${body('n := len(names) // how many', '_ = 2 * n', 'return n')}`,
    ]);
    const between = (...directives: readonly string[]): string =>
      body('n := len(names) // how many', ...directives, '_ = 2 * n // twice', 'return n');
    expect(await fixed(between(UNUSED))).toEqual([`review\n${between()}`]);
  });
});

describe('a word that is not known', () => {
  it.each(['call', 'ball', 'wall', 'al', 'a', 'alls'])('is not taken for all: %s', async (word) => {
    const text = body(`//bucketwise:ignore ${word} sites hold a lock`, 'return 0');
    const [finding, ...others] = await faults(text);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ kind: 'unknown-rule', fixes: [] });
    expect(finding?.message).not.toContain('did you mean');
  });

  it.each(['All', 'ALL'])('is left for review where only capitals tell it from all: %s', async (word) => {
    expect(await fixed(body(`//bucketwise:ignore ${word} callers hold a lock`, 'return 0'))).toEqual([
      `review\n${body('//bucketwise:ignore all callers hold a lock', 'return 0')}`,
    ]);
  });
});

describe('all beside rules', () => {
  it.each([
    '//bucketwise:ignore double-lookup, all callers hold a lock',
    '//bucketwise:ignore all, double-lookup why',
    '//bucketwise:ignore double-lookup,all',
  ])('is no rule, and told of: %s', async (directive) => {
    const [finding, ...others] = await faults(body(directive, 'return 0'));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ kind: 'unknown-rule', fixes: [] });
    expect(finding?.message).toMatch(/^Beside rules "all" is not taken as one: /);
  });
});

describe('what cannot be judged', () => {
  const text = body(UNUSED, 'return len(names)');
  const forAll = body('//bucketwise:ignore all there are only a few', 'return len(names)');
  const both = async (settings: AnalyzeSettings): Promise<readonly (readonly string[])[]> => [
    await kinds(text, settings),
    await kinds(forAll, settings),
  ];

  it('is told where all rules have judged the file', async () => {
    expect(await both({})).toEqual([['unused-ignore'], ['unused-ignore']]);
    expect(await both({ options: { everything: true, hotOnly: true } })).toEqual([
      ['unused-ignore'],
      ['unused-ignore'],
    ]);
  });

  it('is not told of rules that are switched off; all is about those that are on', async () => {
    const options = { levels: { 'missing-capacity-hint': 'off' } } as const;
    expect(await both({ options })).toEqual([[], ['unused-ignore']]);
  });

  it('is not told of rules that the Go version leaves no say', async () => {
    const copying = body('//bucketwise:ignore copy-loop clearer so', 'return len(names)');
    expect(await kinds(copying)).toEqual(['unused-ignore']);
    expect(await kinds(copying, { go: goContext('1.20') })).toEqual([]);
  });

  it('is not told where only some rules are asked', async () => {
    expect(await both({ options: { only: new Set([faultyDirective.id]) } })).toEqual([[], []]);
    // This one has been asked, and has answered.
    const only = new Set([faultyDirective.id, 'missing-capacity-hint']);
    expect(await both({ options: { only } })).toEqual([['unused-ignore'], []]);
  });

  it('is not told in tests, unless they are judged, but what does nothing is', async () => {
    const path = 'a_test.go';
    expect(await both({ path })).toEqual([[], []]);
    expect(await both({ path, options: { includeTests: true } })).toEqual([
      ['unused-ignore'],
      ['unused-ignore'],
    ]);
    const wrong = body('//bucketwise:ingore all x', '//bucketwise:ignore few names', 'return 0');
    expect(await kinds(wrong, { path })).toEqual(['unknown-verb', 'unknown-rule']);
  });

  it('is not told where a rule fails', async () => {
    const { docs } = faultyDirective;
    const broken = defineRule<'never'>({
      id: 'missing-capacity-hint',
      group: 'cost',
      since: '0.1.0',
      defaultSeverity: 'hint',
      appliesTo: () => true,
      docs,
      messages: { never: () => '' },
      checkFile() {
        throw new Error('out of order');
      },
    });
    const rules = [broken, ...RULES.filter(({ id }) => id !== broken.id)];
    expect(await both({ rules })).toEqual([[], []]);
  });

  it('is not told where something is out of view', async () => {
    expect(await kinds(`${text}\nfunc (`)).toEqual([]);
    const foreign = `package p

import "example.com/elsewhere"

func f() {
	names := elsewhere.Names()
	//bucketwise:ignore delete-in-range it is cleared once
	for name := range names {
		delete(names, name)
	}
}
`;
    expect(await kinds(foreign)).toEqual([]);
    expect(await kinds(text, { siblings: { 'unread.go': '' } })).toEqual([]);
  });
});

describe('directives that are about directives', () => {
  it('are of use where they hide what is wrong with another', async () => {
    const wrong = '//bucketwise:ignore rule-of-tomorrow few names';
    for (const above of [
      '//bucketwise:ignore faulty-directive the next release knows it',
      '//bucketwise:ignore all so be it',
    ]) {
      expect(await kinds(body(above, wrong, 'return 0'))).toEqual([]);
      expect(await kinds(body(above, UNUSED, 'return 0'))).toEqual([]);
    }
    expect(await kinds(body('//bucketwise:ignore faulty-directive nothing is wrong', 'return 0'))).toEqual([
      'unused-ignore',
    ]);
  });

  it('do not hide what is wrong with themselves', async () => {
    expect(await kinds(body('return 0 //bucketwise:ignore all'))).toEqual(['unused-ignore']);
    expect(await kinds('//bucketwise:ignore faulty-directive\n\npackage p\n')).toEqual(['unused-ignore']);
  });
});

it('judges a file without any map', async () => {
  expect(await kinds('package p\n\n//bucketwise:ingore all x\nvar n int\n')).toEqual(['unknown-verb']);
});

it('takes the level of the settings', async () => {
  const options = { levels: { 'faulty-directive': 'error' } } as const;
  const [finding] = await faults(body(UNUSED, 'return 0'), { options });
  expect(finding?.severity).toBe('error');
});
