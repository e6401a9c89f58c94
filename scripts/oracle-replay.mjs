#!/usr/bin/env node
// Replays recorded traces of real Go maps on the simulated ones: node scripts/oracle-replay.mjs DIR|FILE… [--states]
// One line for each trace that differs, a last line with the totals; --states adds both states in full. The exit code is 1
// when a trace differs or cannot be read, 2 when there is nothing to replay.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { loadTypeScript } from './typescript.mjs';

/** Of a whole state that goes into the one line. */
const SHOWN_CHARACTERS = 600;

const names = process.argv.slice(2).filter((name) => name !== '--states');
const inFull = process.argv.includes('--states');
const { parseTraces, replay } = await loadTypeScript('oracle-replay', [
  "export { parseTraces } from './src/simulator/replay/trace.ts';",
  "export { replay } from './src/simulator/replay/replay.ts';",
]);
process.exitCode = run();

function run() {
  if (names.length === 0) return nothing('name a folder or a file with traces: npm run oracle:replay -- DIR');
  let traces = 0;
  let operations = 0;
  let differ = 0;
  for (const name of names) {
    let files;
    try {
      files = filesUnder(name);
    } catch (error) {
      return nothing(`${name} cannot be read: ${error.message}`);
    }
    for (const file of files) {
      let parsed;
      try {
        parsed = parseTraces(textOf(file));
      } catch (error) {
        console.log(`${file}: cannot be read: ${error.message}`);
        traces++;
        differ++;
        continue;
      }
      for (const trace of parsed ?? []) {
        const result = replay(trace);
        traces++;
        operations += result.operations;
        if (result.difference === undefined) continue;
        differ++;
        report(file, trace, result.difference);
      }
    }
  }
  if (traces === 0) return nothing(`no traces in ${names.join(', ')}`);
  console.log(`${traces} traces, ${operations} operations, ${differ} differ`);
  return differ === 0 ? 0 : 1;
}

function nothing(message) {
  console.error(message);
  return 2;
}

/** Files a trace may be in: the file itself, or all .json and .json.gz below a folder. */
function filesUnder(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true })
    .filter((name) => /\.json(\.gz)?$/.test(name))
    .sort()
    .map((name) => join(path, name));
}

function textOf(file) {
  const bytes = readFileSync(file);
  const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (zipped ? gunzipSync(bytes) : bytes).toString();
}

function report(file, trace, difference) {
  const { operation, action, what, recorded, simulated, recordedState, simulatedState } = difference;
  const where = trace.name === '' ? file : `${file} (${trace.name})`;
  const states = `recorded ${what} ${recorded}${shown(recordedState)}; simulated ${simulated}${shown(simulatedState)}`;
  console.log(`${where}: ${trace.go}: operation ${operation}, ${action}: ${states}`);
  if (!inFull) return;
  console.log(`  recorded state:\n    ${(recordedState ?? ['only its digest is recorded']).join('\n    ')}`);
  console.log(`  simulated state:\n    ${simulatedState.join('\n    ')}`);
}

function shown(state) {
  if (state === undefined) return '';
  const text = state.join(' / ');
  return ` [${text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text}]`;
}
