#!/usr/bin/env node
// Compares simulated fills with size tables recorded on real Go: npm run oracle:sizes -- [--quick] FILE…
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { gunzipSync } from 'node:zlib';
import { bundleTypeScript } from './typescript.mjs';

const USAGE = `Usage: npm run oracle:sizes -- [--quick] FILE…

Fills simulated maps to every size of the tables (JSON, gzipped or not) and compares every column.
  --quick   only sizes up to ${(20_000).toLocaleString('en')} entries

Values that do not depend on the hash seed have to be equal. Random ones are compared over 20 to 400 seeds: too many of
them beyond the recorded range count as a difference, and so do means more than 1 % apart, unless so few real runs can
be that far off by chance.
Exit code 1 when a row differs, 2 when there is nothing to compare.`;

const QUICK_ENTRIES = 20_000;

if (isMainThread) await main(process.argv.slice(2));
else await work();

async function main(args) {
  const quick = args.includes('--quick');
  const files = args.filter((arg) => arg !== '--quick');
  if (files.length === 0 || files.some((file) => file.startsWith('-'))) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }
  const bundle = await bundleTypeScript('oracle-sizes', [
    "export { parseSizeTable } from './src/simulator/replay/size-table.ts';",
    "export { checkSizes } from './src/simulator/replay/sizes.ts';",
  ]);
  const { parseSizeTable } = await import(bundle);
  const jobs = [];
  for (const file of files) {
    try {
      const { fills } = await readTable(parseSizeTable, file);
      jobs.push(...fills.map((_, index) => ({ file, index })));
    } catch (error) {
      console.error(`${file}: ${error.message}`);
      process.exitCode = 2;
      return;
    }
  }
  const reports = await runAll(jobs, { bundle, mostEntries: quick ? QUICK_ENTRIES : Infinity });
  print(reports);
}

/** Runs the jobs on as many threads as there are processors and prints differences in the order of the jobs. */
async function runAll(jobs, data) {
  const reports = [];
  let next = 0;
  const runNext = async (worker) => {
    while (next < jobs.length) {
      const at = next++;
      worker.postMessage(jobs[at]);
      [reports[at]] = await once(worker, 'message');
      // The larger tables take a minute or two each.
      console.error(`${jobs[at].file}: list ${jobs[at].index + 1} compared`);
    }
    await worker.terminate();
  };
  const threads = Math.min(availableParallelism(), jobs.length);
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL(import.meta.url), { workerData: data }),
  );
  await Promise.all(workers.map(runNext));
  return reports;
}

/** In a thread: compares one list of one file at a time. */
async function work() {
  const { parseSizeTable, checkSizes } = await import(workerData.bundle);
  parentPort.on('message', async ({ file, index }) => {
    const table = await readTable(parseSizeTable, file);
    parentPort.postMessage(checkSizes(table, table.fills[index], { mostEntries: workerData.mostEntries }));
  });
}

function print(reports) {
  const total = { rows: 0, equal: 0, close: 0, plausible: 0, 'by-chance': 0, differs: 0 };
  const unknown = new Set();
  let differing = 0;
  for (const { rows, verdicts, differences, unknownColumns } of reports) {
    for (const line of differences) console.log(line);
    total.rows += rows;
    for (const [verdict, count] of Object.entries(verdicts)) total[verdict] += count;
    for (const column of unknownColumns) unknown.add(column);
    differing += differences.length;
  }
  if (unknown.size > 0) console.log(`Not compared, because not known: ${[...unknown].join(', ')}`);
  console.log(`${total.equal} values are the same in all real and all simulated runs.`);
  console.log(
    `${total.close + total.plausible} depend on the seed: ${total.close} have means within 1 %, ` +
      `${total.plausible} have means that their few runs do not fix that well.`,
  );
  console.log(`${total['by-chance']} depend on the seed, but the few real runs happened to agree.`);
  const values = total.equal + total.close + total.plausible + total['by-chance'] + total.differs;
  console.log(`${total.rows} rows, ${values} values, ${differing} differ`);
  if (total.rows === 0) process.exitCode = 2;
  else if (differing > 0) process.exitCode = 1;
}

async function readTable(parseSizeTable, file) {
  const bytes = await readFile(file);
  const text = file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
  return parseSizeTable(JSON.parse(text.toString()), basename(file));
}
