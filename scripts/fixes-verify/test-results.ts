export type Outcome = 'pass' | 'fail' | 'skip';

/** What became of one package's tests. */
export interface PackageResult {
  /** By name; a subtest's name begins with that of its test and a `/`. */
  readonly tests: ReadonlyMap<string, Outcome>;
  readonly timedOut: boolean;
}

export type TestResults = ReadonlyMap<string, PackageResult>;

/** A test that did not end as it did before; undefined where it did not run. */
export interface TestChange {
  readonly package: string;
  readonly test: string;
  readonly before: Outcome;
  readonly after: Outcome | undefined;
}

export interface TestComparison {
  readonly compared: number;
  readonly changes: readonly TestChange[];
  /** Packages left out because their tests take too long. */
  readonly timedOut: readonly string[];
}

/** Reads the stream of `go test -json`; lines that are no event, such as those of the linker, are passed over. */
export function parseTestEvents(output: string): TestResults {
  const results = new Map<string, { tests: Map<string, Outcome>; timedOut: boolean }>();
  for (const line of output.split('\n')) {
    const event = eventOf(line);
    if (event?.Package === undefined) continue;
    const result = results.get(event.Package) ?? { tests: new Map<string, Outcome>(), timedOut: false };
    results.set(event.Package, result);
    if (event.Action === 'output' && event.Output?.startsWith('panic: test timed out after') === true)
      result.timedOut = true;
    const { Action: action, Test: test } = event;
    if (test !== undefined && (action === 'pass' || action === 'fail' || action === 'skip'))
      result.tests.set(test, action);
  }
  return results;
}

interface TestEvent {
  readonly Action?: string;
  readonly Package?: string;
  readonly Test?: string;
  readonly Output?: string;
}

function eventOf(line: string): TestEvent | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as TestEvent;
  } catch {
    return undefined;
  }
}

/**
 * Compares each test with itself. A test that no longer runs is a change; a subtest that does not run under its old name
 * is none, as many are named after a port, a time or a temporary folder.
 */
export function compareTests(before: TestResults, after: TestResults): TestComparison {
  const changes: TestChange[] = [];
  const timedOut: string[] = [];
  let compared = 0;
  for (const [name, { tests, timedOut: tookTooLong }] of before) {
    const now = after.get(name);
    if (tookTooLong || now?.timedOut === true) {
      timedOut.push(name);
      continue;
    }
    for (const [test, outcome] of tests) {
      const then = now?.tests.get(test);
      if (then === undefined && test.includes('/')) continue;
      compared++;
      if (then !== outcome) changes.push({ package: name, test, before: outcome, after: then });
    }
  }
  return { compared, changes, timedOut };
}

/** The value for `-run` that runs these tests, subtests with their whole test. */
export function runPattern(tests: readonly string[]): string {
  const names = new Set(tests.map((test) => test.split('/', 1)[0] ?? test));
  return `^(${[...names].join('|')})$`;
}
