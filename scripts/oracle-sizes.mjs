#!/usr/bin/env node
// Compares simulated fills with size tables recorded on real Go: npm run oracle:sizes -- [--quick] FILE…
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { bundleTypeScript } from './typescript.mjs';

const QUICK_ENTRIES = 20_000;

const USAGE = `Usage: npm run oracle:sizes -- [--quick] FILE…

Fills simulated maps to every size of the tables (JSON, gzipped or not) and compares every column.
  --quick   only sizes up to ${QUICK_ENTRIES.toLocaleString('en')} entries
  --help    this text

Values that do not depend on the hash seed have to be equal. Random ones are compared over 20 to 400 seeds: too many of
them beyond the recorded range count as a difference, and so do means more than 1 % apart, unless so few real runs can
be that far off by chance. Over all sizes of a list together the means of a column have to be within 1 %.

Columns that are not known are named at the end and not compared.
Exit code 1 when a value or a column as a whole differs, a file cannot be read or compared, or columns are not known
while others are missing, as if renamed; 2 when nothing was compared.`;

if (isMainThread) process.exitCode = await main(process.argv.slice(2));
else await work();

async function main(args) {
  let options;
  try {
    options = parseArgs({
      args,
      allowPositionals: true,
      options: { quick: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    });
  } catch (error) {
    console.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  if (options.values.help) {
    console.log(USAGE);
    return 0;
  }
  const files = options.positionals;
  if (files.length === 0) {
    console.error(USAGE);
    return 2;
  }
  const bundle = await bundleTypeScript('oracle-sizes', [
    "export { parseSizeTable } from './src/simulator/replay/size-table.ts';",
    "export { standInFor } from './src/simulator/replay/release.ts';",
    "export { checkSizes, deviationText } from './src/simulator/replay/sizes.ts';",
  ]);
  const simulator = await import(bundle);
  const jobs = [];
  const notes = [];
  let broken = 0;
  for (const file of files) {
    try {
      const { go, fills } = await readTable(simulator.parseSizeTable, file);
      const standIn = simulator.standInFor(go);
      if (standIn !== undefined) notes.push(`${file}: ${standIn}`);
      jobs.push(...fills.map(({ name }, index) => ({ file, index, name })));
    } catch (error) {
      broken++;
      console.log(`${file}: ${oneLine(error)}`);
    }
  }
  const reports = [];
  for (const { report, failure } of await runAll(jobs, {
    bundle,
    mostEntries: options.values.quick ? QUICK_ENTRIES : Infinity,
  })) {
    if (report !== undefined) reports.push(report);
    else {
      broken++;
      console.log(failure);
    }
  }
  return summarize(reports, { notes, broken, deviationText: simulator.deviationText });
}

/** Runs the jobs on as many threads as there are processors and gives their outcomes in the order of the jobs. */
async function runAll(jobs, data) {
  const outcomes = [];
  let next = 0;
  const runNext = async () => {
    let worker;
    while (next < jobs.length) {
      const at = next++;
      const { file, name, index } = jobs[at];
      worker ??= new Worker(new URL(import.meta.url), { workerData: data });
      try {
        worker.postMessage({ file, index });
        [outcomes[at]] = await once(worker, 'message');
        // The larger tables take a minute or two each.
        console.error(`${file}: list ${index + 1}, ${name}, compared`);
      } catch (error) {
        // The thread died, of too little memory for example; the next job gets a new one.
        worker = undefined;
        outcomes[at] = { failure: `${file}: ${name} cannot be compared: ${oneLine(error)}` };
      }
    }
    await worker?.terminate();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, runNext));
  return outcomes;
}

/** In a thread: compares one list of one file at a time. */
async function work() {
  const { parseSizeTable, checkSizes } = await import(workerData.bundle);
  parentPort.on('message', async ({ file, index }) => {
    try {
      const table = await readTable(parseSizeTable, file);
      const report = checkSizes(table, table.fills[index], { mostEntries: workerData.mostEntries });
      parentPort.postMessage({ report });
    } catch (error) {
      parentPort.postMessage({ failure: `${file}: cannot be compared: ${oneLine(error)}` });
    }
  });
}

/** Prints what was found and returns the exit code. */
function summarize(reports, { notes, broken, deviationText }) {
  const total = { rows: 0, equal: 0, close: 0, plausible: 0, 'by-chance': 0, differs: 0 };
  const unknown = new Map();
  const missing = new Set();
  let looksRenamed = false;
  let differing = 0;
  for (const { name, rows, verdicts, pooled, differences, unknownColumns, missingColumns } of reports) {
    for (const line of differences) console.log(line);
    const means = [...pooled].map(
      ([column, deviation]) =>
        `${column} ${deviationText(deviation)}${deviation.verdict === 'open' ? ' (open)' : ''}`,
    );
    if (means.length > 0) console.log(`${name}, means of all sizes together: ${means.join(', ')}`);
    total.rows += rows;
    for (const [verdict, count] of Object.entries(verdicts)) total[verdict] += count;
    for (const [column, count] of unknownColumns) unknown.set(column, (unknown.get(column) ?? 0) + count);
    for (const column of missingColumns) missing.add(column);
    if (unknownColumns.size > 0 && missingColumns.length > 0) looksRenamed = true;
    differing += differences.length;
  }
  console.log(`${total.equal} values are the same in all real and all simulated runs.`);
  console.log(
    `${total.close + total.plausible} depend on the seed: ${total.close} have means within 1 %, ` +
      `${total.plausible} have means that their few runs do not fix that well.`,
  );
  console.log(`${total['by-chance']} depend on the seed, but the few real runs happened to agree.`);
  for (const note of notes) console.log(note);
  const unread = [...unknown.values()].reduce((sum, count) => sum + count, 0);
  if (missing.size > 0) console.log(`MISSING from a list, so not compared: ${[...missing].join(', ')}`);
  if (unread > 0) {
    console.log(`NOT COMPARED, because not known: ${unread} values of ${[...unknown.keys()].join(', ')}`);
  }
  const values = total.equal + total.close + total.plausible + total['by-chance'] + total.differs;
  const besides = [
    ...(unread > 0 ? [`${unread} not compared`] : []),
    ...(broken > 0 ? [`${broken} files or lists unreadable`] : []),
  ];
  console.log([`${total.rows} rows, ${values} values, ${differing} differ`, ...besides].join(', '));
  if (values === 0 && broken === 0) return 2;
  return differing > 0 || broken > 0 || looksRenamed ? 1 : 0;
}

async function readTable(parseSizeTable, file) {
  const bytes = await readFile(file);
  const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return parseSizeTable(JSON.parse((zipped ? gunzipSync(bytes) : bytes).toString()), basename(file));
}

function oneLine(error) {
  return String(error.message).replaceAll(/\s*\n\s*/g, ' ');
}
