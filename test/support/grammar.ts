import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { loadGrammar, type GoGrammar } from '../../src/syntax/grammar.ts';

const require = createRequire(import.meta.url);
let loaded: Promise<GoGrammar> | undefined;

/** The Go grammar from the installed packages, loaded once per test process. */
export function goGrammar(): Promise<GoGrammar> {
  loaded ??= loadGrammar({
    core: readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
    go: readFileSync(require.resolve('tree-sitter-go/tree-sitter-go.wasm')),
  });
  return loaded;
}
