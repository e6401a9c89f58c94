#!/usr/bin/env node
// Proves on real Go modules that fixes compile and keep behaviour: npm run fixes:verify -- [options] MODULE…
import { fileURLToPath } from 'node:url';
import { loadTypeScript } from './typescript.mjs';

const { main } = await loadTypeScript('fixes-verify', [
  "export { main } from './scripts/fixes-verify/main.ts';",
]);
process.exitCode = main(process.argv.slice(2), fileURLToPath(new URL('../dist/cli.cjs', import.meta.url)));
