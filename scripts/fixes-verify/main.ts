import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { GoCommand } from './go-command.ts';
import { Linter } from './linter.ts';
import { faultsOf, remarksOf, table, type ModuleResult } from './report.ts';
import { verifyReviewFixes } from './review-fixes.ts';
import { verifySafeFixes } from './safe-fixes.ts';
import { Unusable } from './unusable.ts';
import { Workspace } from './workspace.ts';

const USAGE = `Usage: npm run fixes:verify -- [options] MODULE…

Proves on real Go modules that fixes compile and keep behaviour. Each module is copied with the checkout around it, all
safe fixes are applied to the copy, and go build, go vet, gofmt and the tests of the packages fixed are compared with what
they said before; a second run must find nothing to fix.
  --all            the safe fixes of check --all: every rule, every confidence, no thresholds
  --review         also apply the fixes for review, and tell which of them compile
  --no-tests       run no tests
  --minutes N      leave a package out whose tests take longer (default 5)
  --create FILE    make an empty file that the checkout lacks and the build needs; may be given several times
  --work DIR       copy to this folder and leave the copies there (default: a temporary folder)
  --help           this text

The exit code is 1 when a fix is at fault, 2 when a module cannot be judged.`;

/** Runs the command with the command line at `cli`. Returns the exit code. */
export function main(args: readonly string[], cli: string): number {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        all: { type: 'boolean', default: false },
        review: { type: 'boolean', default: false },
        'no-tests': { type: 'boolean', default: false },
        minutes: { type: 'string', default: '5' },
        create: { type: 'string', multiple: true, default: [] },
        work: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const minutes = Number(values.minutes);
  if (!(minutes > 0)) return refuse(`--minutes takes a number, not ${values.minutes}`);
  if (positionals.length === 0) return refuse('no module is named');

  const results: ModuleResult[] = [];
  let exitCode = 0;
  for (const module of positionals) {
    const work = workFolder(values.work);
    try {
      const result = verify(module, work);
      results.push(result);
      const faults = faultsOf(result);
      console.log(`${result.name}: ${faults.length === 0 ? 'all well' : 'at fault'}`);
      for (const line of [...faults, ...remarksOf(result)]) console.log(`  ${line}`);
      if (faults.length > 0) exitCode = Math.max(exitCode, 1);
    } catch (error) {
      if (!(error instanceof Unusable)) throw error;
      console.error(`${module}: cannot be judged: ${error.message}`);
      exitCode = 2;
    } finally {
      if (values.work === undefined) rmSync(work, { recursive: true, force: true });
    }
  }
  if (results.length > 0) console.log(`\n${table(results)}`);
  return exitCode;

  function verify(module: string, work: string): ModuleResult {
    const workspace = Workspace.copy(module, work, values.create);
    const go = new GoCommand(workspace.directory);
    const linter = new Linter(cli, workspace);
    const safe = verifySafeFixes(workspace, go, linter, {
      options: values.all ? ['--all'] : [],
      tests: !values['no-tests'],
      secondsPerPackage: Math.ceil(minutes * 60),
    });
    const review = values.review ? verifyReviewFixes(workspace, go, linter) : undefined;
    return { name: workspace.name, commit: workspace.commit, goVersion: go.version, safe, review };
  }
}

function refuse(message: string): number {
  console.error(`${message}\n\n${USAGE}`);
  return 2;
}

function workFolder(wanted: string | undefined): string {
  if (wanted === undefined) return mkdtempSync(join(tmpdir(), 'bucketwise-fixes-'));
  mkdirSync(wanted, { recursive: true });
  return resolve(wanted);
}
