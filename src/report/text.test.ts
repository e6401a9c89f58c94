import { describe, expect, it } from 'vitest';
import type { ReportFinding, ReportRange } from './model.ts';
import { COLOURED, PLAIN } from './paint.ts';
import { type TextSummary, renderFinding, renderSummary } from './text.ts';

function range(line: number, from: number, to: number, endLine = line): ReportRange {
  return { start: { line, column: from }, end: { line: endLine, column: to } };
}

const FINDING: ReportFinding = {
  rule: 'missing-capacity-hint',
  kind: 'grows',
  path: 'shop/index.go',
  range: range(3, 10, 30),
  severity: 'information',
  confidence: 'certain',
  heat: { level: 'plain', reasons: [] },
  message: 'Map grows 8 times while it is filled.',
  estimate: {
    layout: 'swiss',
    goVersion: '1.26',
    entries: 1000,
    now: { growths: 8, movedEntries: 1016, allocations: 20, bytes: 74_040 },
    fixed: { growths: 0, movedEntries: 0, allocations: 3, bytes: 37_376 },
  },
  related: [{ path: 'shop/index.go', range: range(5, 2, 25), message: 'filled here' }],
  fixes: [
    { title: 'Add the capacity hint len(users)', applicability: 'safe', edits: [] },
    { title: 'Use a slice', applicability: 'review', edits: [] },
  ],
};

const LINES = new Map([
  [3, '\tseen := make(map[string]bool)'],
  [5, '\tfor _, u := range users {'],
]);

describe('a finding', () => {
  it('has place, message, excerpt, price and fixes', () => {
    expect(renderFinding(FINDING, LINES, PLAIN)).toBe(
      `shop/index.go:3:10: info: Map grows 8 times while it is filled. [missing-capacity-hint]
   3 |     seen := make(map[string]bool)
     |             ^^^^^^^^^^^^^^^^^^^^
 ...
   5 |     for _, u := range users {
     |     ----------------------- filled here
  now    8 growths   1,016 entries moved   20 allocations   74 kB   at 1,000 entries on Go 1.26 (Swiss map)
  fixed  0 growths       0 entries moved    3 allocations   37 kB
  fix    Add the capacity hint len(users) (safe: --fix applies it)
  fix    Use a slice (--fix leaves it to you: look at it first)

`,
    );
  });

  it.each([
    ['hot', '  hot    called in a loop of run; handles a request'],
    ['cold', '  cold   called in a loop of run; handles a request'],
  ] as const)('says why its code is %s', (level, line) => {
    const heat = { level, reasons: ['called in a loop of run', 'handles a request'] };
    const text = renderFinding({ ...FINDING, heat }, LINES, PLAIN);
    expect(text.split('\n')).toContain(line);
    expect(text.split('\n')[0]).toContain(`[missing-capacity-hint, ${level}]`);
  });

  it('says how sure it is when it is not certain, and shows a price without a fix', () => {
    const estimate = { ...FINDING.estimate!, layout: 'classic' as const, goVersion: '1.23', fixed: null };
    const text = renderFinding(
      { ...FINDING, confidence: 'possible', estimate, related: [], fixes: [] },
      LINES,
      PLAIN,
    );
    expect(text).toContain('[missing-capacity-hint, possible]');
    expect(text).toContain(
      '  cost   8 growths   1,016 entries moved   20 allocations   74 kB   at 1,000 entries on Go 1.23 (classic map)\n',
    );
    expect(text).not.toContain('fixed');
  });

  it('puts the caret right under wide characters', () => {
    const lines = new Map([[3, '\tm["地図"] = make(map[string]int)']]);
    const finding = { ...FINDING, range: range(3, 13, 33), estimate: null, related: [], fixes: [] };
    const [, source = '', carets = ''] = renderFinding(finding, lines, PLAIN).split('\n');
    expect(source).toBe('   3 |     m["地図"] = make(map[string]int)');
    // Two cells more than code units before the mark.
    expect(carets).toBe(`     | ${' '.repeat(4 + 11 + 2)}${'^'.repeat(19)}`);
  });

  it('marks the first line of a range over several, and an empty range with one caret', () => {
    const over = renderFinding(
      { ...FINDING, range: range(3, 10, 2, 9), estimate: null, related: [], fixes: [] },
      LINES,
      PLAIN,
    );
    expect(over).toContain('^'.repeat('make(map[string]bool)'.length));
    const empty = renderFinding(
      { ...FINDING, range: range(3, 10, 10), estimate: null, related: [], fixes: [] },
      LINES,
      PLAIN,
    );
    expect(empty).toContain('     |             ^\n');
  });

  it('cuts a very long line around the mark', () => {
    const long = `${'x'.repeat(500)}make(map[int]int)${'y'.repeat(500)}`;
    const finding = { ...FINDING, range: range(3, 501, 518), estimate: null, related: [], fixes: [] };
    const [, source = '', carets = ''] = renderFinding(finding, new Map([[3, long]]), PLAIN).split('\n');
    expect(source).toBe(`   3 | … ${'x'.repeat(40)}make(map[int]int)${'y'.repeat(103)} …`);
    expect(carets.indexOf('^')).toBe(source.indexOf('make'));
    expect(carets.trimEnd().length - carets.indexOf('^')).toBe('make(map[int]int)'.length);
  });

  it('lets no escape sequence of the source through to the terminal', () => {
    const lines = new Map([[3, '// \u001B]0;title\u0007 make(map[string]bool)']]);
    const text = renderFinding({ ...FINDING, path: 'a\u001B[2J.go', related: [] }, lines, PLAIN);
    expect(text).not.toMatch(/[\u001B\u0007]/);
  });

  it('differs from its coloured form by colours only', () => {
    const coloured = renderFinding(FINDING, LINES, COLOURED);
    expect(coloured).toContain('\u001B[34minfo\u001B[39m');
    expect(coloured.replaceAll(/\u001B\[\d+m/g, '')).toBe(renderFinding(FINDING, LINES, PLAIN));
  });
});

describe('the summary', () => {
  const summary: TextSummary = {
    files: 12,
    bytes: 34_567,
    findings: 0,
    skipped: [],
    findingsByRule: new Map(),
    safelyFixable: 0,
    hot: 0,
    heaviest: [],
    hidden: 0,
    suppressed: 0,
    generatedFiles: 0,
    excludedFiles: 0,
    syntaxErrors: 0,
    filesWithSyntaxErrors: 0,
    goVersions: new Map([['Go 1.26.2 (installed)', 3]]),
    fixed: undefined,
  };

  it('is short when there is nothing to say', () => {
    expect(renderSummary(summary, PLAIN)).toBe(
      'No findings in 12 files (35 kB).\nPriced for Go 1.26.2 (installed).\n',
    );
  });

  it('tells all there is', () => {
    const text = renderSummary(
      {
        ...summary,
        findings: 6,
        findingsByRule: new Map([
          ['b-rule', 1],
          ['delete-in-range', 4],
          ['a-rule', 1],
        ]),
        safelyFixable: 3,
        heaviest: [
          { path: 'a.go', line: 7, savedBytes: 1_200_000 },
          { path: 'b.go', line: 12, savedBytes: 54_000 },
        ],
        hidden: 21,
        suppressed: 2,
        generatedFiles: 1,
        excludedFiles: 3,
        syntaxErrors: 7,
        filesWithSyntaxErrors: 1,
        goVersions: new Map([
          ['Go 1.24 (go line)', 1],
          ['Go 1.26.2 (installed)', 3],
        ]),
        fixed: { findings: 5, files: 2 },
        skipped: [{ path: 'big.go', reason: 'larger than 2,000,000 bytes (10,000,000)' }],
      },
      PLAIN,
    );
    expect(text).toBe(`Fixed 5 findings in 2 files.
6 findings in 12 files (35 kB): 4 delete-in-range, 1 a-rule, 1 b-rule.
3 can be fixed safely: --diff shows how, --fix does it.
Most to gain: a.go:7 (1.2 MB), b.go:12 (54 kB).
Not shown: 21 more with --all, 2 silenced by comments.
Priced for Go 1.26.2 (installed) (3 directories); Go 1.24 (go line) (1 directory).
Nothing is reported in 1 generated file and 3 excluded files; 7 syntax errors in 1 file passed over.
Skipped 1:
  big.go: larger than 2,000,000 bytes (10,000,000)
`);
  });

  it('does not fill the screen with skipped files', () => {
    const skipped = Array.from({ length: 23 }, (_, index) => ({
      path: `f${index}.go`,
      reason: 'no permission',
    }));
    const text = renderSummary({ ...summary, skipped }, PLAIN);
    expect(text).toContain('  f19.go: no permission\n  and 3 more; --format json names them all\n');
    expect(text).not.toContain('f20.go');
  });
});
