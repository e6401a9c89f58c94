// The suites that need a Go toolchain. Without one they are skipped, unless CI or BUCKETWISE_REQUIRE_GO is set.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
if (spawnSync('go', ['version']).status !== 0) {
  const required = Boolean(process.env['CI'] || process.env['BUCKETWISE_REQUIRE_GO']);
  console.log(
    `The suites that need Go were ${required ? 'NOT RUN' : 'skipped'}: there is no go command on PATH.`,
  );
  process.exit(required ? 1 : 0);
}
const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
const { status } = spawnSync(process.execPath, [vitest, 'run', '--config', 'test/go/vitest.config.ts'], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
