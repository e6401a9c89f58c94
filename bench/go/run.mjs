#!/usr/bin/env node
// Runs the Go benchmarks behind the measured figures and prints, for each pair, the median and range of the ratios.
//   node bench/go/run.mjs [--only PATTERN] [GO-VERSION …]
// Default: all benchmarks with the installed Go; a version such as go1.23.12 is fetched by the go command.
import { parseArgs } from 'node:util';
import { build, median } from './measure.mjs';

const ROUNDS = 5;
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { only: { type: 'string', default: '.' } },
});
const versions = positionals.length > 0 ? positionals : ['local'];

for (const version of versions) {
  const built = build(version);
  try {
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(built.measure(options.only));
    print(built.version, rounds);
  } finally {
    built.release();
  }
}

function print(version, rounds) {
  console.log(`\ngo${version}, ${ROUNDS} rounds\n\n| measured | median | range |\n|---|--:|--:|`);
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
    ['LookupTwice', 'check-then-read', 'once'],
    ['AddOne', 'assign', 'increment'],
    ['CopyMap', 'loop-with-hint', 'clone'],
    ['MapEachTime', 'new', 'cleared'],
    ['MapEachTime', 'new-with-hint', 'cleared'],
    ['KeyType', 'uint8', 'int64'],
    ['KeyType', 'int16', 'int64'],
    ['KeyType', 'int16', 'int32'],
    ['KeyType', 'float64', 'int64'],
    ['KeyType', 'two-words', 'int64'],
    ['KeyType', 'any-int64', 'int64'],
    ['KeyType', 'any-string', 'string'],
    ['ByteCount', 'map', 'array'],
    ['DenseIndex', 'map', 'slice'],
    ['BigElement', 'value', 'pointer'],
    ['BigElement', 'value', 'index'],
    ['InterfaceKey', 'any-int', 'int'],
    ['InterfaceKey', 'any-string', 'string'],
    ['Yield', 'every-write', 'never'],
    ['Yield', 'every-hundredth', 'never'],
  ];
  for (const [benchmark, slow, fast] of pairs) {
    for (const name of rounds[0].keys()) {
      const size = new RegExp(`^${benchmark}/${slow}/(\\d+)$`).exec(name)?.[1];
      if (size === undefined) continue;
      const ratios = rounds.map((round) => round.get(name).ns / round.get(`${benchmark}/${fast}/${size}`).ns);
      row(`${benchmark}: ${slow} ÷ ${fast}, ${size} entries`, ratios, (value) => value.toFixed(2));
    }
  }
  for (const name of rounds[0].keys()) {
    if (!/^(?:PopOne|Collect)\//.test(name)) continue;
    row(
      `${name.replace('/', ', ')} entries, ns an entry`,
      rounds.map((round) => round.get(name).ns),
      (value) => value.toFixed(0),
    );
  }
}

function row(label, values, show) {
  const range = `${show(Math.min(...values))}–${show(Math.max(...values))}`;
  console.log(`| ${label} | ${show(median(values))} | ${range} |`);
}
