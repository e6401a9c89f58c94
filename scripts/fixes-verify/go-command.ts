import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunLines, parseCoverProfile } from './coverage.ts';
import { LIST_FORMAT, type ListedPackage, complaintsIn, packagesIn, parseList } from './go-output.ts';
import { type TestResults, parseTestEvents, runPattern } from './test-results.ts';
import { Unusable } from './unusable.ts';

/** Output of a whole module's tests, with all that they print. */
const MAX_OUTPUT = 500_000_000;

interface Output {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The go command in one module. */
export class GoCommand {
  readonly #directory: string;
  readonly #root: string;
  readonly version: string;

  /** @throws Unusable where there is no Go, or none that takes the module. */
  constructor(directory: string) {
    this.#directory = directory;
    const { stdout, stderr, status } = this.#run('go', ['env', 'GOROOT', 'GOVERSION']);
    const [root = '', version = ''] = stdout.trim().split('\n');
    if (status !== 0) throw new Unusable(`the go command cannot be used here: ${firstLines(stderr)}`);
    this.#root = root;
    this.version = version;
  }

  /** The packages in these folders; those whose every file another build compiles have no files. */
  list(folders: readonly string[]): readonly ListedPackage[] {
    const { stdout, stderr } = this.#run('go', ['list', '-e', '-f', LIST_FORMAT, ...folders]);
    const packages = parseList(stdout);
    if (packages.length === 0) throw new Unusable(`the module cannot be loaded: ${firstLines(stderr)}`);
    return packages;
  }

  /** The packages that do not compile. Those that import one of them are not tried. */
  build(patterns: readonly string[]): ReadonlySet<string> {
    const { status, stderr } = this.#run('go', ['build', ...patterns]);
    const failed = packagesIn(stderr);
    if (status !== 0 && failed.size === 0)
      throw new Unusable(`its dependencies cannot be had: ${firstLines(stderr)}`);
    return status === 0 ? new Set() : failed;
  }

  /** What vet complains about in the packages and their tests. */
  vet(packages: readonly string[]): readonly string[] {
    const { status, stderr } = this.#run('go', ['vet', ...packages]);
    const complaints = complaintsIn(stderr);
    if (status !== 0 && complaints.length === 0)
      throw new Unusable(`go vet cannot run: ${firstLines(stderr)}`);
    return status === 0 ? [] : complaints;
  }

  /** Runs the packages' tests, all or those named. Also tells which lines they ran. */
  test(
    packages: readonly string[],
    secondsPerPackage: number,
    only?: readonly string[],
  ): { readonly results: TestResults; readonly ran: RunLines } {
    const folder = mkdtempSync(join(tmpdir(), 'bucketwise-cover-'));
    const profile = join(folder, 'profile');
    try {
      const { stdout } = this.#run('go', [
        'test',
        '-json',
        '-short',
        '-count=1',
        '-vet=off',
        `-timeout=${secondsPerPackage}s`,
        `-coverprofile=${profile}`,
        ...(only === undefined ? [] : ['-run', runPattern(only)]),
        ...packages,
      ]);
      return { results: parseTestEvents(stdout), ran: parseCoverProfile(readIfThere(profile)) };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** Those of the files that gofmt would write otherwise or cannot read. */
  unformatted(files: readonly string[]): ReadonlySet<string> {
    if (files.length === 0) return new Set();
    const { stdout, stderr } = this.#run(join(this.#root, 'bin', 'gofmt'), ['-l', ...files]);
    const names = stdout.split('\n').filter((name) => name !== '');
    const unread = [...stderr.matchAll(/^(\S[^:]*\.go):\d+/gm)].map(([, name = '']) => name);
    return new Set([...names, ...unread]);
  }

  #run(command: string, args: readonly string[]): Output {
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd: this.#directory,
      encoding: 'utf8',
      maxBuffer: MAX_OUTPUT,
    });
    if (error !== undefined)
      throw new Unusable(
        'code' in error && error.code === 'ENOENT' ? `there is no ${command} command` : error.message,
      );
    return { status, stdout, stderr };
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Nothing was run.
    return '';
  }
}

/** What went wrong, without what was fetched before it did. */
function firstLines(text: string): string {
  const lines = text.trim().split('\n');
  return lines
    .filter((line) => !line.startsWith('go: downloading '))
    .slice(0, 5)
    .join('\n  ');
}
