#!/usr/bin/env node
// Compares the types Bucketwise works out with those of go/types: node bench/types/run.mjs MODULE [PACKAGES…]
// Prints how many operands of index, range, delete and len expressions agree on being a map, differ, or are not known.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleTypeScript } from '../../scripts/typescript.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [module, ...patterns] = process.argv.slice(2);
if (module === undefined) {
  console.error('Usage: node bench/types/run.mjs MODULE [PACKAGES…]');
  process.exit(2);
}

const work = mkdtempSync(join(tmpdir(), 'bucketwise-types-'));
const probe = join(work, 'types');
run('go', ['build', '-o', probe, '.'], join(root, 'bench/types'));
const rows = run(probe, patterns.length > 0 ? patterns : ['./...'], resolve(module))
  .trimEnd()
  .split('\n');
rmSync(work, { recursive: true, force: true });

const real = new Map();
for (const row of rows) {
  const [file, ...place] = row.split('\t');
  const kind = place.pop();
  const use = place.pop();
  if (!real.has(file)) real.set(file, new Map());
  real.get(file).set(place.join('\t'), { use, kind });
}

const { operandKinds } = await import(
  await bundleTypeScript('types', ["export { operandKinds } from './bench/types/operands.ts';"])
);
const wasm = (name) => readFileSync(join(root, 'node_modules', name));
const ours = await operandKinds(
  { core: wasm('web-tree-sitter/web-tree-sitter.wasm'), go: wasm('tree-sitter-go/tree-sitter-go.wasm') },
  [...real.keys()],
);

const totals = new Map();
const wrong = [];
for (const [file, operands] of real) {
  for (const [place, { use, kind }] of operands) {
    const known = ours.get(file)?.get(place);
    // go/types takes some operands in parts of files that other builds compile; those are not met here.
    const verdict =
      known === undefined
        ? 'not met'
        : known === 'unknown' || known === 'typeParameter'
          ? 'unknown'
          : (known === 'map') === (kind === 'map')
            ? 'agree'
            : 'wrong';
    const of = `${use}${kind === 'map' ? ' of a map' : ''}`;
    const counts = totals.get(of) ?? { agree: 0, wrong: 0, unknown: 0, 'not met': 0 };
    counts[verdict]++;
    totals.set(of, counts);
    if (verdict === 'wrong')
      wrong.push(`${file}:${place.replaceAll('\t', ':')} ${use}: ${known}, in truth ${kind}`);
  }
}
const all = { agree: 0, wrong: 0, unknown: 0, 'not met': 0 };
for (const [, counts] of totals) for (const verdict of Object.keys(all)) all[verdict] += counts[verdict];
for (const [of, counts] of [...totals].sort()) console.log(line(of, counts));
console.log(line('all', all));
for (const text of wrong.slice(0, 40)) console.log(text);

function line(of, counts) {
  const sum = Object.values(counts).reduce((a, b) => a + b, 0);
  const share = (n) => `${n} (${((100 * n) / sum).toFixed(2)} %)`;
  return `${of}: ${sum} operands, ${share(counts.agree)} agree, ${share(counts.wrong)} wrong, ${share(counts.unknown)} unknown, ${share(counts['not met'])} not met`;
}

function run(command, args, cwd) {
  const { stdout, stderr, status, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (error !== undefined || status !== 0)
    throw new Error(`${command} ${args.join(' ')}: ${error?.message ?? stderr}`);
  return stdout;
}
