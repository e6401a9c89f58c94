import { describe, expect, it } from 'vitest';
import type { FileAccess } from './file-access.ts';
import { GoContexts } from './go-contexts.ts';

function filesOf(files: Record<string, string>): FileAccess & { readonly reads: string[] } {
  const reads: string[] = [];
  return {
    reads,
    readText(uri) {
      reads.push(uri);
      return Promise.resolve(files[uri]);
    },
    list: () => Promise.resolve({ files: [], directories: [] }),
  };
}

const NOTHING_CHOSEN = { setting: undefined };

const nothingInstalled = () => Promise.resolve({ version: undefined, goExperiment: undefined });

describe('GoContexts', () => {
  it('takes the nearest go.mod above a file', async () => {
    const files = filesOf({
      'file:///w/go.mod': 'module w\n\ngo 1.21\n',
      'file:///w/inner/go.mod': 'module inner\n\ngo 1.24\n',
    });
    const contexts = new GoContexts(files, nothingInstalled);
    expect((await contexts.of('file:///w/a/b/f.go', NOTHING_CHOSEN)).language).toMatchObject({ minor: 21 });
    expect((await contexts.of('file:///w/inner/c/f.go', NOTHING_CHOSEN)).language).toMatchObject({
      minor: 24,
    });
  });

  it('reads each module file once, until it is cleared', async () => {
    const files = filesOf({ 'file:///w/go.mod': 'module w\n\ngo 1.24\n' });
    const contexts = new GoContexts(files, nothingInstalled);
    const first = await contexts.of('file:///w/a/f.go', NOTHING_CHOSEN);
    expect(await contexts.of('file:///w/a/g.go', NOTHING_CHOSEN)).toBe(first);
    await contexts.of('file:///w/f.go', NOTHING_CHOSEN);
    expect(new Set(files.reads).size).toBe(files.reads.length);
    contexts.clear();
    expect(await contexts.of('file:///w/a/f.go', NOTHING_CHOSEN)).not.toBe(first);
  });

  it('lets a go.work speak only for the modules it uses', async () => {
    const files = filesOf({
      'file:///w/go.work': 'go 1.24\n\ntoolchain go1.25.1\n\nuse (\n\t./a\n\t.\n)\n',
      'file:///w/go.mod': 'module w\n\ngo 1.24\n',
      'file:///w/a/go.mod': 'module a\n\ngo 1.24\n',
      'file:///w/b/go.mod': 'module b\n\ngo 1.24\n',
    });
    const contexts = new GoContexts(files, nothingInstalled);
    const minor = async (uri: string): Promise<number> =>
      (await contexts.of(uri, NOTHING_CHOSEN)).runtime.minor;
    expect(await minor('file:///w/a/f.go')).toBe(25);
    expect(await minor('file:///w/f.go')).toBe(25);
    expect(await minor('file:///w/b/f.go')).toBe(24);
  });

  it('keeps the answers for different settings apart', async () => {
    const contexts = new GoContexts(filesOf({}), nothingInstalled);
    const chosen = await contexts.of('file:///w/f.go', {
      setting: { major: 1, minor: 20, patch: 0 },
    });
    expect(chosen).toMatchObject({ runtime: { minor: 20 }, runtimeSource: 'setting' });
    expect(await contexts.of('file:///w/f.go', NOTHING_CHOSEN)).toMatchObject({ runtimeSource: 'assumed' });
  });

  it('names a module file in its problems', async () => {
    const files = filesOf({ 'file:///w/go.mod': 'module w\n\ngo banana\n' });
    const { problems } = await new GoContexts(files, nothingInstalled).of('file:///w/f.go', NOTHING_CHOSEN);
    expect(problems.join()).toMatch(/^go\.mod: line 3/);
  });
});
