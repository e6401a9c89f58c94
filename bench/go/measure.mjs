// Runs the Go benchmarks of this folder with any toolchain and reads what they print.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));

/** What `go test` calls its metrics, and what we call them. Others keep the name the benchmark gave them. */
const NAMES = { 'ns/op': 'ns', 'B/op': 'bytes', 'allocs/op': 'allocs' };

/**
 * Builds the benchmarks with one toolchain (`local`, `go1.23.12`; the go command fetches what is missing), so that rounds of
 * several toolchains can take turns. `release` removes what was built.
 */
export function build(toolchain) {
  const folder = mkdtempSync(join(tmpdir(), 'bucketwise-bench-'));
  const env = { ...process.env, GOTOOLCHAIN: toolchain, CGO_ENABLED: '0' };
  const binary = join(folder, 'bench.test');
  execFileSync('go', ['test', '-c', '-o', binary, '.'], {
    cwd: here,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return {
    /** The exact version: `1.23.12`. */
    version: execFileSync('go', ['env', 'GOVERSION'], { cwd: here, env, encoding: 'utf8' })
      .trim()
      .replace(/^go/, ''),
    /** One round of the benchmarks whose names match: metrics by name, as `Fill/hint/1000`. */
    measure(pattern) {
      const flags = ['-test.run=^$', `-test.bench=${pattern}`, '-test.benchmem', '-test.benchtime=100ms'];
      const output = execFileSync(binary, flags, { cwd: here, env, encoding: 'utf8', maxBuffer: 1e8 });
      return new Map(output.split('\n').flatMap(metricsIn));
    },
    release() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The middle one of an odd number of values, else the upper of the middle two. */
export function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

function metricsIn(line) {
  const match = /^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+(.*)$/.exec(line);
  if (match === null) return [];
  const metrics = Object.fromEntries(
    [...match[2].matchAll(/(\S+) (\S+)/g)].map(([, value, unit]) => [NAMES[unit] ?? unit, Number(value)]),
  );
  const { 'entries/op': entries, ...rest } = metrics;
  if (entries === undefined) return [[match[1], rest]];
  return [
    [match[1], Object.fromEntries(Object.entries(rest).map(([unit, value]) => [unit, value / entries]))],
  ];
}
