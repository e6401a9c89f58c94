import { beforeAll, describe, expect, it } from 'vitest';
import { goGrammar } from '../../../test/support/grammar.ts';
import { CancelledError, NEVER } from '../../base/cancellation.ts';
import { UNREAD_FILE, type FileDeclarations } from '../../semantics/declarations.ts';
import type { GoGrammar } from '../../syntax/grammar.ts';
import { OpenDocuments } from './documents.ts';
import type { FileAccess } from './file-access.ts';
import { SiblingDeclarations, type SiblingOptions } from './sibling-declarations.ts';

const LIMIT = 1_000_000;

let grammar: GoGrammar;

beforeAll(async () => {
  grammar = await goGrammar();
});

interface Disk extends FileAccess {
  readonly files: Map<string, string>;
  readonly reads: string[];
  /** Reads wait for it. */
  gate: Promise<void>;
}

function diskOf(files: Record<string, string>): Disk {
  const disk: Disk = {
    files: new Map(Object.entries(files)),
    reads: [],
    gate: Promise.resolve(),
    async readText(uri) {
      disk.reads.push(uri);
      await disk.gate;
      return disk.files.get(uri);
    },
    list: (directory) =>
      Promise.resolve({
        files: [...disk.files.keys()]
          .filter((uri) => uri.startsWith(`${directory}/`))
          .map((uri) => uri.slice(directory.length + 1))
          .filter((name) => !name.includes('/')),
        directories: [],
      }),
  };
  return disk;
}

function setUp(files: Record<string, string>, options: Partial<SiblingOptions> = {}) {
  const disk = diskOf(files);
  const documents = new OpenDocuments(grammar);
  const siblings = new SiblingDeclarations(grammar, disk, documents, {
    patience: 60_000,
    onLate: () => undefined,
    ...options,
  });
  documents.open('file:///p/own.go', 'go', 1, 'package p\n\ntype Own int\n');
  const ask = (): Promise<readonly FileDeclarations[]> => siblings.of('file:///p/own.go', LIMIT, NEVER);
  return { disk, documents, siblings, ask };
}

const typesOf = (all: readonly FileDeclarations[]): string[] => all.flatMap(({ types }) => [...types.keys()]);

describe('SiblingDeclarations', () => {
  it('reads the other files of the package, each once', async () => {
    const { disk, ask } = setUp({
      'file:///p/own.go': 'package p\n\ntype Stale int\n',
      'file:///p/b.go': 'package p\n\ntype B int\n',
      'file:///p/a.go': 'package p\n\ntype A int\n',
      'file:///p/x_test.go': 'package p_test\n\ntype X int\n',
      'file:///p/_off.go': 'package p\n\ntype Off int\n',
      'file:///p/notes.txt': 'package p',
      'file:///p/q/q.go': 'package p\n\ntype Q int\n',
    });
    const first = await ask();
    expect(typesOf(first)).toEqual(['A', 'B']);
    const again = await ask();
    expect(again[0]).toBe(first[0]);
    expect(disk.reads).toEqual(['file:///p/a.go', 'file:///p/b.go', 'file:///p/x_test.go']);
  });

  it('reads a file again only when it is told of a change', async () => {
    const { disk, siblings, ask } = setUp({ 'file:///p/a.go': 'package p\n\ntype A int\n' });
    await ask();
    disk.files.set('file:///p/a.go', 'package p\n\ntype Changed int\n');
    disk.files.set('file:///p/new.go', 'package p\n\ntype New int\n');
    expect(typesOf(await ask())).toEqual(['A']);
    siblings.forget('file:///p/a.go');
    expect(typesOf(await ask())).toEqual(['Changed', 'New']);
    disk.files.delete('file:///p/a.go');
    siblings.forget('file:///p/a.go');
    expect(typesOf(await ask())).toEqual(['New']);
  });

  it('reads a file again that changed while it was being read', async () => {
    const { disk, siblings, ask } = setUp({ 'file:///p/a.go': 'package p\n\ntype A int\n' });
    let open = (): void => undefined;
    disk.gate = new Promise((resolve) => (open = resolve));
    const early = ask();
    await expect.poll(() => disk.reads).toHaveLength(1);
    siblings.forget('file:///p/a.go');
    disk.files.set('file:///p/a.go', 'package p\n\ntype Changed int\n');
    const late = ask();
    open();
    await early;
    expect(typesOf(await late)).toEqual(['Changed']);
    expect(typesOf(await ask())).toEqual(['Changed']);
    expect(disk.reads).toHaveLength(2);
  });

  it('takes open files as they are edited, saved or not', async () => {
    const { documents, siblings, ask } = setUp({ 'file:///p/a.go': 'package p\n\ntype A int\n' });
    documents.open('file:///p/a.go', 'go', 1, 'package p\n\ntype Edited int\n');
    documents.open('file:///p/unsaved.go', 'go', 1, 'package p\n\ntype Unsaved int\n');
    expect(typesOf(await ask())).toEqual(['Edited', 'Unsaved']);
    documents.change('file:///p/a.go', 2, [{ text: 'package p\n\ntype Later int\n' }]);
    expect(typesOf(await ask())).toEqual(['Later', 'Unsaved']);
    for (const uri of ['file:///p/a.go', 'file:///p/unsaved.go']) {
      documents.close(uri);
      siblings.close(uri);
    }
    expect(typesOf(await ask())).toEqual(['A']);
  });

  it('does not wait for files longer than it has patience, and tells when they came', async () => {
    let tellLate = (): void => undefined;
    const late = new Promise<void>((resolve) => (tellLate = resolve));
    const { disk, ask } = setUp(
      { 'file:///p/a.go': 'package p\n\ntype A int\n' },
      { patience: 0, onLate: () => tellLate() },
    );
    let open = (): void => undefined;
    disk.gate = new Promise((resolve) => (open = resolve));
    expect(await ask()).toEqual([UNREAD_FILE]);
    open();
    await late;
    expect(typesOf(await ask())).toEqual(['A']);
    expect(disk.reads).toEqual(['file:///p/a.go']);
  });

  it('stops for who cancelled', async () => {
    const { siblings } = setUp({ 'file:///p/a.go': 'package p\n' });
    await expect(
      siblings.of('file:///p/own.go', LIMIT, { isCancellationRequested: true }),
    ).rejects.toBeInstanceOf(CancelledError);
  });

  it('has nothing to say of a document without a package clause, or that is not open', async () => {
    const { documents, siblings } = setUp({ 'file:///p/a.go': 'package p\n' });
    documents.open('file:///p/empty.go', 'go', 1, '');
    expect(await siblings.of('file:///p/empty.go', LIMIT, NEVER)).toEqual([]);
    expect(await siblings.of('file:///p/closed.go', LIMIT, NEVER)).toEqual([]);
  });
});
