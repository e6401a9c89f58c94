/** The language server as a Node process: over stdio, or over IPC when VS Code starts it. */

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import { findGoInstallation } from '../../analysis/node/go-installation.ts';
import { moduleCacheOf } from '../../analysis/node/module-packages.ts';
import { loadGrammar } from '../../syntax/grammar.ts';
import { byScheme } from '../common/file-access.ts';
import type { InstalledGo } from '../common/go-contexts.ts';
import { describeError } from '../common/guarded.ts';
import { startServer } from '../common/server.ts';
import { VERSION } from '../common/version.ts';
import { nodeFiles } from './node-files.ts';

async function installedGo(): Promise<InstalledGo> {
  const installation = await findGoInstallation(process.env);
  return { version: installation?.version, goExperiment: process.env['GOEXPERIMENT'] };
}

async function main(): Promise<void> {
  const connection = createConnection(ProposedFeatures.all);
  // A bug in one answer must not take the editor's other answers with it.
  process.on('uncaughtException', (error) => connection.console.error(`uncaught: ${describeError(error)}`));
  process.on('unhandledRejection', (error) => connection.console.error(`unhandled: ${describeError(error)}`));
  const [core, go] = await Promise.all(
    ['web-tree-sitter.wasm', 'tree-sitter-go.wasm'].map((name) => readFile(join(__dirname, name))),
  );
  if (core === undefined || go === undefined) throw new Error('two files were read');
  let installed: Promise<InstalledGo> | undefined;
  startServer(connection, {
    grammar: await loadGrammar({ core, go }),
    version: VERSION,
    files: (throughClient) => byScheme(nodeFiles, throughClient),
    installedGo: () => (installed ??= installedGo()),
    moduleCache: URI.file(moduleCacheOf(process.env)).toString(),
    session: randomUUID(),
  });
  connection.listen();
}

main().catch((error: unknown) => {
  process.stderr.write(`Bucketwise could not start: ${describeError(error)}\n`);
  process.exit(1);
});
