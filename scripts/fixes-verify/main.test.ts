import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from './main.ts';

const work = mkdtempSync(join(tmpdir(), 'bucketwise-fixes-test-'));
afterAll(() => {
  rmSync(work, { recursive: true, force: true });
});

const said: string[] = [];
beforeEach(() => {
  said.length = 0;
  for (const method of ['log', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((text: string) => void said.push(text));
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe('fixes:verify', () => {
  it.each([
    ['without a module', [], 'no module is named'],
    ['with an unknown option', ['--tests', work], "Unknown option '--tests'"],
    ['with a time that is none', ['--minutes', 'soon', work], '--minutes takes a number, not soon'],
  ])('refuses to run %s and shows how it is used', (_, args, message) => {
    expect(main(args, 'cli.cjs')).toBe(2);
    expect(said.join('\n')).toContain(message);
    expect(said.join('\n')).toContain('Usage: npm run fixes:verify');
  });

  it('says that a folder is no module', () => {
    expect(main([work], 'cli.cjs')).toBe(2);
    expect(said).toEqual([`${work}: cannot be judged: there is no go.mod`]);
  });

  it('says that there is no Go', () => {
    writeFileSync(join(work, 'go.mod'), 'module example.com/m\n');
    vi.stubEnv('PATH', work);
    expect(main([work], 'cli.cjs')).toBe(2);
    expect(said).toEqual([`${work}: cannot be judged: there is no go command`]);
  });
});
