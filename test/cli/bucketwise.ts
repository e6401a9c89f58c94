import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { run } from '../../src/cli/run.ts';

const require = createRequire(import.meta.url);

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Stands for what the build makes of the page, with what a page must not end early at. */
export const PAGE = {
  script: 'const end = "</script>", begin = "<!-- $& -->"; start();',
  style: 'main { content: "</style>"; }',
  colours: ':root { color: red; }',
} as const;

/** Runs the command line in `cwd` as a process without any Go would, and collects what it says. */
export async function bucketwise(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  columns?: number,
): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  const status = await run({
    arguments: args,
    cwd,
    env,
    stdout: { write: (text) => void (stdout += text), isTerminal: false, columns, isClosed: false },
    stderr: { write: (text) => void (stderr += text), isTerminal: false, isClosed: false },
    readGrammar: async () => ({
      core: await readFile(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
      go: await readFile(require.resolve('tree-sitter-go/tree-sitter-go.wasm')),
    }),
    readPage: () => Promise.resolve(PAGE),
    writeFile: (path, text) => writeFile(resolve(cwd, path), text),
    startServer: () => {
      throw new Error('not used');
    },
    readOperandProgram: () =>
      readFile(new URL('../../src/cli/verify-types/operands.go', import.meta.url), 'utf8'),
    interrupted: { isCancellationRequested: false },
    now: () => 0,
  });
  return { status, stdout, stderr };
}
