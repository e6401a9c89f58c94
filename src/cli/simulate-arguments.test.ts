import { describe, expect, it } from 'vitest';
import { parseInvocation } from './arguments.ts';
import type { SimulateOptions } from './simulate-arguments.ts';

function parse(line: string) {
  return parseInvocation(['simulate', ...line.split(' ').filter((word) => word !== '')], []);
}

const NEEDED = '--key string --elem int64';

function options(line: string): SimulateOptions {
  const invocation = parse(line);
  if (invocation.kind !== 'simulate') throw new Error(JSON.stringify(invocation));
  return invocation.options;
}

describe('simulate', () => {
  it('needs types and a number of entries only', () => {
    expect(options(`${NEEDED} --fill 100`)).toEqual({
      go: undefined,
      key: 'string',
      elem: 'int64',
      fill: 100,
      hint: undefined,
      delete: 0,
      churn: 0,
      churnOrder: 'random',
      architecture: 'amd64',
      noSwissMap: false,
      splitGroups: false,
      seed: 0,
      format: 'text',
      compare: undefined,
      html: undefined,
      remarks: [],
    });
  });

  it('takes every option', () => {
    const line =
      '--go 1.24.3 --key [16]byte --elem *T --fill 1_000_000 --hint 2e6 --delete 0.25 --churn 5 --churn-order oldest --arch 386 --noswissmap' +
      ' --splitgroups --seed 0 --format csv --compare go=1.26';
    expect(options(line)).toEqual({
      go: { major: 1, minor: 24, patch: 3 },
      key: '[16]byte',
      elem: '*T',
      fill: 1_000_000,
      hint: 2_000_000,
      delete: 0.25,
      churn: 5,
      churnOrder: 'oldest',
      architecture: '386',
      noSwissMap: true,
      splitGroups: true,
      seed: 0,
      format: 'csv',
      compare: { kind: 'go', go: { major: 1, minor: 26, patch: 0 } },
      html: undefined,
      remarks: [],
    });
  });

  it('takes the number of entries as the hint', () => {
    expect(options(`${NEEDED} --fill 1e3 --hint fill`).hint).toBe(1000);
    expect(options(`${NEEDED} --fill 1e3 --hint 10 --compare hint`).compare).toEqual({ kind: 'hint' });
  });

  it('takes a page in the place of other output', () => {
    expect(options(`${NEEDED} --fill 1e3 --html map.html`).html).toBe('map.html');
    expect(options(`${NEEDED} --fill 1e3 --arch arm64 --html -`).html).toBe('-');
  });

  it.each([
    ['1', 1],
    ['1.', 1],
    ['.5', 0.5],
    ['0', 0],
  ])('reads the share %s', (text, share) => {
    expect(options(`${NEEDED} --fill 1 --delete ${text}`).delete).toBe(share);
  });

  it.each([
    ['', '--key is missing: the Go type of the keys, for example --key string'],
    ['--key string', '--elem is missing: the Go type of the elements, for example --elem int64'],
    ['--key= --elem int', '--key is missing: the Go type of the keys, for example --key string'],
    [NEEDED, '--fill is missing: how many entries to insert, for example --fill 100000'],
    [`${NEEDED} --fill 100k`, '--fill takes a whole number like 100000, 1_000_000 or 1e6, not "100k"'],
    [`${NEEDED} --fill 1.5`, '--fill takes a whole number like 100000, 1_000_000 or 1e6, not "1.5"'],
    [`${NEEDED} --fill 1,000`, '--fill takes a whole number like 100000, 1_000_000 or 1e6, not "1,000"'],
    [`${NEEDED} --fill=-1`, '--fill takes a whole number like 100000, 1_000_000 or 1e6, not "-1"'],
    [`${NEEDED} --fill -5`, '--fill takes a whole number like 100000, 1_000_000 or 1e6, not "-5"'],
    [
      `${NEEDED} --fill 1 --churn -.5`,
      '--churn takes a whole number like 100000, 1_000_000 or 1e6, not "-.5"',
    ],
    [`${NEEDED} --fill 1 --hint -1`, '--hint takes a whole number, or fill for that of --fill, not "-1"'],
    [`${NEEDED} --fill 1__0`, '--fill takes a whole number like 100000, 1_000_000 or 1e6, not "1__0"'],
    [`${NEEDED} --fill 1e13`, '--fill takes at most 1,099,511,627,776, not "1e13"'],
    [`${NEEDED} --fill 1 --hint all`, '--hint takes a whole number, or fill for that of --fill, not "all"'],
    [
      `${NEEDED} --fill 1 --delete 90%`,
      '--delete takes a share of the entries from 0 to 1, like 0.9, not "90%"',
    ],
    [`${NEEDED} --fill 1 --delete 2`, '--delete takes a share of the entries from 0 to 1, like 0.9, not "2"'],
    [`${NEEDED} --fill 1 --churn x`, '--churn takes a whole number like 100000, 1_000_000 or 1e6, not "x"'],
    [`${NEEDED} --fill 1 --seed x`, '--seed takes a whole number like 100000, 1_000_000 or 1e6, not "x"'],
    [`${NEEDED} --fill 1 --churn 1 --churn-order newest`, '--churn-order is random or oldest, not "newest"'],
    [
      `${NEEDED} --fill 1 --churn-order oldest`,
      '--churn-order says what --churn deletes, and there is no --churn',
    ],
    [`${NEEDED} --fill 1 --arch mips`, '--arch is amd64, arm64 or 386, not "mips"'],
    [`${NEEDED} --fill 1 --format xml`, '--format is text, json or csv, not "xml"'],
    [`${NEEDED} --fill 1 --go 1.17`, '--go 1.17: Bucketwise knows the maps of Go 1.18 to 1.27'],
    [`${NEEDED} --fill 1 --compare 1.26`, '--compare is hint or go=VERSION, for example go=1.26, not "1.26"'],
    [`${NEEDED} --fill 1 --compare go=tip`, '--compare go takes a version like 1.24 or 1.26.1, not "tip"'],
    [
      `${NEEDED} --fill 1e3 --hint fill --compare hint`,
      '--compare hint sets a run beside one with the hint 1,000, and --hint gives that already',
    ],
    [`${NEEDED} --fill 1 --html=`, '--html takes the name of a file, or - for standard output'],
    [
      `${NEEDED} --fill 1 --html a.html --format json`,
      '--html writes a page in the place of what --format shows',
    ],
    [
      `${NEEDED} --fill 1 --html a.html --arch 386`,
      '--html shows maps of 64-bit programs, not those of --arch 386',
    ],
    [`${NEEDED} --fill 1 ./src`, 'simulate takes options only, not "./src"; a type with blanks needs quotes'],
    [`${NEEDED} --fill`, "option '--fill <value>' argument missing"],
    [`${NEEDED} --nope`, "unknown option '--nope'"],
    [`${NEEDED} --constructor`, "unknown option '--constructor'"],
    [`${NEEDED} --fil 1`, "unknown option '--fil'; did you mean --fill?"],
    [`${NEEDED} --churn-ordre=oldest`, "unknown option '--churn-ordre'; did you mean --churn-order?"],
    ['-key string', "unknown option '-key'; did you mean --key?"],
    [`${NEEDED} --fill 1 --fill 2`, '--fill is given twice'],
    [`${NEEDED} --fill 1 --noswissmap --noswissmap`, '--noswissmap is given twice'],
  ])('refuses "%s"', (line, message) => {
    expect(parse(line)).toEqual({ kind: 'mistake', message, topic: 'simulate' });
  });

  it('says that only releases are modelled', () => {
    const line = `${NEEDED} --fill 1 --go go1.26rc1 --compare go=1.25.3-custom`;
    expect(options(line)).toMatchObject({
      go: { major: 1, minor: 26, patch: 0 },
      remarks: [
        '--go go1.26rc1: only releases are modelled; the maps are those of Go 1.26',
        '--compare go 1.25.3-custom: only releases are modelled; the maps are those of Go 1.25.3',
      ],
    });
    expect(options(`${NEEDED} --fill 1 --go go1.26.1 --compare go=1.25`).remarks).toEqual([]);
  });

  it('shows its help', () => {
    expect(parse('--help')).toEqual({ kind: 'help', topic: 'simulate' });
    expect(parseInvocation(['help', 'simulate'], [])).toEqual({ kind: 'help', topic: 'simulate' });
  });
});
