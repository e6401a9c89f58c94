import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { discover, type SourceDirectory } from '../../analysis/node/discover.ts';
import { createGoContextFinder, type GoContextFinder } from '../../analysis/node/go-modules.ts';
import { ModulePackages, moduleCacheOf } from '../../analysis/node/module-packages.ts';
import { operandKinds } from '../../analysis/node/operand-kinds.ts';
import { formatCount } from '../../base/format.ts';
import { withoutControls } from '../../report/columns.ts';
import type { GoGrammar } from '../../syntax/grammar.ts';
import { EXIT, type Host } from '../host.ts';
import { buildProbe, NoUsableGo, type ProbeResult } from './probe.ts';
import { Tally } from './tally.ts';

/** Packages that do not load whole named at most. */
const SHOWN_PROBLEMS = 40;

/**
 * Runs `bucketwise check --verify-types`: compares which operands of index, range, delete and len expressions Bucketwise takes
 * for maps with what go/types says. A module that does not load is told of and left out. Returns the exit status.
 */
export async function verifyTypes(paths: readonly string[], host: Host, grammar: GoGrammar): Promise<number> {
  const told = new Set<string>();
  const complain = (text: string): void => {
    if (!told.has(text)) host.stderr.write(`bucketwise: ${withoutControls(text)}\n`);
    told.add(text);
  };
  const { directories, missing } = await discover(paths, host.cwd);
  for (const path of missing) complain(`${path} does not exist`);
  if (missing.length > 0) return EXIT.couldNotRun;

  const program = await host.readOperandProgram();
  const comparison = new Comparison(host, grammar);
  for (const [root, members] of byModule(directories)) {
    try {
      await comparison.ofModule(root, members, program);
    } catch (error) {
      if (!(error instanceof NoUsableGo)) throw error;
      if (!host.interrupted.isCancellationRequested) complain(error.message);
    }
    if (host.interrupted.isCancellationRequested) return EXIT.interrupted;
  }
  const { tally, problems } = comparison;
  for (const problem of problems.slice(0, SHOWN_PROBLEMS)) complain(problem);
  if (problems.length > SHOWN_PROBLEMS)
    complain(`and ${formatCount(problems.length - SHOWN_PROBLEMS)} more packages`);
  if (tally.operands === 0) {
    if (told.size === 0) complain(`go/types knows no operand in ${paths.join(', ')}`);
    return EXIT.couldNotRun;
  }
  host.stdout.write(tally.report());
  return tally.count('wrong') > 0 ? EXIT.findings : EXIT.clean;
}

/** Compares module after module. */
class Comparison {
  readonly tally = new Tally();
  /** One line for each package that does not load whole. */
  readonly problems: string[] = [];
  readonly #host: Host;
  readonly #grammar: GoGrammar;
  readonly #finder: GoContextFinder;
  readonly #packages: ModulePackages;

  constructor(host: Host, grammar: GoGrammar) {
    this.#host = host;
    this.#grammar = grammar;
    this.#finder = createGoContextFinder({ setting: undefined, env: host.env });
    this.#packages = new ModulePackages(grammar, moduleCacheOf(host.env));
  }

  /** @throws NoUsableGo */
  async ofModule(root: string, members: readonly SourceDirectory[], program: string): Promise<void> {
    const probe = await buildProbe(root, program, this.#host.env);
    let result: ProbeResult;
    try {
      result = await probe.operandsIn(members.map(({ directory }) => directory));
    } finally {
      probe.release();
    }
    this.problems.push(...result.problems);
    const judged = new Set(members.flatMap((member) => filesOf(member)));
    const files = [...result.operands.keys()].filter((file) => judged.has(file));
    for await (const { file, kinds } of operandKinds(this.#grammar, files, this.#finder, this.#packages)) {
      for (const operand of result.operands.get(file) ?? []) {
        const place = `${relative(this.#host.cwd, file)}:${operand.line}:${operand.column}`;
        this.tally.add(operand, kinds, place);
      }
    }
  }
}

function filesOf({ directory, judged }: SourceDirectory): string[] {
  return [...judged].map((name) => join(directory, name));
}

/** Directories by the directory of their go.mod, or by themselves where there is none. */
function byModule(directories: readonly SourceDirectory[]): Map<string, SourceDirectory[]> {
  const modules = new Map<string, SourceDirectory[]>();
  for (const member of directories) {
    const root = moduleRoot(member.directory) ?? member.directory;
    modules.set(root, [...(modules.get(root) ?? []), member]);
  }
  return modules;
}

function moduleRoot(directory: string): string | undefined {
  for (let at = directory; ; at = dirname(at)) {
    if (existsSync(join(at, 'go.mod'))) return at;
    if (dirname(at) === at) return undefined;
  }
}
