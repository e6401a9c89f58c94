#!/usr/bin/env node
// Measures what the pages and messages of the rules say about time and allocations, and writes src/rules/costs.json:
//   npm run docs:costs [-- --only 'CopyMap|Fill'] [--rounds N]
// Runs all benchmarks of bench/go, or those whose names match in full, with each Go release the pages speak of, which the go
// command fetches. Then `npm run generate` renders the pages. Measure on a machine that does nothing else.
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { build, median } from '../bench/go/measure.mjs';

const TOOLCHAINS = { 1.23: 'go1.23.12', 1.26: 'go1.26.8' };
const file = fileURLToPath(new URL('../src/rules/costs.json', import.meta.url));
const { values: options } = parseArgs({
  options: { only: { type: 'string', default: '.*' }, rounds: { type: 'string', default: '5' } },
});
const rounds = Number(options.rounds);

const builds = Object.entries(TOOLCHAINS).map(([release, toolchain]) => ({
  release,
  built: build(toolchain),
  measured: [],
}));
try {
  for (let round = 1; round <= rounds; round++) {
    for (const { built, measured } of builds) {
      console.log(`round ${round} of ${rounds}, Go ${built.version}`);
      measured.push(built.measure(`^Benchmark(?:${options.only})$`));
    }
  }
} finally {
  for (const { built } of builds) built.release();
}

const known = options.only === '.*' ? {} : JSON.parse(await readFile(file, 'utf8'));
const fresh = benchmarks();
if (Object.keys(fresh).length === 0) {
  console.error(`No benchmark of bench/go is named ${options.only}.`);
  process.exit(2);
}
const costs = Object.fromEntries(
  Object.entries({ ...known, ...fresh }).toSorted(([a], [b]) => (a < b ? -1 : 1)),
);
await writeFile(
  file,
  await format(JSON.stringify(costs), { ...(await resolveConfig(file)), parser: 'json' }),
);
console.log(`Wrote ${Object.keys(fresh).join(', ')}. Now: npm run generate`);

/** By Go benchmark, as each may have been measured on another day. */
function benchmarks() {
  const found = {};
  for (const full of builds[0].measured[0].keys()) {
    const [name, ...rest] = full.split('/');
    found[name] ??= {
      date: new Date().toISOString().slice(0, 10),
      cores: availableParallelism(),
      rounds,
      go: Object.fromEntries(builds.map(({ release, built }) => [release, built.version])),
      results: {},
    };
    found[name].results[rest.join('/')] = Object.fromEntries(
      builds.map(({ release, measured }) => [release, medians(measured.map((round) => round.get(full)))]),
    );
  }
  return found;
}

function medians(metrics) {
  return Object.fromEntries(
    Object.keys(metrics[0])
      .map((unit) => [unit, Number(median(metrics.map((round) => round[unit])).toPrecision(3))])
      // Benchmarks that count something report no time.
      .filter(([unit]) => unit !== 'ns' || metrics.some((round) => round.ns > 0)),
  );
}
