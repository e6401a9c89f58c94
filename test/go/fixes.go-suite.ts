import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { mergeSafeFixes } from '../../src/analysis/merge-fixes.ts';
import { applyEdits } from '../../src/base/text.ts';
import { RULES } from '../../src/rules/index.ts';
import { analyze } from '../support/analyze.ts';

const root = resolve(import.meta.dirname, '../..');
const work = mkdtempSync(join(tmpdir(), 'bucketwise-go-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

function go(directory: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('go', args, {
    cwd: directory,
    encoding: 'utf8',
    env: { ...process.env, GOFLAGS: '-mod=mod', GOTOOLCHAIN: 'local' },
  });
  return status === 0 ? 'ok' : `${stdout}${stderr}`;
}

/** True for a source that gofmt would write otherwise. */
function isUnformatted(source: string): boolean {
  const { status, stdout } = spawnSync('gofmt', [], { input: source, encoding: 'utf8' });
  return status !== 0 || stdout !== source;
}

function withoutWants(source: string): string {
  return source.replace(/^[ \t]*\/\/ want below .*\n|[ \t]*\/\/ want .*$/gm, '');
}

function folderOf(name: string): string {
  const folder = join(work, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'go.mod'), 'module example.com/check\n\ngo 1.24\n');
  return folder;
}

describe.each(RULES.map((rule) => rule.id))('%s', (id) => {
  const fixtures = join(root, 'src/rules', id, 'fixtures');
  const files = readdirSync(fixtures).filter((name) => name.endsWith('.go'));

  it('has fixtures that compile', () => {
    const folder = folderOf(`${id}-now`);
    for (const name of files) cpSync(join(fixtures, name), join(folder, name));
    expect(go(folder, 'build', './...')).toBe('ok');
  });

  it('has golden files that compile', () => {
    const folder = folderOf(`${id}-fixed`);
    for (const name of files) cpSync(join(fixtures, name), join(folder, name));
    for (const name of readdirSync(fixtures).filter((file) => file.endsWith('.golden'))) {
      cpSync(join(fixtures, name), join(folder, name.replace(/\.golden$/, '')));
    }
    expect(go(folder, 'build', './...')).toBe('ok');
  });

  it('offers only fixes that compile, those for review included', async () => {
    for (const name of files) {
      const source = readFileSync(join(fixtures, name), 'utf8');
      const siblings = Object.fromEntries(
        files
          .filter((other) => other !== name)
          .map((other) => [other, readFileSync(join(fixtures, other), 'utf8')]),
      );
      const { findings } = await analyze(source, { siblings, options: { everything: true } });
      const fixes = findings.flatMap((finding) => finding.fixes.map((fix) => ({ fix, finding })));
      for (const [at, { fix, finding }] of fixes.entries()) {
        const folder = folderOf(`${id}-${name}-${at}`);
        for (const other of files) cpSync(join(fixtures, other), join(folder, other));
        writeFileSync(join(folder, name), applyEdits(source, fix.edits));
        expect(`${finding.message}: ${go(folder, 'build', './...')}`).toBe(`${finding.message}: ok`);
      }
    }
  });

  it('offers only fixes that leave a formatted file formatted, or say that they do not', async () => {
    for (const name of files) {
      const source = withoutWants(readFileSync(join(fixtures, name), 'utf8'));
      if (isUnformatted(source)) continue;
      const siblings = Object.fromEntries(
        files
          .filter((other) => other !== name)
          .map((other) => [other, readFileSync(join(fixtures, other), 'utf8')]),
      );
      const { findings } = await analyze(source, { siblings, options: { everything: true } });
      const allSafe = applyEdits(source, mergeSafeFixes(findings).edits);
      expect(`${name}: ${isUnformatted(allSafe)}`).toBe(`${name}: false`);
      for (const { fixes, message } of findings) {
        for (const { edits, review } of fixes) {
          if (review?.includes('gofmt') === true) continue;
          expect(`${name}: ${message}: ${isUnformatted(applyEdits(source, edits))}`).toBe(
            `${name}: ${message}: false`,
          );
        }
      }
    }
  });

  it('documents itself with Go that compiles', () => {
    const rule = RULES.find((candidate) => candidate.id === id);
    const folder = folderOf(`${id}-docs`);
    for (const [name, text] of [
      ['bad', rule?.docs.bad],
      ['good', rule?.docs.good],
    ] as const) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'example.go'), text ?? '');
    }
    expect(go(folder, 'vet', './...')).toBe('ok');
  });
});

describe('the example module', () => {
  it.each([
    ['.', './...'],
    ['classic', './...'],
  ])('%s compiles before and after all safe fixes', (directory, pattern) => {
    const folder = join(work, `examples-${directory.replace('.', 'root')}`);
    cpSync(join(root, 'examples'), folder, { recursive: true });
    // Its toolchain line would make the go command fetch that Go.
    const classic = join(folder, 'classic/go.mod');
    writeFileSync(classic, readFileSync(classic, 'utf8').replace(/^toolchain.*\n/m, ''));
    expect(go(join(folder, directory), 'vet', pattern)).toBe('ok');
    const cli = join(root, 'dist/cli.cjs');
    spawnSync(process.execPath, [cli, 'check', '--fix', '.'], { cwd: folder, encoding: 'utf8' });
    expect(go(join(folder, directory), 'vet', pattern)).toBe('ok');
  });
});
