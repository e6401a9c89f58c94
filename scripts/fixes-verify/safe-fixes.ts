import { basename } from 'node:path';
import { changedPlaces, countRun, type RunLines } from './coverage.ts';
import type { GoCommand } from './go-command.ts';
import { addedTo } from './go-output.ts';
import type { Linter } from './linter.ts';
import { compareTests, type PackageResult, type TestChange, type TestResults } from './test-results.ts';
import { packagesOf } from './touched.ts';
import type { Workspace } from './workspace.ts';
import { Unusable } from './unusable.ts';

export interface SafeSettings {
  /** What `check` is told besides. */
  readonly options: readonly string[];
  readonly tests: boolean;
  readonly secondsPerPackage: number;
}

/** What became of a module by all its safe fixes. */
export interface SafeResult {
  readonly fixes: number;
  readonly files: number;
  readonly packages: number;
  /** Files that were fixed and that this build does not compile. */
  readonly notBuilt: readonly string[];
  readonly buildFailures: readonly string[];
  readonly vetComplaints: readonly string[];
  readonly unformatted: readonly string[];
  /** Undefined where tests were not asked for. */
  readonly tests: TestsResult | undefined;
  /** What a second `--fix` would change. */
  readonly secondRun: string;
}

interface TestsResult {
  readonly compared: number;
  readonly changes: readonly TestChange[];
  /** Tests that end now so, now so, with and without the fixes. */
  readonly unsteady: readonly TestChange[];
  readonly timedOut: readonly string[];
  /** Changed places, and those of them that a test ran. */
  readonly places: number;
  readonly placesRun: number;
}

/** Times a test that ended otherwise is run again, with the fixes and without. */
const REPEATS = 3;

/** Applies all safe fixes and compares build, vet, gofmt and tests with what they said before. The fixes stay applied. */
export function verifySafeFixes(
  workspace: Workspace,
  go: GoCommand,
  linter: Linter,
  { options, tests, secondsPerPackage }: SafeSettings,
): SafeResult {
  const safe = linter.fixes(options).filter(({ applicability }) => applicability === 'safe');
  const files = [...new Set(safe.map(({ file }) => file))];
  const { packageOf, notBuilt } = packagesOf(files, workspace, go);
  const packages = [...new Set(packageOf.values())];
  const formatted = files.filter((file) => !go.unformatted([file]).has(file));

  const brokenBefore = go.build(['./...']);
  if (packages.some((name) => brokenBefore.has(name)))
    throw new Unusable(`it does not build as it is: ${[...brokenBefore].join(', ')}`);
  const vetBefore = packages.length === 0 ? [] : go.vet(packages);
  const testsBefore = tests && packages.length > 0 ? go.test(packages, secondsPerPackage).results : undefined;

  const fixes = files.length === 0 ? 0 : linter.applySafe(files, options);
  const fixedTexts = new Map(files.map((file) => [file, workspace.read(file)]));

  const buildFailures = [...go.build(['./...'])].filter((name) => !brokenBefore.has(name));
  const vetComplaints = packages.length === 0 ? [] : addedTo(vetBefore, go.vet(packages));
  const unformatted = [...go.unformatted(formatted)];
  const secondRun = files.length === 0 ? '' : linter.preview(files, options);

  let testsResult: TestsResult | undefined;
  if (testsBefore !== undefined) {
    const { results, ran } = go.test(packages, secondsPerPackage);
    const { compared, changes, timedOut } = compareTests(testsBefore, results);
    const unsteady = changes.filter((change) => isUnsteady(change));
    testsResult = {
      compared,
      changes: changes.filter((change) => !unsteady.includes(change)),
      unsteady,
      timedOut,
      ...placesRun(ran),
    };
  }
  return {
    fixes,
    files: files.length,
    packages: packages.length,
    notBuilt,
    buildFailures,
    vetComplaints,
    unformatted,
    tests: testsResult,
    secondRun,
  };

  /** True when the test also ends as before with the fixes, or as after without them. */
  function isUnsteady(change: TestChange): boolean {
    const again = (wanted: TestChange['after']): boolean => {
      for (let repeat = 0; repeat < REPEATS; repeat++) {
        const { results } = go.test([change.package], secondsPerPackage, [change.test]);
        if (outcomeOf(results, change) === wanted) return true;
      }
      return false;
    };
    if (again(change.before)) return true;
    workspace.restore();
    const unsteady = again(change.after);
    for (const [file, text] of fixedTexts) workspace.write(file, text);
    return unsteady;
  }

  function placesRun(ran: RunLines): { readonly places: number; readonly placesRun: number } {
    const counts = [...packageOf].map(([file, name]) => {
      const places = changedPlaces(workspace.original(file), fixedTexts.get(file) ?? '');
      return [places.length, countRun(places, ran.get(`${name}/${basename(file)}`) ?? [])] as const;
    });
    return {
      places: counts.reduce((sum, [places]) => sum + places, 0),
      placesRun: counts.reduce((sum, [, run]) => sum + run, 0),
    };
  }
}

function outcomeOf(results: TestResults, change: TestChange): TestChange['after'] {
  const result: PackageResult | undefined = results.get(change.package);
  return result?.tests.get(change.test);
}
