import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';

const work = mkdtempSync(join(tmpdir(), 'bucketwise-corpus-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const SITE = { repository: 'owner/name', commit: COMMIT, path: 'a.go', line: 7, rule: 'copy-loop' };
const LABEL = JSON.stringify({ ...SITE, verdict: 'worth', reason: 'Copies all of a map.' });

const labels = join(work, 'labels');
const checkout = join(work, 'name');
mkdirSync(labels);
mkdirSync(checkout);
writeFileSync(join(labels, 'a.jsonl'), `${LABEL}\n\n`);

function run(...args: readonly string[]) {
  const script = join(import.meta.dirname, 'run.mjs');
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, '--labels', labels, ...args], {
    encoding: 'utf8',
  });
  return { stdout, stderr, status };
}

it('explains itself, and what it was not asked right', () => {
  const help = run('--help');
  expect(help.stdout).toMatch(/^Usage: npm run corpus/);
  expect(help.status).toBe(0);
  const unknown = run('--all');
  expect(unknown.stderr).toContain("Unknown option '--all'");
  expect(unknown.status).toBe(2);
  expect(run().stderr).toMatch(/^Usage: /);
});

it('leaves out repositories that are not as they were labelled', () => {
  expect(run(join(work, 'nowhere')).stderr).toContain('owner/name is left out: there is no ');
  writeFileSync(join(checkout, '.commit'), 'fedcba9876543210fedcba9876543210fedcba98');
  expect(run(work).stderr).toContain(`the labels are for ${COMMIT}`);
  writeFileSync(join(checkout, '.commit'), `${COMMIT}\n`);
  const { stderr, status } = run(work);
  expect(stderr).toMatch(/has no a\.go\nNothing/);
  expect(status).toBe(2);
});

it('tidies labels', () => {
  expect(run('--tidy').status).toBe(0);
  expect(readFileSync(join(labels, 'a.jsonl'), 'utf8')).toBe(`${LABEL}\n`);
});
