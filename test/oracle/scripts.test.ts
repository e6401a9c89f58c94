import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';

const SCRIPTS = join(import.meta.dirname, '../../scripts');
const work = mkdtempSync(join(tmpdir(), 'bucketwise-oracle-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

function run(script: string, ...args: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(SCRIPTS, script), ...args], {
    encoding: 'utf8',
  });
  return { lines: stdout.trimEnd().split('\n'), stderr, status };
}

function write(name: string, json: unknown): string {
  const path = join(work, name);
  writeFileSync(path, typeof json === 'string' ? json : JSON.stringify(json));
  return path;
}

/** Columns of a small map of Go 1.26. */
const NINE = {
  ...{ bytes: 520, mallocs: 5, capacity: 16, tables: 1, dirLen: 1, globalDepth: 0, minLocalDepth: 0 },
  ...{ growthLeft: 5, evGrowToSmall: 1, evGrowToTable: 1, evTableGrow: 0, evTableSplit: 0, evDirDouble: 0 },
};

function table(det: Readonly<Record<string, number>>, { go = 'go1.26.8', n = 9 } = {}): unknown {
  return { go, impl: 'swiss', int64_int64: { nohint: [{ n, runs: 50, det, rand: {} }] } };
}

describe.each(['oracle-sizes.mjs', 'oracle-replay.mjs'])('%s', (script) => {
  it('explains itself', () => {
    const { lines, status } = run(script, '--help');
    expect(lines[0]).toMatch(/^Usage: npm run oracle:/);
    expect(status).toBe(0);
  });

  it('does not take an option it does not know for a file', () => {
    const { stderr, status } = run(script, '--all', 'x.json');
    expect(stderr).toContain("Unknown option '--all'");
    expect(status).toBe(2);
  });

  it('has nothing to do without a file', () => {
    expect(run(script).status).toBe(2);
  });
});

describe('oracle-sizes.mjs', () => {
  it('compares every file it can read, with a line for each other one', () => {
    const good = write('good.json', table(NINE));
    const broken = write('broken.json', '{');
    const large = write('large.json', table(NINE, { n: 1e12 }));
    const { lines, status } = run('oracle-sizes.mjs', broken, join(work, 'none.json'), large, good);
    expect(lines.slice(0, 3)).toEqual([
      expect.stringContaining(`${broken}: `),
      expect.stringContaining('none.json: ENOENT'),
      `${large}: n of int64_int64 nohint, row 0 is no whole number from 0 to 10000000: 1000000000000`,
    ]);
    expect(lines.at(-1)).toBe('1 rows, 13 values, 0 differ, 3 files or lists unreadable');
    expect(status).toBe(1);
  });

  it('has compared nothing where no column is known', () => {
    const renamed = Object.fromEntries(Object.entries(NINE).map(([name, value]) => [`${name}X`, value]));
    const { lines, status } = run('oracle-sizes.mjs', write('renamed.json', table(renamed)));
    expect(lines.at(-2)).toMatch(/^NOT COMPARED, because not known: 13 values of bytesX, mallocsX, /);
    expect(lines.at(-1)).toBe('1 rows, 0 values, 0 differ, 13 not compared');
    expect(status).toBe(2);
  });

  it('fails where a column is not known and another is missing, and passes with one more than it knows', () => {
    const { bytes, ...rest } = NINE;
    const renamed = run('oracle-sizes.mjs', write('one.json', table({ ...rest, size: bytes })));
    expect(renamed.lines.slice(-3)).toEqual([
      'MISSING from a list, so not compared: bytes',
      'NOT COMPARED, because not known: 1 values of size',
      '1 rows, 12 values, 0 differ, 1 not compared',
    ]);
    expect(renamed.status).toBe(1);
    const more = run('oracle-sizes.mjs', write('more.json', table({ ...NINE, colour: 3 })));
    expect(more.lines.at(-1)).toBe('1 rows, 13 values, 0 differ, 1 not compared');
    expect(more.status).toBe(0);
  });

  it('says which release stands in for one that is not modelled', () => {
    const file = write('future.json', table(NINE, { go: 'go1.28.0' }));
    const { lines, status } = run('oracle-sizes.mjs', file);
    expect(lines.at(-2)).toBe(`${file}: Go 1.28 is not modelled, Go 1.27 stands in for it`);
    expect(status).toBe(0);
  });
});

describe('oracle-replay.mjs', () => {
  it('says which release stands in for one that is not modelled', () => {
    const recorded = join(import.meta.dirname, 'traces/go1.27.0.json.gz');
    const traces = JSON.parse(gunzipSync(readFileSync(recorded)).toString()) as { runs: readonly unknown[] };
    const file = write('future-traces.json', { ...traces, go: 'go1.28.0', runs: traces.runs.slice(0, 2) });
    const { lines, status } = run('oracle-replay.mjs', file);
    expect(lines).toEqual([
      `${file}: Go 1.28 is not modelled, Go 1.27 stands in for it`,
      expect.stringMatching(/^2 traces, \d+ operations, 0 differ$/),
    ]);
    expect(status).toBe(0);
  });
});
