import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import measurements from '../../src/rules/costs.json';

const BENCHMARKS = join(import.meta.dirname, '../../bench/go');

describe('the benchmarks', () => {
  it('have all been measured: npm run docs:costs -- --only NAME', () => {
    const listed = execFileSync('go', ['test', '-list', '^Benchmark', '.'], {
      cwd: BENCHMARKS,
      encoding: 'utf8',
    });
    const names = [...listed.matchAll(/^Benchmark(\w+)$/gm)].map(([, name]) => name);
    expect(Object.keys(measurements).sort()).toEqual(names.sort());
  });

  it('are formatted, and vet has nothing to say', () => {
    expect(execFileSync('gofmt', ['-l', '.'], { cwd: BENCHMARKS, encoding: 'utf8' })).toBe('');
    expect(execFileSync('go', ['vet', '.'], { cwd: BENCHMARKS, encoding: 'utf8' })).toBe('');
  });
});
