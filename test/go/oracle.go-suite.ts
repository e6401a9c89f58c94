import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'bucketwise-oracle-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

/** A release with buckets and one with Swiss tables; fetched if they are not there. */
const BUILDS = ['go1.23.12', 'go1.26.8'];

function run(script: string, ...args: readonly string[]): string {
  return execFileSync(process.execPath, [join(root, script), ...args], { cwd: root, encoding: 'utf8' });
}

describe.each(BUILDS)('real maps of %s, recorded anew', (build) => {
  const out = join(work, build);

  it.each([
    ['as in the repository', []],
    ['with other programs, longer', ['--seed', '20', '--scale', '4']],
  ])('are replayed slot for slot: %s', (_, options) => {
    expect(run('oracle/record.mjs', '--what', 'traces', '--out', out, ...options, build)).toContain(
      `traces ${build}:`,
    );
    const said = run('scripts/oracle-replay.mjs', out);
    expect(said).toMatch(/^\d+ traces, \d+ operations, 0 differ\n$/);
    const [traces = 0, operations = 0] = [...said.matchAll(/\d+/g)].map(([number]) => Number(number));
    expect(traces).toBeGreaterThanOrEqual(150);
    expect(operations).toBeGreaterThan(30_000);
  });
});

it('the probes are formatted, and vet has nothing to say', () => {
  const cwd = join(root, 'oracle');
  expect(execFileSync('gofmt', ['-l', '.'], { cwd, encoding: 'utf8' })).toBe('');
  expect(execFileSync('go', ['vet', '.'], { cwd, encoding: 'utf8' })).toBe('');
});
