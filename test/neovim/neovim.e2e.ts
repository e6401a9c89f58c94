import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const outdir = join(root, 'build/test-neovim');
const isMissing = spawnSync('nvim', ['--version']).error !== undefined;
if (isMissing) {
  console.log('Neovim is not installed (Debian: apt-get install neovim): its tests are skipped.');
}

const USERS = `package users

type User struct {
	ID   int
	Name string // "näme" → 名前
}

func ByID(users []User) map[int]User {
	/* 𝄞 */ byID := make(map[int]User)
	for i := range users {
		byID[i] = users[i]
	}
	return byID
}
`;

/** What session.lua writes. */
interface Report {
  readonly failure?: string;
  readonly arrived: boolean;
  readonly diagnostics: readonly {
    readonly line: number;
    readonly source: string;
    readonly code: string;
    readonly message: string;
  }[];
  readonly offered: readonly string[];
  readonly applied: boolean;
  readonly gone: boolean;
  readonly text: string;
  readonly exit?: number;
}

describe.skipIf(isMissing && process.env['CI'] === undefined)('in Neovim', () => {
  let folder = '';
  let report: Report;

  beforeAll(async () => {
    await promisify(execFile)(process.execPath, [
      join(root, 'scripts/build.mjs'),
      '--only=server,cli',
      `--outdir=${outdir}`,
    ]);
    folder = mkdtempSync(join(tmpdir(), 'bucketwise-neovim-'));
    writeFileSync(join(folder, 'go.mod'), 'module example.com/users\n\ngo 1.24\n');
    writeFileSync(join(folder, 'users.go'), USERS);
    const path = join(folder, 'report.json');
    await promisify(execFile)(
      'nvim',
      ['--headless', '--clean', '-c', `luafile ${join(import.meta.dirname, 'session.lua')}`],
      {
        timeout: 90_000,
        env: {
          ...process.env,
          BUCKETWISE_COMMAND: JSON.stringify([process.execPath, join(outdir, 'cli.cjs'), 'lsp', '--stdio']),
          GO_FILE: join(folder, 'users.go'),
          REPORT: path,
        },
      },
    );
    report = JSON.parse(readFileSync(path, 'utf8')) as Report;
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('nothing fails', () => {
    expect(report.failure).toBeUndefined();
  });

  it('findings arrive', () => {
    expect(report.arrived).toBe(true);
    expect(report.diagnostics).toEqual([
      {
        line: 9,
        source: 'bucketwise',
        code: 'missing-capacity-hint',
        message: expect.stringMatching(
          /make\(map\[int\]User, len\(users\)\) allocates .* \(Go 1\.26\)/,
        ) as string,
      },
    ]);
  });

  it('the fix is offered first and leaves the buffer right, also behind characters outside the BMP', () => {
    expect(report.offered[0]).toBe('Add the capacity hint len(users)');
    expect(report.applied).toBe(true);
    expect(report.text).toBe(USERS.replace('make(map[int]User)', 'make(map[int]User, len(users))'));
  });

  it('the finding goes', () => {
    expect(report.gone).toBe(true);
  });

  it('the server ends when it is stopped', () => {
    expect(report.exit).toBe(0);
  });
});
