import { describe, expect, it } from 'vitest';
import { pathBelow } from './file-access.ts';
import { WorkspaceFolders } from './workspace-folders.ts';

const PARAMS = { processId: null, rootUri: null, capabilities: {} };

describe('WorkspaceFolders', () => {
  it('knows the innermost folder of a file', () => {
    const folders = new WorkspaceFolders({
      ...PARAMS,
      workspaceFolders: [
        { uri: 'file:///w', name: 'w' },
        { uri: 'file:///w/inner', name: 'inner' },
        { uri: 'file:///w%20x/', name: 'x' },
      ],
    });
    expect(folders.of('file:///w/a.go')).toBe('file:///w');
    expect(folders.of('file:///w/inner/a.go')).toBe('file:///w/inner');
    expect(folders.of('file:///w/innermost/a.go')).toBe('file:///w');
    expect(folders.of('file:///other/a.go')).toBeUndefined();
    folders.change({
      removed: [{ uri: 'file:///w/inner', name: 'inner' }],
      added: [{ uri: 'file:///other', name: 'other' }],
    });
    expect(folders.of('file:///w/inner/a.go')).toBe('file:///w');
    expect(folders.of('file:///other/a.go')).toBe('file:///other');
  });

  it('takes the root that old clients name, or none', () => {
    const old = { ...PARAMS, workspaceFolders: null, ...{ rootUri: 'file:///w' } };
    expect(new WorkspaceFolders(old).of('file:///w/a.go')).toBe('file:///w');
    expect(new WorkspaceFolders({ ...PARAMS, workspaceFolders: null }).of('file:///w/a.go')).toBeUndefined();
  });
});

describe('pathBelow', () => {
  it.each([
    ['file:///w', 'file:///w/a/b.go', 'a/b.go'],
    ['file:///w/', 'file:///w/a%20b.go', 'a b.go'],
    ['file:///', 'file:///a.go', 'a.go'],
    ['file:///C%3A/w', 'file:///c:/w/a.go', 'a.go'],
    ['file:///w', 'file:///ww/a.go', undefined],
    ['file:///w', 'vscode-vfs://github/w/a.go', undefined],
    ['vscode-vfs://github/o/r', 'vscode-vfs://github/o/r/a.go', 'a.go'],
  ])('of %s and %s', (directory, uri, path) => {
    expect(pathBelow(directory, uri)).toBe(path);
  });
});
