#!/usr/bin/env node
// Replays recorded traces of real Go maps on the simulated ones: npm run oracle:replay -- [--states] DIR|FILE…
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { loadTypeScript } from './typescript.mjs';

const USAGE = `Usage: npm run oracle:replay -- [--states] DIR|FILE…

Performs recorded operations on simulated maps and compares every slot, allocation and step of a range with the recording.
Traces are JSON, gzipped or not; in a folder all .json and .json.gz files are read, those of other kinds left out.
  --states  both states of a difference in full
  --help    this text

Prints a line for each trace that differs and a last line with the totals.
Exit code 1 when a trace differs or cannot be read, 2 when there is nothing to replay.`;

/** Of a whole state that goes into the one line. */
const SHOWN_CHARACTERS = 600;

let inFull = false;
process.exitCode = await main(process.argv.slice(2));

async function main(args) {
  let options;
  try {
    options = parseArgs({
      args,
      allowPositionals: true,
      options: { states: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    return nothing(`${error.message}\n\n${USAGE}`);
  }
  if (options.values.help) {
    console.log(USAGE);
    return 0;
  }
  if (options.positionals.length === 0) return nothing(USAGE);
  inFull = options.values.states === true;
  const simulator = await loadTypeScript('oracle-replay', [
    "export { parseTraces } from './src/simulator/replay/trace.ts';",
    "export { standInFor } from './src/simulator/replay/release.ts';",
    "export { replay } from './src/simulator/replay/replay.ts';",
  ]);
  return run(options.positionals, simulator);
}

function run(names, { parseTraces, replay, standInFor }) {
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
      const standIns = new Set((parsed ?? []).map(({ go }) => standInFor(go) ?? ''));
      for (const standIn of standIns) if (standIn !== '') console.log(`${file}: ${standIn}`);
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
