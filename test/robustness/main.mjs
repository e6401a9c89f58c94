#!/usr/bin/env node
// Analyses the fixtures of all rules cut off at every character, and 20,000 seeded mutations of them:
//   npm run robustness [-- --mutations N] [--seed N] [--prefixes STEP]
// The exit code is 1 when a rule threw, a text took over a second, or a place or fix does not fit the text.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadTypeScript } from '../../scripts/typescript.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values } = parseArgs({
  options: {
    mutations: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    prefixes: { type: 'string', default: '1' },
  },
});

const { cutOff, fixtureSubjects, loadGrammar, mutations, sum } = await loadTypeScript('robustness', [
  "export * from './test/robustness/run.ts';",
  "export { loadGrammar } from './src/syntax/grammar.ts';",
]);
const wasm = (name) => readFileSync(`${root}node_modules/${name}`);
const grammar = await loadGrammar({
  core: wasm('web-tree-sitter/web-tree-sitter.wasm'),
  go: wasm('tree-sitter-go/tree-sitter-go.wasm'),
});
const subjects = fixtureSubjects(grammar, `${root}src/rules`);

const step = Number(values.prefixes);
const cut = step > 0 ? sum(subjects.map((subject) => cutOff(subject, step))) : sum([]);
report('prefixes', cut);
const mutated = mutations(subjects, Number(values.mutations), Number(values.seed));
report('mutations', mutated);
process.exitCode = cut.faults.length + mutated.faults.length > 0 ? 1 : 0;

function report(of, { texts, wellFormed, findings, slowest, faults }) {
  for (const { name, what } of faults.slice(0, 40)) console.log(`${name}: ${what}`);
  console.log(
    `${texts} ${of} of ${subjects.length} files, ${faults.length} crashes, slowest ${slowest.toFixed(0)} ms ` +
      `(${findings} findings, ${wellFormed} of the texts without a syntax error)`,
  );
}
