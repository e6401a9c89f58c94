import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { SimulationDocument } from '../../src/report/simulation-json.ts';
import { bucketwise } from './bucketwise.ts';
import { temporaryTree } from './temporary-tree.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../docs/simulation.schema.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;
const isValid = new Ajv2020({
  allErrors: true,
  strict: true,
  strictRequired: false,
  allowUnionTypes: true,
}).compile(schema);

const UTF8 = { LANG: 'en_GB.UTF-8' };

function golden(name: string): string {
  return new URL(`golden/simulate-${name}`, import.meta.url).pathname;
}

async function simulate(line: string, env: Readonly<Record<string, string>> = UTF8, columns?: number) {
  return bucketwise('/', ['simulate', ...line.split(' ')], env, columns);
}

async function document(line: string): Promise<SimulationDocument> {
  const { stdout, stderr, status } = await simulate(`${line} --format json`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const parsed: unknown = JSON.parse(stdout);
  isValid(parsed);
  expect(isValid.errors).toBeNull();
  return parsed as SimulationDocument;
}

const STORY = '--key string --elem int64 --fill 20_000 --delete 0.9 --churn 5000';

describe('as text', () => {
  it.each([
    ['classic.txt', '--go 1.23 --key string --elem int64 --fill 100000'],
    ['swiss-hint.txt', '--go 1.26 --key int64 --elem struct{} --fill 10000 --compare hint'],
    ['versions.txt', `--go 1.23 ${STORY} --compare go=1.26`],
    ['same-size.txt', '--go 1.22 --key int64 --elem int64 --fill 90 --churn 50000'],
    ['estimate.txt', '--go 1.26 --key int64 --elem int64 --fill 1e7 --compare hint'],
    ['narrow.txt', '--go 1.21 --arch 386 --key uint8 --elem [200]byte --fill 100 --hint 50'],
  ])('%s', async (name, line) => {
    const { status, stdout, stderr } = await simulate(line, UTF8, name === 'narrow.txt' ? 60 : undefined);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot(golden(name));
  });

  it('in plain ASCII where the locale knows no more', async () => {
    const line = `--go 1.26 ${STORY} --compare hint`;
    const { stdout } = await simulate(line, { LANG: 'C' });
    expect(stdout).toMatch(/^[\x20-\x7E\n]+$/);
    await expect(stdout).toMatchFileSnapshot(golden('ascii.txt'));
    const same = await simulate(line, { LC_ALL: 'POSIX', LANG: 'en_GB.UTF-8' });
    expect(same.stdout).toBe(stdout);
    const unicode = await simulate(line, { LC_CTYPE: 'C.utf8', LANG: 'C' });
    expect(unicode.stdout).toContain('█');
  });

  it.each([
    ['swiss-hint-40.txt', 40],
    ['swiss-hint-60.txt', 60],
  ])('%s', async (name, columns) => {
    const line = '--go 1.26 --key string --elem int64 --fill 20000 --compare hint';
    const { stdout } = await simulate(line, UTF8, columns);
    await expect(stdout).toMatchFileSnapshot(golden(name));
  });

  describe.each([40, 57, 60, 80, 120, 200])('in lines of %i cells', (width) => {
    it.each([
      `--go 1.23 ${STORY} --compare go=1.26`,
      `--go 1.26 ${STORY}`,
      `--go 1.22 --key int64 --elem int64 --fill 90 --churn 50000`,
      `--go 1.23 --key string --elem int64 --fill 1_000_000 --compare go=1.26`,
      '--go 1.26 --key int64 --elem int64 --fill 1e12 --compare hint',
    ])('nothing is wider, and no figure is cut or left out: %s', async (line) => {
      const { stdout } = await simulate(line, UTF8, width);
      expect(stdout.split('\n').filter((each) => each.length > width)).toEqual([]);
      expect(stdout).not.toContain('…');
      const wide = await simulate(line, UTF8, 200);
      const totals = (text: string): readonly string[] =>
        [...(text.split('\nGrowth')[0] ?? '').matchAll(/[-+]?\d[\d,.]*(?: (?:[kMGT]?B|%))?/g)]
          .map(([figure]) => figure)
          .sort();
      expect(new Set(totals(stdout))).toEqual(new Set(totals(wide.stdout)));
      // The first numbers of the rows of each growth table, and what they moved.
      const moved = (text: string): readonly string[] =>
        [...text.matchAll(/^ *([\d,]+)(?:–[\d,]*)? +.*?(?:\d|split|size|\)) {2,}([\d,]+)(?: |$)/gm)].map(
          ([, operation = '', entries = '']) => `${operation} ${entries}`,
        );
      expect(moved(stdout)).toEqual(moved(wide.stdout));
      expect(moved(stdout).length > 0).toBe(!line.includes('1e12'));
    });
  });

  it('as wide as COLUMNS says where no terminal does', async () => {
    const line = '--go 1.26 --key int --elem int --fill 100';
    const wide = await simulate(line, { ...UTF8, COLUMNS: '100' });
    expect(wide.stdout).toBe((await simulate(line, UTF8, 100)).stdout);
    const terminal = await simulate(line, { ...UTF8, COLUMNS: '100' }, 50);
    expect(terminal.stdout).toBe((await simulate(line, UTF8, 50)).stdout);
    for (const COLUMNS of ['', '0', 'wide', '-5']) {
      expect((await simulate(line, { ...UTF8, COLUMNS })).stdout).toBe(
        (await simulate(line, UTF8, 80)).stdout,
      );
    }
  });

  it.each([
    ['string', 'int', 'keys'],
    ['int', '*int', 'elements'],
    ['string', '[]byte', 'keys and elements'],
  ])('says that map[%s]%s is counted without what its entries point to', async (key, elem, which) => {
    const { stdout } = await simulate(`--go 1.26 --key ${key} --elem ${elem} --fill 9`, UTF8, 120);
    expect(stdout).toContain(
      `\nNot counted: what ${which} point to (the bytes of strings, the values behind pointers).\n`,
    );
  });

  it('says nothing of pointers where there are none', async () => {
    const { stdout } = await simulate('--go 1.26 --key [200]byte --elem int --fill 9');
    expect(stdout).not.toContain('Not counted');
  });

  it('says which run is measured by which', async () => {
    const line = '--go 1.23 --key int --elem int --fill 9';
    const versions = await simulate(`${line} --compare go=1.26`);
    expect(versions.stdout).toContain('\nDifference: Go 1.26 against Go 1.23.\n');
    const hints = await simulate(`${line} --hint 2 --compare hint`);
    expect(hints.stdout).toContain('\nDifference: hint 9 against hint 2.\n');
    expect((await simulate(line)).stdout).not.toContain('Difference');
  });

  it.each([
    ['--fill 5e6', 'An estimate: so many operations are not simulated one by one.'],
    [
      '--fill 10 --hint 1e9',
      'An estimate: maps made with a hint above 4,000,000 are not simulated slot by slot.',
    ],
  ])('says why %s is estimated', async (options, text) => {
    const { stdout } = await simulate(`--go 1.26 --key int64 --elem int64 ${options}`, UTF8, 200);
    expect(stdout).toContain(text);
  });

  it.each(['1.23', '1.26'])('says that Go %s ignores a hint no process has the memory for', async (go) => {
    const line = `--go ${go} --arch 386 --key int64 --elem int64 --fill 1000`;
    const ignored = await simulate(`${line} --hint 1e12`);
    expect(ignored.stdout).toContain(
      `\nGo ${go} ignores the hint 1,000,000,000,000: no process could have the memory.\n`,
    );
    const [withHint, without] = await Promise.all([document(`${line} --hint 1e12`), document(line)]);
    expect(withHint.runs[0]).toEqual({ ...without.runs[0], hint: 1e12, hintIgnored: true });
  });

  it('says what churn does to an empty map', async () => {
    const line = '--go 1.26 --key int --elem int';
    const remark =
      'Those rounds begin with an empty map: the first has nothing to delete, and leaves one entry.';
    for (const program of ['--fill 0 --churn 5', '--fill 10 --delete 1 --churn 5']) {
      const { stdout } = await simulate(`${line} ${program}`, UTF8, 200);
      expect(stdout).toContain(remark);
      expect(stdout).toMatch(/\nentries +1\n/);
    }
    expect((await simulate(`${line} --fill 1 --churn 5`, UTF8, 200)).stdout).not.toContain('empty map');
  });

  it('takes a release candidate for its release, and says so', async () => {
    const line = '--key int --elem int --fill 10';
    const { stdout, stderr, status } = await simulate(`--go 1.26rc1 ${line}`);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'bucketwise: --go 1.26rc1: only releases are modelled; the maps are those of Go 1.26\n',
    });
    expect(stdout).toBe((await simulate(`--go 1.26 ${line}`)).stdout);
  });

  it('coloured only when asked to or on a terminal', async () => {
    const line = '--go 1.26 --key int --elem int --fill 100';
    const coloured = await simulate(line, { ...UTF8, FORCE_COLOR: '1' });
    const plain = await simulate(line, { ...UTF8, NO_COLOR: '1', FORCE_COLOR: '1' });
    expect(coloured.stdout).toContain('\u001B[1mGrowth\u001B[22m');
    expect(coloured.stdout.replace(/\u001B\[\d+m/g, '')).toBe(plain.stdout);
  });

  it('says which Go it took, and from where', async () => {
    const root = temporaryTree({ 'go.mod': 'module shop\n\ngo 1.25\n' });
    const args = ['simulate', '--key', 'int', '--elem', 'int', '--fill', '10'];
    const named = await bucketwise(root, args);
    expect(named.stdout).toMatch(/^map\[int\]int on Go 1\.25, amd64\n/);
    expect(named.stdout).toContain('Which Go: Go 1.25 (go line).');
    const experiment = await bucketwise(root, args, { GOEXPERIMENT: 'noswissmap' });
    expect(experiment.stdout).toMatch(/^map\[int\]int on Go 1\.25 noswissmap, amd64\n/);
    const chosen = await bucketwise(root, [...args, '--go', '1.19']);
    expect(chosen.stdout).toMatch(/^map\[int\]int on Go 1\.19, amd64\n/);
    expect(chosen.stdout).not.toContain('Which Go');
  });
});

describe('as JSON', () => {
  it('follows the published schema', async () => {
    const { stdout } = await simulate(
      '--go 1.23 --key string --elem int64 --fill 30 --compare go=1.26 --format json',
    );
    const parsed: unknown = JSON.parse(stdout);
    isValid(parsed);
    expect(isValid.errors).toBeNull();
    const anyVersion = stdout.replace(/("name": "bucketwise",\s+"version": )"[^"]+"/, '$1"0.0.0"');
    await expect(anyVersion).toMatchFileSnapshot(golden('compare.json'));
  });

  it.each([
    '--go 1.27 --splitgroups --key int64 --elem bool --fill 5000 --churn 20000',
    '--go 1.24 --noswissmap --compare go=1.24 --key [200]byte --elem any --fill 1000 --delete 1',
    '--go 1.18 --arch arm64 --key struct{} --elem int --fill 1 --hint 0',
    '--go 1.25 --key int64 --elem int64 --fill 0',
    '--go 1.23 --key int64 --elem int64 --fill 5e6 --hint fill',
    '--go 1.26 --key int64 --elem int64 --fill 100 --churn 500 --churn-order oldest --hint 1e12',
  ])('of %s, too', async (line) => {
    expect((await document(line)).version).toBe(1);
  });

  it('tells the growths that its totals count', async () => {
    for (const go of ['1.21', '1.23', '1.24', '1.27']) {
      const { runs } = await document(`--go ${go} ${STORY}`);
      const [{ totals, growth, operations }] = runs as [SimulationDocument['runs'][number]];
      const sameSize = growth?.filter(({ kind }) => kind === 'same-size').length;
      expect(growth?.length).toBe(totals.growths + (totals.sameSizeGrowths ?? 0));
      expect(sameSize).toBe(totals.sameSizeGrowths ?? 0);
      expect(growth?.reduce((sum, { movedEntries }) => sum + movedEntries, 0)).toBe(totals.movedEntries);
      expect(operations).toBe(20_000 + 18_000 + 2 * 5000);
      expect(totals.entries).toBe(2000);
    }
  });

  it('deletes the oldest entries, or any', async () => {
    const line = '--go 1.25 --key uint8 --elem int --fill 100 --churn 150';
    const [any, random, oldest] = await Promise.all([
      document(line),
      document(`${line} --churn-order random`),
      document(`${line} --churn-order oldest`),
    ]);
    expect(any).toEqual(random);
    expect(oldest.program).toEqual({ ...any.program, churnOrder: 'oldest' });
    expect(oldest.runs[0]?.totals.tombstones).not.toBe(any.runs[0]?.totals.tombstones);
  });

  it('shows the lasting growth that docs/map-claims.md tells of churn', async () => {
    for (const [go, slots] of [
      ['1.23', 1024],
      ['1.24', 4096],
      ['1.26', 2048],
    ] as const) {
      const line = `--go ${go} --key int64 --elem int64 --fill 800 --churn 48000 --churn-order oldest`;
      expect((await document(line)).runs[0]?.totals.slots).toBe(slots);
    }
  });

  it('gives the same run for the same seed only', async () => {
    const line = '--go 1.23 --key int64 --elem int64 --fill 5000';
    const [first] = (await document(`${line} --seed 5`)).runs;
    const [again] = (await document(`${line} --seed 5`)).runs;
    const [other] = (await document(`${line} --seed 6`)).runs;
    expect(again).toEqual(first);
    expect(other?.totals.overflowBuckets).not.toBe(first?.totals.overflowBuckets);
  });

  it('lays types out for the target', async () => {
    const line = '--go 1.26 --key string --elem time.Time --fill 9';
    expect((await document(`${line} --arch arm64`)).elem.size).toBe(24);
    expect((await document(`${line} --arch 386`)).elem.size).toBe(20);
  });
});

describe('as CSV', () => {
  it('has a header and a row for each chosen operation', async () => {
    const { status, stdout, stderr } = await simulate(
      '--go 1.23 --key int64 --elem int64 --fill 15 --delete 0.2 --churn 2 --compare hint --format csv',
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot(golden('compare.csv'));
  });

  it('samples a long run, and leaves no growth out', async () => {
    const line = '--go 1.26 --key int64 --elem int64 --fill 50_000';
    const { stdout } = await simulate(`${line} --format csv`);
    const [header = '', ...rows] = stdout.trimEnd().split('\n');
    const names = header.split(',');
    const column = (name: string): number[] => rows.map((row) => Number(row.split(',')[names.indexOf(name)]));
    const operations = column('operation');
    const { runs } = await document(line);
    const grown = new Set(runs[0]?.growth?.map(({ operation }) => operation));
    expect(operations.filter((operation) => grown.has(operation))).toHaveLength(grown.size);
    expect(operations.length).toBeLessThanOrEqual(1 + 1000 + grown.size);
    expect(operations).toEqual([...operations].sort((a, b) => a - b));
    expect([operations[0], operations.at(-1)]).toEqual([0, 50_000]);
    expect(column('allocated_bytes').at(-1)).toBe(runs[0]?.totals.bytes);
    expect(rows.every((row) => row.split(',').length === names.length)).toBe(true);
  });
});

describe('what cannot be run', () => {
  it.each([
    ['--elem int --fill 1', '--key is missing: the Go type of the keys, for example --key string'],
    [
      '--key []byte --elem int --fill 1',
      '--key []byte: a slice cannot be compared and so cannot be a map key',
    ],
    [
      '--key int --elem int --fill 100k',
      '--fill takes a whole number like 100000, 1_000_000 or 1e6, not "100k"',
    ],
    ['--key bool --elem int --fill 3', '--fill 3: bool has only 2 values'],
    [
      '--go 1.26 --noswissmap --key int --elem int --fill 1',
      '--noswissmap: Go 1.24 and 1.25 alone know this experiment, not Go 1.26',
    ],
    [
      '--go 1.26 --splitgroups --key int --elem int --fill 1',
      '--splitgroups: Go 1.27 alone knows this experiment, not Go 1.26',
    ],
    [
      '--go 1.26.1 --compare go=1.26.3 --key int --elem int --fill 1',
      '--compare go takes another version than Go 1.26.1, which runs anyway',
    ],
    [
      '--go 1.26 --key int --elem int --fill 3e6 --delete 0.5',
      '--fill, --delete and --churn make 4,500,000 operations; at most 4,000,000 can be simulated',
    ],
    [
      '--go 1.26 --key int --elem int --fill 3 --hint 5e6 --churn 1',
      '--hint takes at most 4,000,000 with --delete or --churn',
    ],
    [
      '--go 1.26 --key int --elem int --fill 5e6 --format csv',
      '--format csv needs a --fill and a --hint of at most 4,000,000',
    ],
    [
      '--go 1.26 --key int --elem [1073741824]byte --fill 1e12',
      '--fill: so many entries of this size take more bytes than can be counted exactly',
    ],
  ])('%s', async (line, message) => {
    expect(await simulate(line)).toEqual({
      status: 2,
      stdout: '',
      stderr: `bucketwise: ${message}\n\nAll options: bucketwise simulate --help\n`,
    });
  });

  it('shows no control characters of a type', async () => {
    const args = ['simulate', '--key', 'in\u001B[2Jt', '--elem', 'int', '--fill', '1'];
    const { status, stderr } = await bucketwise('/', args);
    expect(status).toBe(2);
    expect(stderr).not.toMatch(/[^\P{Cc}\n]/u);
  });
});

describe('documentation', () => {
  it('of the README shows what the command prints', async () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const [, line = '', shown = ''] =
      /^node dist\/cli\.cjs simulate (.+)\n```\n\n```text\n([^`]+)```$/m.exec(readme) ?? [];
    expect(line).toContain('--compare hint');
    const { stdout } = await simulate(line);
    expect(stdout.slice(0, shown.length)).toBe(shown);
    expect(stdout.slice(shown.length)).toMatch(/^\nGrowth, no hint\n/);
  });
});

it('explains itself, and the terms of its output', async () => {
  const { status, stdout } = await bucketwise('/', ['simulate', '--help']);
  expect(status).toBe(0);
  expect(stdout).toContain('--compare go=VERSION');
  for (const page of ['docs/simulator.md', 'docs/map-claims.md', 'docs/simulation.schema.json']) {
    expect(stdout).toContain(page);
    expect(existsSync(new URL(`../../${page}`, import.meta.url))).toBe(true);
  }
  const terms = stdout.slice(stdout.indexOf('\nTerms:\n'));
  for (const term of ['bucket', 'overflow bucket', 'evacuation', 'group', 'table', 'directory', 'split']) {
    expect(terms).toMatch(new RegExp(`^ {2}(?:[a-z ]+, )?${term}(?:, [a-z ]+)? {2}`, 'm'));
  }
  expect(terms).toMatch(/^ {2}tombstone .*^ {2}moved .*^ {2}probe /ms);
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
});
