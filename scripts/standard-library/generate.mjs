#!/usr/bin/env node
// Writes src/semantics/standard-library.json with the Go at hand: npm run generate:std
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The table's text, as the Go installation at hand has it. */
export function standardLibraryText() {
  const { stdout, stderr, status, error } = spawnSync('go', ['run', '.'], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    encoding: 'utf8',
    // The pure Go variants of net and os/user declare the same as those with cgo.
    env: { ...process.env, CGO_ENABLED: '0', GOOS: 'linux', GOARCH: 'amd64', GOFLAGS: '' },
    maxBuffer: 64e6,
  });
  if (error !== undefined || status !== 0) throw new Error(error?.message ?? stderr);
  return stdout;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = fileURLToPath(new URL('../../src/semantics/standard-library.json', import.meta.url));
  writeFileSync(file, standardLibraryText());
  console.log(`${file} is written.`);
}
