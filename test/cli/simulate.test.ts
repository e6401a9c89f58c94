import { readFileSync } from 'node:fs';
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

  it.each([40, 57, 80, 200])('never wider than %i cells', async (width) => {
    for (const line of [`--go 1.23 ${STORY} --compare go=1.26`, `--go 1.26 ${STORY}`]) {
      const { stdout } = await simulate(line, UTF8, width);
      expect(stdout.split('\n').filter((each) => each.length > width)).toEqual([]);
    }
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

it('explains itself', async () => {
  const { status, stdout } = await bucketwise('/', ['simulate', '--help']);
  expect(status).toBe(0);
  expect(stdout).toContain('--compare go=VERSION');
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
});
