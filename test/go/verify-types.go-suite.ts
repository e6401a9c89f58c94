import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bucketwise, type Outcome } from '../cli/bucketwise.ts';
import { temporaryTree } from '../cli/temporary-tree.ts';

const PROGRAM = join(import.meta.dirname, '../../src/cli/verify-types/operands.go');

const COUNTS = `package counts

import "net/http"

type table map[string][]int

func total(t table, header http.Header, list []string) int {
	sum := len(header)
	for name, values := range t {
		sum += len(values) + len(t[name])
	}
	for i := range list {
		delete(t, list[i])
	}
	return sum
}
`;

function verify(root: string, ...args: string[]): Promise<Outcome> {
  const { PATH = '', HOME = '', GOFLAGS = '' } = process.env;
  return bucketwise(root, ['check', '--verify-types', ...args], { PATH, HOME, GOFLAGS });
}

describe('check --verify-types', () => {
  it('counts the operands that agree', async () => {
    const root = temporaryTree({ 'go.mod': 'module m\n\ngo 1.22\n', 'counts/counts.go': COUNTS });
    const { status, stdout, stderr } = await verify(root);
    expect(stderr).toBe('');
    expect(stdout.split('\n').at(-2)).toBe(
      'all: 8 operands, 8 (100.00 %) agreed, 0 (0.00 %) unknown, 0 (0.00 %) not met, 0 (0.00 %) wrong',
    );
    expect(stdout).toContain('range of a map: 1 operand');
    expect(status).toBe(0);
  });

  it('takes each module on its own, and only what was named', async () => {
    const root = temporaryTree({
      'go.mod': 'module m\n\ngo 1.22\n',
      'a.go': COUNTS.replace('package counts', 'package m'),
      'b.go': 'package m\n\nfunc first(list []int) int { return list[0] }\n',
      'inner/go.mod': 'module inner\n\ngo 1.23\n',
      'inner/c.go': 'package inner\n\nfunc second(m map[int]int) int { return m[0] }\n',
    });
    expect((await verify(root, 'b.go', 'inner')).stdout).toBe(
      'index: 1 operand, 1 (100.00 %) agreed, 0 (0.00 %) unknown, 0 (0.00 %) not met, 0 (0.00 %) wrong\n' +
        'index of a map: 1 operand, 1 (100.00 %) agreed, 0 (0.00 %) unknown, 0 (0.00 %) not met, 0 (0.00 %) wrong\n' +
        'all: 2 operands, 2 (100.00 %) agreed, 0 (0.00 %) unknown, 0 (0.00 %) not met, 0 (0.00 %) wrong\n',
    );
  });

  it('names packages that do not load whole and compares the rest', async () => {
    const root = temporaryTree({
      'go.mod': 'module m\n\ngo 1.22\n',
      'a.go':
        'package m\n\nimport "example.invalid/none"\n\nvar a = none.A[1]\n\nvar b = map[int]int{1: 1}[1]\n',
    });
    const { status, stdout, stderr } = await verify(root);
    expect(stderr).toMatch(/^bucketwise: m does not load whole: .*example\.invalid\/none/);
    expect(stdout).toMatch(/^all: 1 operand, 1 \(100\.00 %\) agreed/m);
    expect(status).toBe(0);
  });

  it('leaves out a module that does not load', async () => {
    const root = temporaryTree({
      'broken/go.mod': 'module broken\n\ngo 1.22\n\nno such line\n',
      'broken/a.go': COUNTS,
      'counts/go.mod': 'module counts\n\ngo 1.22\n',
      'counts/a.go': COUNTS,
    });
    const { status, stdout, stderr } = await verify(root);
    expect(stderr).toMatch(/^bucketwise: .*go\.mod/);
    expect(stdout).toMatch(/^all: 8 operands/m);
    expect(status).toBe(0);
  });

  it('finds the files of a module behind a link', async () => {
    const root = temporaryTree({ 'm/go.mod': 'module m\n\ngo 1.22\n', 'm/a.go': COUNTS });
    symlinkSync(join(root, 'm'), join(root, 'link'));
    expect((await verify(root, 'link')).stdout).toMatch(/^all: 8 operands/m);
  });

  it('could not run where no package loads', async () => {
    const root = temporaryTree({ 'go.mod': 'module m\n\ngo 1.22\n\nno such line\n', 'a.go': COUNTS });
    const { status, stdout, stderr } = await verify(root);
    expect(stderr).toMatch(/^bucketwise: .*go\.mod/);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  it('asks by a program that is formatted, and vet has nothing to say', () => {
    expect(execFileSync('gofmt', ['-l', PROGRAM], { encoding: 'utf8' })).toBe('');
    expect(execFileSync('go', ['vet', PROGRAM], { encoding: 'utf8' })).toBe('');
  });
});
