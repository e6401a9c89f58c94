import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const cwd = fileURLToPath(new URL('../corpus/sample', import.meta.url));

it('the sampler of the corpus finds the sites it should, is formatted, and vet has nothing to say', () => {
  expect(execFileSync('go', ['test', '.'], { cwd, encoding: 'utf8' })).toMatch(/^ok /);
  expect(execFileSync('gofmt', ['-l', '.'], { cwd, encoding: 'utf8' })).toBe('');
  expect(execFileSync('go', ['vet', '.'], { cwd, encoding: 'utf8' })).toBe('');
});
