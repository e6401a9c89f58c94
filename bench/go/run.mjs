#!/usr/bin/env node
// Runs the Go benchmarks behind the measured figures and prints, for each pair, the median and range of the ratios.
//   node bench/go/run.mjs [--only PATTERN] [GO-VERSION …]
// Default: all benchmarks with the installed Go; a version such as go1.23.12 is fetched by the go command.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = fileURLToPath(new URL('.', import.meta.url));
const ROUNDS = 5;
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', default: '.' } },
});
const versions = positionals.length > 0 ? positionals : ['local'];

for (const version of versions) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push(measure(version));
  print(rounds);
}

function measure(version) {
  const env = { ...process.env, GOTOOLCHAIN: version, CGO_ENABLED: '0' };
  const { stdout, stderr, status } = spawnSync(
    'go',
    ['test', '-run', '^$', '-bench', options.only, '-benchtime', '100ms', '.'],
    { cwd: here, env, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stdout + stderr);
  const times = new Map();
  const line = /^Benchmark(\S+?)(?:-\d+)?\s+\d+\s+([\d.]+) ns\/op(?:\s+([\d.]+) ns\/entry)?/gm;
  for (const [, name, whole, each] of stdout.matchAll(line)) times.set(name, Number(each ?? whole));
  return {
    times,
    go: spawnSync('go', ['env', 'GOVERSION'], { cwd: here, env, encoding: 'utf8' }).stdout.trim(),
  };
}

function print(rounds) {
  console.log(`\n${rounds[0].go}, ${ROUNDS} rounds\n\n| measured | median | range |\n|---|--:|--:|`);
  const pairs = [
    ['EmptyAndRefill', 'delete-loop', 'clear'],
    ['RangeAfterDelete', 'thinned', 'rebuilt'],
    ['DenseSet', 'map', 'slice'],
    ['Fill', 'no-hint', 'hint'],
    ['SharedStore', 'sync-map', 'shards'],
    ['SharedStore', 'sync-map', 'mutex'],
    ['TextKey', 'sprintf-two-strings', 'array-two-strings'],
    ['TextKey', 'joined-two-strings', 'array-two-strings'],
    ['TextKey', 'sprintf-string-and-int', 'struct-string-and-int'],
    ['TextKey', 'joined-string-and-int', 'struct-string-and-int'],
    ['TextKey', 'sprintf-int', 'plain-int'],
    ['TextKey', 'itoa-int', 'plain-int'],
    ['TextKey', 'sprintf-prefix', 'plain-prefix'],
    ['TextKey', 'joined-prefix', 'plain-prefix'],
    ['BytesKey', 'variable', 'in-index'],
    ['BytesKey', 'variable-once', 'in-index-once'],
    ['BytesKey', 'kept-on-miss', 'converted-on-miss'],
    ['Unshared', 'sync-map', 'map'],
    ['SyncMapEmpty', 'range-delete', 'clear'],
    ['Search', 'walk-int64', 'lookup-int64'],
    ['Search', 'walk-string', 'lookup-string'],
    ['LockedBatch', 'lock-per-write-alone', 'lock-per-batch-alone'],
    ['LockedBatch', 'lock-per-write-with-reader', 'lock-per-batch-with-reader'],
    ['Yield', 'every-write', 'never'],
    ['Yield', 'every-hundredth', 'never'],
  ];
  for (const [benchmark, slow, fast] of pairs) {
    for (const name of rounds[0].times.keys()) {
      const size = new RegExp(`^${benchmark}/${slow}/(\\d+)$`).exec(name)?.[1];
      if (size === undefined) continue;
      const ratios = rounds.map(({ times }) => times.get(name) / times.get(`${benchmark}/${fast}/${size}`));
      row(`${benchmark}: ${slow} ÷ ${fast}, ${size} entries`, ratios, (value) => value.toFixed(2));
    }
  }
  for (const name of rounds[0].times.keys()) {
    if (!/^(?:PopOne|Collect)\//.test(name)) continue;
    row(
      `${name.replace('/', ', ')} entries, ns an entry`,
      rounds.map(({ times }) => times.get(name)),
      (value) => value.toFixed(0),
    );
  }
}

function row(label, values, show) {
  const sorted = [...values].sort((a, b) => a - b);
  console.log(
    `| ${label} | ${show(sorted[sorted.length >> 1])} | ${show(sorted[0])}–${show(sorted.at(-1))} |`,
  );
}
