import { Language, Parser } from 'web-tree-sitter';

/** The two wasm files as bytes, so that the core needs no file access: the parser runtime and the Go grammar. */
export interface GrammarBytes {
  /** `web-tree-sitter.wasm` */
  readonly core: Uint8Array;
  /** `tree-sitter-go.wasm` */
  readonly go: Uint8Array;
}

/** The loaded Go grammar with one parser; parsing is synchronous, so one is enough per thread. */
export interface GoGrammar {
  readonly language: Language;
  readonly parser: Parser;
}

let initialised: Promise<void> | undefined;

/** Loads the grammar. The wasm runtime is started once per process; calling again makes a second parser on it. */
export async function loadGrammar(bytes: GrammarBytes): Promise<GoGrammar> {
  // locateFile is called even when the bytes are given; without it the loader looks for a script path.
  initialised ??= Parser.init({ wasmBinary: bytes.core, locateFile: () => '' });
  await initialised;
  const language = await Language.load(bytes.go);
  const parser = new Parser();
  parser.setLanguage(language);
  return { language, parser };
}
