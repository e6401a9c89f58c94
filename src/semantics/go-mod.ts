import { type GoVersion, parseGoVersion } from '../base/go-version.ts';

/**
 * What a `go.mod` or `go.work` file says, as far as maps depend on it. Syntax as in golang.org/x/mod/modfile. A line
 * that is not understood becomes a problem and is left out; reading never fails as a whole.
 */
export interface ModuleFacts {
  /** Module path of a go.mod, undefined in a go.work. */
  readonly module: string | undefined;
  /** The `go` line: language version, and since Go 1.21 the least toolchain that may build the module. */
  readonly go: GoVersion | undefined;
  /** The `toolchain` line; undefined where it is missing or says `default`. */
  readonly toolchain: GoVersion | undefined;
  /** Directories of `use` lines as written, relative to the go.work file. Empty in a go.mod. */
  readonly use: readonly string[];
  /** Modules the `require` lines name. Empty in a go.work. */
  readonly require: readonly ModuleVersion[];
  readonly replace: readonly Replacement[];
  /** In plain words, each beginning with `line N:`. */
  readonly problems: readonly string[];
}

/** A module at a version, as `golang.org/x/mod v0.1.0`. */
export interface ModuleVersion {
  readonly path: string;
  readonly version: string;
}

/** A `replace` line. Without a version of its own it is for all versions. */
export interface Replacement {
  readonly path: string;
  readonly version: string | undefined;
  /** A module path, or a directory as written where there is no version with it. */
  readonly by: string;
  readonly byVersion: string | undefined;
}

export type ModuleFileKind = 'go.mod' | 'go.work';

/** Blanks separate; quoted, back-quoted and bare words; a lone quote is an unterminated string. */
const TOKEN = /"(?:[^"\\]|\\.)*"|`[^`]*`|\/\/.*|[()]|["`]|(?:(?!\/\/)[^\s()"`])+/g;

/** Stricter than parseGoVersion: `go go1.22` and `go 1.22-custom` are errors to the go command. */
const GO_LINE = /^\d+\.\d+(?:\.\d+)?(?:(?:rc|beta)\d+)?$/;
const TOOLCHAIN_LINE = /^go\d+\.\d+(?:\.\d+)?(?:(?:rc|beta)\d+)?(?:[-+].*)?$/;

const OTHER_DIRECTIVES: Readonly<Record<ModuleFileKind, ReadonlySet<string>>> = {
  'go.mod': new Set(['require', 'exclude', 'replace', 'retract', 'tool', 'ignore', 'godebug']),
  'go.work': new Set(['replace', 'godebug']),
};

/** Reads the text of a go.mod or go.work file. */
export function parseModuleFile(text: string, kind: ModuleFileKind): ModuleFacts {
  const problems: string[] = [];
  const use: string[] = [];
  const require: ModuleVersion[] = [];
  const replace: Replacement[] = [];
  let module: string | undefined;
  let go: GoVersion | undefined;
  let toolchain: GoVersion | undefined;

  const statement = (verb: string, args: readonly string[], line: number): void => {
    const problem = (what: string): void => {
      problems.push(`line ${line}: ${what}`);
    };
    const argument = args[0];
    if (verb === 'go' || verb === 'toolchain') {
      if (argument === undefined || args.length > 1) {
        problem(`"${verb}" needs one version`);
        return;
      }
      if (verb === 'toolchain' && argument === 'default') return;
      const version = (verb === 'go' ? GO_LINE : TOOLCHAIN_LINE).test(argument)
        ? parseGoVersion(argument)
        : undefined;
      if (version === undefined) {
        problem(`"${shorten(argument)}" is not a Go version`);
        return;
      }
      if ((verb === 'go' ? go : toolchain) !== undefined) {
        problem(`a second "${verb}" line`);
        return;
      }
      if (verb === 'go') go = version;
      else toolchain = version;
    } else if (verb === 'module' && kind === 'go.mod') {
      if (argument === undefined || args.length > 1) {
        problem('"module" needs one path');
        return;
      }
      if (module !== undefined) {
        problem('a second "module" line');
        return;
      }
      module = argument;
    } else if (verb === 'use' && kind === 'go.work') {
      if (argument === undefined || args.length > 1) {
        problem('"use" needs one directory');
        return;
      }
      use.push(argument);
    } else if (verb === 'require' && kind === 'go.mod') {
      const [path, version] = args;
      // What is malformed here keeps types out of view; the go command says what is wrong with it.
      if (path !== undefined && version !== undefined) require.push({ path, version });
    } else if (verb === 'replace') {
      const replacement = replacementOf(args);
      if (replacement !== undefined) replace.push(replacement);
    } else if (!OTHER_DIRECTIVES[kind].has(verb)) {
      problem(`"${shorten(verb)}" is not a directive of ${kind}`);
    }
  };

  let block: { readonly verb: string; readonly line: number } | undefined;
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  for (const [index, lineText] of lines.entries()) {
    const line = index + 1;
    const tokens = tokensOf(lineText);
    const [first, ...rest] = tokens;
    if (first === undefined) continue;
    if (tokens.some((token) => token === '"' || token === '`')) {
      problems.push(`line ${line}: a string is not closed`);
    } else if (block !== undefined) {
      if (first === ')') block = undefined;
      else statement(block.verb, tokens.map(unquote), line);
    } else if (rest[0] === '(' && rest.at(-1) === ')') {
      statement(unquote(first), rest.slice(1, -1).map(unquote), line);
    } else if (rest.length === 1 && rest[0] === '(') {
      block = { verb: unquote(first), line };
    } else {
      statement(unquote(first), rest.map(unquote), line);
    }
  }
  if (block !== undefined) problems.push(`line ${block.line}: the block is not closed`);
  return { module, go, toolchain, use, require, replace, problems };
}

/** `old [version] => new [version]` */
function replacementOf(args: readonly string[]): Replacement | undefined {
  const arrow = args.indexOf('=>');
  const [path, version] = args.slice(0, arrow);
  const [by, byVersion] = args.slice(arrow + 1);
  return arrow < 1 || path === undefined || by === undefined ? undefined : { path, version, by, byVersion };
}

function tokensOf(line: string): string[] {
  const tokens = line.match(TOKEN) ?? [];
  return tokens.filter((token) => !token.startsWith('//'));
}

function unquote(token: string): string {
  if (token.startsWith('`')) return token.slice(1, -1);
  if (token.startsWith('"')) return token.slice(1, -1).replace(/\\(["\\])/g, '$1');
  return token;
}

/** Messages must stay one line, however long a malformed word is. */
function shorten(word: string): string {
  return word.length > 40 ? `${word.slice(0, 40)}…` : word;
}
