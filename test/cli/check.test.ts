import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { FindingsDocument } from '../../src/report/json.ts';
import { faultyDirective } from '../../src/rules/faulty-directive/rule.ts';
import { bucketwise } from './bucketwise.ts';
import { EXAMPLE_MODULE } from './example-module.ts';
import { temporaryTree } from './temporary-tree.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../docs/findings.schema.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;
const isValid = new Ajv2020({ allErrors: true, strict: true, strictRequired: false }).compile(schema);

function golden(name: string): string {
  return new URL(`golden/${name}`, import.meta.url).pathname;
}

function document(stdout: string): FindingsDocument {
  const parsed: unknown = JSON.parse(stdout);
  isValid(parsed);
  expect(isValid.errors).toBeNull();
  return parsed as FindingsDocument;
}

describe('the example module', () => {
  it('as text', async () => {
    const root = temporaryTree(EXAMPLE_MODULE);
    const { status, stdout, stderr } = await bucketwise(root, ['check']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    await expect(stdout).toMatchFileSnapshot(golden('check.txt'));
  });

  it('with every rule, in tests too, as text', async () => {
    const root = temporaryTree(EXAMPLE_MODULE);
    const { stdout } = await bucketwise(root, ['check', '--all', '--tests', '--go', '1.23', 'orders']);
    await expect(stdout).toMatchFileSnapshot(golden('check-all-go1.23.txt'));
  });

  it('as JSON that follows the published schema', async () => {
    const root = temporaryTree(EXAMPLE_MODULE);
    const { status, stdout, stderr } = await bucketwise(root, ['check', '--format', 'json', './...']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const { findings, summary } = document(stdout);
    expect(summary.findings).toBe(findings.length);
    const anyVersion = stdout.replace(/("name": "bucketwise",\s+"version": )"[^"]+"/, '$1"0.0.0"');
    await expect(anyVersion).toMatchFileSnapshot(golden('check.json'));
  });

  it('as a patch', async () => {
    const root = temporaryTree(EXAMPLE_MODULE);
    const { stdout } = await bucketwise(root, ['check', '--diff', 'orders']);
    await expect(stdout).toMatchFileSnapshot(golden('fix.diff'));
  });

  it('fixed: what --fix did is not found again, and line ends stay as they were', async () => {
    const root = temporaryTree(EXAMPLE_MODULE);
    const first = await bucketwise(root, ['check', '--fix', '--format', 'json']);
    const remaining = document(first.stdout);
    expect(
      remaining.findings.flatMap(({ fixes }) => fixes).filter((fix) => fix.applicability === 'safe'),
    ).toEqual([]);

    const labels = readFileSync(join(root, 'labels/labels.go'), 'utf8');
    expect(labels).toContain('make(map[string]int, len(names))\r\n');
    expect(labels.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(labels.startsWith('\uFEFFpackage')).toBe(true);

    const second = await bucketwise(root, ['check', '--fix', '--format', 'json']);
    expect(document(second.stdout).findings).toEqual(remaining.findings);
    expect(readFileSync(join(root, 'labels/labels.go'), 'utf8')).toBe(labels);
  });
});

describe('a misspelt directive', () => {
  it.each([
    ['ignore missing-capacity-hnit', 'ignore missing-capacity-hint'],
    ['ignore,missing-capacity-hint', 'ignore missing-capacity-hint'],
    ['ingore missing-capacity-hnit', 'ignore missing-capacity-hint'],
    ['ignore: all', 'ignore all'],
  ])('is respelt before --fix does what it was written against: %s', async (misspelt, meant) => {
    const { docs } = faultyDirective;
    const written = (directive: string): string =>
      docs.good.replace('ignore missing-capacity-hint', directive);
    const root = temporaryTree({ 'a.go': written(misspelt) });
    const { status, stderr } = await bucketwise(root, ['check', '--fix']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(readFileSync(join(root, 'a.go'), 'utf8')).toBe(written(meant));
  });
});

describe('places', () => {
  it('count UTF-16 units, without the byte order mark, and name what they say', async () => {
    const root = temporaryTree(EXAMPLE_MODULE);
    const { stdout } = await bucketwise(root, ['check', '--format', 'json', './labels/labels.go']);
    const [finding] = document(stdout).findings;
    const text = EXAMPLE_MODULE['labels/labels.go'] ?? '';
    const line = text.replace('\uFEFF', '').split('\r\n')[(finding?.range.start.line ?? 0) - 1] ?? '';
    expect(finding?.path).toBe('labels/labels.go');
    expect(
      line.slice((finding?.range.start.column ?? 0) - 1, (finding?.range.end.column ?? 0) - 1),
    ).toContain('make(map[string]int)');
  });

  it('begin with the path as given', async () => {
    const root = temporaryTree(EXAMPLE_MODULE);
    const paths = async (path: string): Promise<string[]> => {
      const { stdout } = await bucketwise(root, ['check', '--format', 'json', path]);
      return [...new Set(document(stdout).findings.map((finding) => finding.path))];
    };
    expect(await paths('labels')).toEqual(['labels/labels.go']);
    expect(await paths(root)).toEqual([
      join(root, 'labels/labels.go'),
      join(root, 'orders/customers.go'),
      join(root, 'orders/index.go'),
    ]);
  });
});

describe('options', () => {
  async function rulesFound(...args: string[]): Promise<string[]> {
    const root = temporaryTree(EXAMPLE_MODULE);
    const { stdout } = await bucketwise(root, ['check', '--format', 'json', ...args]);
    return [...new Set(document(stdout).findings.map(({ rule }) => rule))].sort();
  }

  it('--rule leaves the others out, and brings in what is off by default', async () => {
    expect(await rulesFound('--rule', 'delete-in-range')).toEqual(['delete-in-range']);
    expect(await rulesFound('--rule', 'bool-map-as-set', '--go', '1.22')).toEqual(['bool-map-as-set']);
  });

  it('--tests brings in the tests', async () => {
    const root = temporaryTree(EXAMPLE_MODULE);
    const tested = async (...args: string[]): Promise<boolean> => {
      const { stdout } = await bucketwise(root, ['check', '--format', 'json', ...args]);
      return document(stdout).findings.some(({ path }) => path.endsWith('_test.go'));
    };
    expect(await tested()).toBe(false);
    expect(await tested('--tests')).toBe(true);
  });

  it('--min-entries hides a map known to be small, and the summary says how many', async () => {
    const root = temporaryTree(EXAMPLE_MODULE);
    const { stdout } = await bucketwise(root, ['check', '--min-entries', '501', 'orders/index.go']);
    expect(stdout).not.toContain('map[int]int');
    expect(stdout).toMatch(/Not shown: \d+ more with --all/);
  });
});

describe('other commands', () => {
  it('explain shows the page of a rule, and lists all without one', async () => {
    const page = await bucketwise('/', ['explain', 'missing-capacity-hint']);
    expect(page.status).toBe(0);
    expect(page.stdout).toMatch(/^# .*missing-capacity-hint/);
    const list = await bucketwise('/', ['explain']);
    expect(list.stdout).toMatch(/^bool-map-as-set +(cost|style) +\S/m);
  });

  it('help and version', async () => {
    expect((await bucketwise('/', ['--help'])).stdout).toContain('bucketwise check [options] [paths...]');
    expect((await bucketwise('/', ['check', '--help'])).stdout).toContain('--min-bytes SIZE');
    expect((await bucketwise('/', ['--version'])).stdout).toMatch(/^bucketwise \d+\.\d+\.\d+\n$/);
  });
});
