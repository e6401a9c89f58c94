import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const script = 'scripts/standard-library/generate.mjs';
const written = readFileSync(join(root, 'src/semantics/standard-library.json'), 'utf8');

const installed = execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' }).trim().replace(/^go/, '');
const known = (JSON.parse(written) as { readonly go: string }).go;

describe('the table of the standard library', () => {
  // Other releases declare other things; the table says which one it was made of.
  it.runIf(installed === known)(`is what Go ${known} declares`, () => {
    const program = `import(${JSON.stringify(join(root, script))}).then((m) => process.stdout.write(m.standardLibraryText()))`;
    const text = execFileSync(process.execPath, ['-e', program], { encoding: 'utf8', maxBuffer: 64e6 });
    expect(text).toBe(written);
  });

  it('is made by a program that is formatted, and vet has nothing to say', () => {
    const cwd = join(root, 'scripts/standard-library');
    expect(execFileSync('gofmt', ['-l', '.'], { cwd, encoding: 'utf8' })).toBe('');
    expect(execFileSync('go', ['vet', '.'], { cwd, encoding: 'utf8' })).toBe('');
  });
});
