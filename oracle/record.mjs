// Records what real Go maps allocate, one file per Go release, into test/oracle. Needs Go 1.21 or newer on PATH; the
// go command fetches the releases themselves. `npm run oracle:record -- go1.26.8` records only the releases named.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const RELEASES = [
  { toolchain: 'go1.18.10' },
  { toolchain: 'go1.20.14' },
  { toolchain: 'go1.21.13' },
  { toolchain: 'go1.22.12' },
  { toolchain: 'go1.23.12' },
  { toolchain: 'go1.24.4' },
  { toolchain: 'go1.24.4', experiment: 'noswissmap' },
  { toolchain: 'go1.25.12' },
  { toolchain: 'go1.26.8' },
  { toolchain: 'go1.27.0' },
];

const folder = dirname(fileURLToPath(import.meta.url));
const target = join(folder, '..', 'test', 'oracle');
const wanted = process.argv.slice(2);

mkdirSync(target, { recursive: true });
for (const { toolchain, experiment } of RELEASES) {
  if (wanted.length > 0 && !wanted.includes(toolchain)) continue;
  const name = experiment === undefined ? toolchain : `${toolchain}-${experiment}`;
  const recording = execFileSync('go', ['run', '.'], {
    cwd: folder,
    env: { ...process.env, GOTOOLCHAIN: toolchain, GOFLAGS: '', GOEXPERIMENT: experiment ?? '' },
    maxBuffer: 64 * 2 ** 20,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  JSON.parse(recording.toString());
  writeFileSync(join(target, `${name}.json.gz`), gzipSync(recording, { level: 9 }));
  process.stderr.write(`${name}: ${recording.length} bytes\n`);
}
