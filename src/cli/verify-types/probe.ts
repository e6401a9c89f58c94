import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { atLeast, parseGoVersion } from '../../base/go-version.ts';
import type { Host } from '../host.ts';

/** The oldest Go whose go/types the program is written for. */
const OLDEST_MINOR = 22;

/** Directories handed to one run, so that command lines stay short enough for every system. */
const DIRECTORIES_A_RUN = 200;

/** What go/types knows of one operand. */
export interface Operand {
  readonly line: number;
  readonly column: number;
  /** Begin and end as `OperandKinds` names them. */
  readonly place: string;
  /** `index`, `range`, `delete` or `len`. */
  readonly use: string;
  /** Kind of the underlying type. */
  readonly kind: string;
}

export interface ProbeResult {
  /** By absolute path of the file. */
  readonly operands: ReadonlyMap<string, readonly Operand[]>;
  /** One line for each package that does not load whole. */
  readonly problems: readonly string[];
}

/** The program `operands.go`, built for one module. */
export interface Probe {
  readonly operandsIn: (directories: readonly string[]) => Promise<ProbeResult>;
  /** Removes what was built. */
  readonly release: () => void;
}

/** Why there is no second opinion to be had, in plain words. */
export class NoUsableGo extends Error {}

/**
 * Builds the program with the Go that the module in the directory `root` asks for: only the same release can read what that
 * one compiles.
 * @throws NoUsableGo
 */
export async function buildProbe(root: string, program: string, env: Host['env']): Promise<Probe> {
  const version = await goVersionIn(root, env);
  const folder = mkdtempSync(join(tmpdir(), 'bucketwise-types-'));
  const release = (): void => rmSync(folder, { recursive: true, force: true });
  const binary = join(folder, process.platform === 'win32' ? 'operands.exe' : 'operands');
  try {
    writeFileSync(join(folder, 'operands.go'), program);
    // Flags and workspace of the module are none of the program's business.
    const own = { ...env, GOTOOLCHAIN: version, GOWORK: 'off', GOFLAGS: '', GO111MODULE: 'off' };
    await run('go', ['build', '-o', binary, 'operands.go'], folder, own);
  } catch (error) {
    release();
    throw new NoUsableGo(`the program that asks go/types could not be built: ${messageOf(error)}`);
  }
  return {
    operandsIn: (directories) => operandsIn(binary, directories, root, { ...env, GOTOOLCHAIN: version }),
    release,
  };
}

async function goVersionIn(root: string, env: Host['env']): Promise<string> {
  let text: string;
  try {
    text = (await run('go', ['env', 'GOVERSION'], root, env)).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      throw new NoUsableGo('--verify-types needs Go: there is no go command on PATH');
    throw new NoUsableGo(`--verify-types needs Go: ${messageOf(error)}`);
  }
  const version = parseGoVersion(text);
  if (version !== undefined && !atLeast(version, OLDEST_MINOR))
    throw new NoUsableGo(`--verify-types needs Go 1.${OLDEST_MINOR} or later; ${root} uses ${text}`);
  // A development version cannot be asked for by its name.
  return /^go[\d.]+$/.test(text) ? text : 'local';
}

async function operandsIn(
  binary: string,
  directories: readonly string[],
  root: string,
  env: Host['env'],
): Promise<ProbeResult> {
  const operands = new Map<string, Operand[]>();
  const listOf = (file: string): Operand[] => {
    const known = operands.get(file) ?? [];
    operands.set(file, known);
    return known;
  };
  const problems: string[] = [];
  for (let at = 0; at < directories.length; at += DIRECTORIES_A_RUN) {
    let output: string;
    try {
      output = await run(binary, directories.slice(at, at + DIRECTORIES_A_RUN), root, env);
    } catch (error) {
      throw new NoUsableGo(`the packages in ${root} do not load: ${messageOf(error)}`);
    }
    for (const line of output.split('\n')) {
      const [what, name = '', ...fields] = line.split('\t');
      if (what === 'problem') problems.push(`${name} does not load whole: ${fields.join(' ')}`);
      else if (what === 'operand') listOf(name).push(operandOf(fields));
    }
  }
  return { operands, problems };
}

function operandOf(fields: readonly string[]): Operand {
  const [line = '', column = '', , , use = '', kind = ''] = fields;
  return { line: Number(line), column: Number(column), place: fields.slice(0, 4).join('\t'), use, kind };
}

async function run(command: string, args: readonly string[], cwd: string, env: Host['env']): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, {
    cwd,
    // Go takes the working directory's name from PWD, and with it that of each file, where links lead there.
    env: { ...env, PWD: cwd },
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  return stdout;
}

/** What the process said, else what Node says of it. */
function messageOf(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  return said === '' ? String(error instanceof Error ? error.message : error) : said;
}
