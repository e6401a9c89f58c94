#!/usr/bin/env node
// Measures the language server as editors see it, over stdio: from start to the first diagnostics of an open file, from a
// keystroke to the next ones, and the whole workspace with the memory it takes.
//
//   npm run bench:server -- FOLDER [FILE.go below it] [--rounds N]

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '11' } },
});
const folder = resolve(positionals[0] ?? 'examples');
const file = join(folder, positionals[1] ?? 'orders/orders.go');
const rounds = Number(values.rounds);
const server = fileURLToPath(new URL('../../dist/server.cjs', import.meta.url));
const text = readFileSync(file, 'utf8');
const uri = pathToFileURL(file).href;

/** Starts a server and shakes hands; `since` is when the process was asked for. */
async function start() {
  const since = performance.now();
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => ({})));
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'bench' }],
    capabilities: {
      workspace: { configuration: true, diagnostics: { refreshSupport: true } },
      textDocument: { diagnostic: {} },
    },
  });
  await connection.sendNotification('initialized', {});
  return { child, connection, since };
}

async function stop({ child, connection }) {
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  await new Promise((done) => child.once('exit', done));
  connection.dispose();
}

const open = ({ connection }) =>
  connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'go', version: 1, text },
  });

const pull = ({ connection }) => connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });

/** Resident memory in MB, where the system tells. */
function memory({ child }) {
  try {
    const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1000;
  } catch {
    return NaN;
  }
}

const starts = [];
const edits = [];
for (let round = 0; round < rounds; round++) {
  const session = await start();
  await open(session);
  await pull(session);
  starts.push(performance.now() - session.since);
  for (let version = 2; version < 12; version++) {
    const since = performance.now();
    await session.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [
        { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '\n' },
      ],
    });
    await pull(session);
    edits.push(performance.now() - since);
  }
  await stop(session);
}

const session = await start();
const before = memory(session);
const since = performance.now();
let peak = before;
const watch = setInterval(() => (peak = Math.max(peak, memory(session))), 100);
const { items } = await session.connection.sendRequest('workspace/diagnostic', { previousResultIds: [] });
const seconds = (performance.now() - since) / 1000;
clearInterval(watch);
const after = memory(session);
const findings = items.reduce((sum, item) => sum + item.items.length, 0);
await stop(session);

console.log(`${availableParallelism()} processors (${cpus()[0]?.model.trim()}), Node ${process.version}`);
console.log(`start to first diagnostics of ${positionals[1] ?? 'orders/orders.go'}: ${summary(starts)}`);
console.log(`keystroke to diagnostics: ${summary(edits)}`);
console.log(`workspace: ${seconds.toFixed(1)} s, ${findings} findings in ${items.length} files`);
console.log(
  `memory: ${before.toFixed(0)} MB before, ${peak.toFixed(0)} MB at most, ${after.toFixed(0)} MB after the workspace`,
);

function summary(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))].toFixed(0);
  return `median ${at(0.5)} ms, quartiles ${at(0.25)}–${at(0.75)} ms of ${sorted.length}`;
}
