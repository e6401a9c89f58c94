import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { EXIT, type Output } from './host.ts';
import { run } from './run.ts';

let interrupted = false;

function output(stream: NodeJS.WriteStream): Output {
  let isClosed = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    isClosed = true;
  });
  return {
    write: (text) => {
      if (!isClosed) stream.write(text);
    },
    isTerminal: stream.isTTY,
    get columns() {
      return stream.isTTY ? stream.columns : undefined;
    },
    get isClosed() {
      return isClosed;
    },
  };
}

function interrupt(): void {
  // The second time somebody means it.
  if (interrupted) process.exit(EXIT.interrupted);
  interrupted = true;
}
process.on('SIGINT', interrupt);

const code = run({
  arguments: process.argv.slice(2),
  cwd: process.cwd(),
  env: process.env,
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  // The build puts these files beside the bundle.
  readGrammar: async () => ({
    core: await readFile(join(__dirname, 'web-tree-sitter.wasm')),
    go: await readFile(join(__dirname, 'tree-sitter-go.wasm')),
  }),
  readOperandProgram: () => readFile(join(__dirname, 'operands.go'), 'utf8'),
  readPage: async () => {
    const read = (name: string): Promise<string> => readFile(join(__dirname, 'webview', name), 'utf8');
    return {
      script: await read('simulator.js'),
      style: await read('simulator.css'),
      colours: await read('standalone.css'),
    };
  },
  writeFile: (path, text) => writeFile(path, text),
  startServer: () => {
    process.off('SIGINT', interrupt);
    // It reads from its arguments how it is to talk. The build puts it beside the command line.
    process.argv.splice(2, process.argv.length, '--stdio');
    const server = join(__dirname, 'server.cjs');
    if (!existsSync(server)) {
      process.stderr.write(`bucketwise: ${server} is missing: npm run build makes it\n`);
      process.exit(EXIT.couldNotRun);
    }
    createRequire(__filename)(server);
  },
  interrupted: {
    get isCancellationRequested() {
      return interrupted;
    },
  },
  now: () => performance.now(),
});

code.then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.stderr.write(
      `bucketwise: this should not happen, please report it\n${String(error instanceof Error ? error.stack : error)}\n`,
    );
    process.exitCode = EXIT.couldNotRun;
  },
);
