// Records what real Go maps do, one file per Go build and kind of recording, into test/oracle. Needs Go 1.21 or newer on
// PATH; the go command fetches the other releases.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';

const USAGE = `Usage: npm run oracle:record -- [options] [BUILD…]

A build is a release, perhaps with an experiment and an architecture: go1.26.8, go1.24.4-noswissmap, go1.23.12-386. An
architecture is 386, amd64 or arm64, that of this machine where none is named; programs for another run under QEMU's
user emulation (qemu-aarch64-static). Without a build, all are recorded.
  --what traces|fills|sizes   only this kind of recording (traces: single operations; fills: allocations of fills;
                              sizes: a wide range of sizes, which takes minutes), of every build
  --out DIR                   write there instead of into test/oracle
  --seed N, --scale N         traces: play other programs, or programs so many times longer
  --run TEXT                  traces: only runs with this in their name
  --states                    traces: write the whole state after every operation`;

/** What QEMU calls them. */
const PROCESSORS = { 386: 'i386', amd64: 'x86_64', arm64: 'aarch64' };
/** Architectures whose programs a machine runs itself, by Node's name of its own. */
const NATIVE = { x64: ['amd64', '386'], arm64: ['arm64'], ia32: ['386'] };

const KINDS = ['traces', 'fills', 'sizes'];
const WITH_FILLS = ['traces', 'fills'];

/** Sizes and fills are recorded where the runtime's memory differs. A brief recording has fewer types. */
const BUILDS = [
  { release: 'go1.18.10', kinds: WITH_FILLS },
  { release: 'go1.19.13', kinds: ['traces'] },
  { release: 'go1.20.14', kinds: WITH_FILLS },
  { release: 'go1.21.13', kinds: KINDS },
  { release: 'go1.22.12', kinds: WITH_FILLS },
  { release: 'go1.23.12', kinds: KINDS },
  { release: 'go1.24.4', kinds: KINDS },
  { release: 'go1.24.4', experiment: 'noswissmap', kinds: WITH_FILLS },
  { release: 'go1.25.12', kinds: WITH_FILLS },
  { release: 'go1.25.12', experiment: 'noswissmap', kinds: ['traces'] },
  { release: 'go1.26.8', kinds: KINDS },
  { release: 'go1.27.0', kinds: KINDS },
  { release: 'go1.27.0', experiment: 'mapsplitgroup', kinds: ['traces'] },
  { release: 'go1.23.12', architecture: '386', kinds: ['traces'], brief: true },
  { release: 'go1.27.0', architecture: '386', kinds: ['traces'], brief: true },
  { release: 'go1.26.8', architecture: 'arm64', kinds: ['traces'], brief: true },
];
const NAME = /^(go1\.\d+(?:\.\d+|rc\d+)?)(?:-([a-z]+))?(?:-(386|amd64|arm64))?$/;

const folder = dirname(fileURLToPath(import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'bucketwise-oracle-'));
try {
  process.exitCode = main();
} finally {
  rmSync(work, { recursive: true, force: true });
}

function main() {
  const options = readOptions();
  if (options === undefined) return 2;
  const missing = [];
  const stuck = [];
  let recorded = 0;
  let failed = false;
  for (const build of options.builds) {
    const root = rootOf(build.release);
    if (root === undefined) {
      missing.push(build.release);
      continue;
    }
    const program = compile(root, build);
    const command = program && commandFor(program, build.architecture);
    if (command === undefined) {
      stuck.push(nameOf(build));
      continue;
    }
    const passed = build.brief === true ? [...options.passed, '-brief'] : options.passed;
    for (const kind of options.what === undefined ? build.kinds : [options.what]) {
      const recording = outputOf([...command, '-what', kind, ...passed]);
      if (recording === undefined) {
        stuck.push(`${nameOf(build)} (${kind})`);
        failed = true;
        continue;
      }
      write(options.out, kind, build, recording);
      recorded++;
    }
  }
  if (missing.length > 0) console.log(`Could not get: ${[...new Set(missing)].join(', ')}`);
  if (stuck.length > 0) console.log(`Could not make or run: ${stuck.join(', ')}`);
  // Some builds may be out of reach; none at all is no recording, and probes that begin and fail are broken.
  return recorded === 0 || failed ? 1 : 0;
}

function readOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        what: { type: 'string' },
        out: { type: 'string', default: join(folder, '..', 'test', 'oracle') },
        seed: { type: 'string', default: '1' },
        scale: { type: 'string', default: '1' },
        run: { type: 'string', default: '' },
        states: { type: 'boolean', default: false },
      },
    });
    if (values.what !== undefined && !KINDS.includes(values.what))
      throw new Error(`unknown kind ${values.what}`);
    return {
      builds: positionals.length === 0 ? BUILDS : positionals.map(named),
      what: values.what,
      out: resolve(values.out),
      passed: [
        `-seed=${values.seed}`,
        `-scale=${values.scale}`,
        `-only=${values.run}`,
        ...(values.states ? ['-states'] : []),
      ],
    };
  } catch (error) {
    console.error(`${error.message}\n\n${USAGE}`);
    return undefined;
  }
}

function named(name) {
  const match = NAME.exec(name);
  if (match === null) throw new Error(`${name} is no Go build`);
  const [, release, experiment, architecture] = match;
  const asked = { release, experiment, architecture, kinds: KINDS };
  return BUILDS.find((build) => nameOf(build) === nameOf(asked)) ?? asked;
}

function nameOf({ release, experiment, architecture }) {
  return [release, experiment, architecture].filter((part) => part !== undefined).join('-');
}

/** The GOROOT of a release, which the go command fetches if need be; undefined where it cannot be had. */
function rootOf(release) {
  try {
    const env = { ...process.env, GOTOOLCHAIN: release, GOFLAGS: '', GOEXPERIMENT: '' };
    return execFileSync('go', ['env', 'GOROOT'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'ignore'] })
      .toString()
      .trim();
  } catch {
    return undefined;
  }
}

/** The probes as a program of a build; undefined where the release does not know the experiment or the architecture. */
function compile(root, { experiment, architecture }) {
  const program = join(work, 'oracle');
  try {
    execFileSync(join(root, 'bin', 'go'), ['build', '-o', program, '.'], {
      cwd: folder,
      env: {
        ...process.env,
        GOROOT: root,
        GOTOOLCHAIN: 'local',
        GOFLAGS: '',
        GOEXPERIMENT: experiment ?? '',
        GOARCH: architecture ?? '',
        CGO_ENABLED: '0',
        // Go 1.19 does not find its own packages when it lies inside the module cache, where the go command puts it.
        GOMODCACHE: join(work, 'mod'),
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    return program;
  } catch {
    return undefined;
  }
}

/** The words that run a program, under an emulator if need be; undefined where nothing here can. */
function commandFor(program, architecture) {
  if (architecture === undefined) return [program];
  const emulator = `qemu-${PROCESSORS[architecture]}`;
  const commands = [
    [`${emulator}-static`, program],
    [emulator, program],
  ];
  if (NATIVE[process.arch]?.includes(architecture)) commands.unshift([program]);
  return commands.find(([file, ...before]) => {
    try {
      execFileSync(file, [...before, '-help'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  });
}

/** What a command writes; undefined when it fails. */
function outputOf([file, ...words]) {
  try {
    return execFileSync(file, words, { maxBuffer: 2 ** 31, stdio: ['ignore', 'pipe', 'inherit'] });
  } catch {
    return undefined;
  }
}

function write(out, kind, build, recording) {
  JSON.parse(recording.toString());
  const name = nameOf(build);
  const file = join(out, kind, `${name}.json.gz`);
  mkdirSync(dirname(file), { recursive: true });
  const zipped = gzipSync(recording, { level: 9 });
  writeFileSync(file, zipped);
  console.log(`${kind} ${name}: ${zipped.length} bytes`);
}
