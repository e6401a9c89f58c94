import type { ReviewResult } from './review-fixes.ts';
import type { SafeResult } from './safe-fixes.ts';

/** All that was found out about one module. */
export interface ModuleResult {
  readonly name: string;
  readonly commit: string | undefined;
  readonly goVersion: string;
  readonly safe: SafeResult;
  /** Undefined where fixes for review were not asked for. */
  readonly review: ReviewResult | undefined;
}

/** Fixes for review may need a hand now and then; more than this share must compile as they are. */
const COMPILING_REVIEW_FIXES = 0.95;

/** What is wrong with the fixes, one line each; none when all is well. */
export function faultsOf({ safe, review }: ModuleResult): readonly string[] {
  return [
    ...safe.buildFailures.map((name) => `does not build any more: ${name}`),
    ...safe.vetComplaints.map((complaint) => `vet: ${complaint}`),
    ...safe.unformatted.map((file) => `not as gofmt writes it: ${file}`),
    ...(safe.tests?.changes ?? []).map(
      (change) =>
        `${change.package} ${change.test}: ${change.before} before, ${change.after ?? 'not run'} after`,
    ),
    ...(safe.secondRun === '' ? [] : [`a second run finds more to fix:\n${safe.secondRun}`]),
    ...(review === undefined || compilingShare(review) >= COMPILING_REVIEW_FIXES
      ? []
      : ['too many fixes for review do not compile']),
  ];
}

/** What is worth knowing and no fault of its own. */
export function remarksOf({ safe, review }: ModuleResult): readonly string[] {
  return [
    ...safe.notBuilt.map((file) => `fixed, but not compiled by this build: ${file}`),
    ...(safe.tests?.timedOut ?? []).map((name) => `tests take too long, not compared: ${name}`),
    ...(safe.tests?.unsteady ?? []).map((change) => `unsteady test: ${change.package} ${change.test}`),
    ...(review?.broken ?? []).map((fix) => `fix for review does not compile: ${describe(fix)}`),
    ...(review?.unformatted ?? []).map((fix) => `fix for review is not as gofmt writes it: ${describe(fix)}`),
  ];
}

/** The results as a table in Markdown. */
export function table(results: readonly ModuleResult[]): string {
  const rows = results.map(row);
  const header = [
    'module',
    'Go',
    'safe fixes',
    'files',
    'build',
    'vet',
    'gofmt',
    'tests compared',
    'changed',
    'places run',
    'second run',
    'review fixes',
    'compile',
  ];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

function row({ name, commit, goVersion, safe, review }: ModuleResult): readonly string[] {
  const { tests } = safe;
  return [
    commit === undefined ? name : `${name} (${commit})`,
    goVersion.replace(/^go/, ''),
    String(safe.fixes),
    String(safe.files),
    verdict(safe.buildFailures),
    verdict(safe.vetComplaints),
    verdict(safe.unformatted),
    tests === undefined ? '–' : tests.compared.toLocaleString('en'),
    tests === undefined ? '–' : String(tests.changes.length),
    tests === undefined ? '–' : `${tests.placesRun} of ${tests.places}`,
    safe.secondRun === '' ? 'empty' : 'not empty',
    review === undefined ? '–' : String(review.tried),
    review === undefined ? '–' : `${(100 * compilingShare(review)).toFixed(1)} %`,
  ];
}

function verdict(faults: readonly string[]): string {
  return faults.length === 0 ? 'ok' : String(faults.length);
}

function compilingShare({ tried, broken }: ReviewResult): number {
  return tried === 0 ? 1 : (tried - broken.length) / tried;
}

function describe({ file, line, rule, title }: ReviewResult['broken'][number]): string {
  return `${file}:${line} ${rule}: ${title}`;
}
