import type { Cancellation } from '../base/cancellation.ts';
import type { GrammarBytes } from '../syntax/grammar.ts';

/** Where text goes. */
export interface Output {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** Width of the terminal in cells; undefined where there is none. */
  readonly columns?: number | undefined;
  /** True once the reader has gone (`bucketwise check | head`): what is written then reaches nobody. */
  readonly isClosed: boolean;
}

/** What the build made of the simulator's page. */
export interface PageParts {
  readonly script: string;
  readonly style: string;
  /** Colours for a page without an editor around it. */
  readonly colours: string;
}

/** Everything the command line takes from outside, so that tests can stand in for the process. */
export interface Host {
  readonly arguments: readonly string[];
  /** Relative paths start here. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  readonly readGrammar: () => Promise<GrammarBytes>;
  /** The Go program that asks go/types for `check --verify-types`. */
  readonly readOperandProgram: () => Promise<string>;
  /** Rejects where the build has not put it there. */
  readonly readPage: () => Promise<PageParts>;
  /** Writes a file anew; its path may be relative to `cwd`. */
  readonly writeFile: (path: string, text: string) => Promise<void>;
  /** Starts the language server on standard input and output, which end the process when they close. */
  readonly startServer: () => void;
  /** Set by Ctrl+C. */
  readonly interrupted: Cancellation;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
}

/** What the process returns to its caller. 130 is what shells expect of an interrupted program (128 + SIGINT). */
export const EXIT = { clean: 0, findings: 1, couldNotRun: 2, interrupted: 130 } as const;

/** Colours only where a person looks, and by the conventions of no-color.org and force-color.org. */
export function wantsColour(output: Output, env: Host['env']): boolean {
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  if (env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '') return env['FORCE_COLOR'] !== '0';
  return output.isTerminal && env['TERM'] !== 'dumb';
}

/** Characters beyond ASCII only where the locale (POSIX: LC_ALL, LC_CTYPE, LANG in this order) can show them. */
export function wantsUnicode(env: Host['env']): boolean {
  if (env['TERM'] === 'dumb') return false;
  // Windows has no such variables, and its console takes any character.
  if (env['OS'] === 'Windows_NT') return true;
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(
    (value) => value !== undefined && value !== '',
  );
  return /utf-?8/i.test(locale ?? '');
}
