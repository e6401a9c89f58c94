import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { HintEditResult, SiteSummary } from '../../protocol/requests.ts';
import type { SimulatorSetup } from '../../protocol/simulator-setup.ts';
import { applyHint, copyLink, revealSite, saveFile } from './simulator-actions.ts';
import type { SimulatorServer } from './simulator-actions.ts';

/** An editor with one document, and what was done in it. */
const editor = vi.hoisted(() => ({
  text: 'make(map[int]int)',
  version: 4,
  exists: true,
  takesEdits: true,
  target: undefined as string | undefined,
  writes: true,
  shown: 0,
  applied: [] as unknown[],
  asked: [] as unknown[],
  written: [] as (readonly [string, Uint8Array])[],
  clipboard: '',
}));

vi.mock('vscode', () => {
  const uriOf = (path: string) => ({ path, toString: () => path });
  return {
    l10n: {
      t: (text: string, ...values: readonly string[]) =>
        text.replace(/\{(\d)\}/g, (_, at: string) => values[Number(at)] ?? ''),
    },
    Uri: { parse: uriOf, joinPath: (base: { path: string }, name: string) => uriOf(`${base.path}/${name}`) },
    Range: Object,
    TextEdit: class {
      readonly newText: string;
      constructor(_range: unknown, newText: string) {
        this.newText = newText;
      }
    },
    WorkspaceEdit: class {
      set(_uri: unknown, edits: readonly unknown[]): void {
        editor.asked.push(edits);
      }
    },
    ViewColumn: { One: 1 },
    env: {
      uriScheme: 'vscode',
      clipboard: {
        writeText: (text: string) => {
          editor.clipboard = text;
          return Promise.resolve();
        },
      },
    },
    window: {
      visibleTextEditors: [],
      showTextDocument: () => {
        editor.shown++;
        return Promise.resolve();
      },
      showSaveDialog: (options: unknown) => {
        editor.asked.push(options);
        return Promise.resolve(editor.target === undefined ? undefined : uriOf(editor.target));
      },
    },
    workspace: {
      workspaceFolders: [{ uri: uriOf('/shop') }],
      asRelativePath: ({ path }: { path: string }) => path.replace('/shop/', ''),
      openTextDocument: (uri: { path: string }) =>
        editor.exists
          ? Promise.resolve({
              uri,
              get version() {
                return editor.version;
              },
              getText: () => editor.text,
            })
          : Promise.reject(new Error('no such file')),
      applyEdit: (edit: unknown) => {
        if (editor.takesEdits) editor.applied.push(edit);
        return Promise.resolve(editor.takesEdits);
      },
      fs: {
        writeFile: ({ path }: { path: string }, bytes: Uint8Array) => {
          if (!editor.writes) return Promise.reject(new Error('NoPermissions: read-only'));
          editor.written.push([path, bytes]);
          return Promise.resolve();
        },
      },
    },
  };
});

const SITE: SiteSummary = {
  uri: '/shop/orders.go',
  range: { start: { line: 3, character: 1 }, end: { line: 3, character: 18 } },
  source: 'make(map[int]int)',
  name: 'm',
  keyType: 'int',
  elemType: 'int',
  types: {
    key: { size: 8, align: 8, pointerBytes: 0, comparison: 'memory', needKeyUpdate: false },
    elem: { size: 8, align: 8, pointerBytes: 0 },
  },
  assumedTypes: [],
  hint: null,
  writtenHint: null,
  entries: null,
  suggestedHint: null,
  goVersion: '1.26',
  goVersionAssumed: false,
  layout: 'swiss',
};

const HINTED: SiteSummary = { ...SITE, source: 'make(map[int]int, 64)', hint: 64, writtenHint: '64' };

const EDIT = {
  title: 'Add the capacity hint 64',
  version: 4,
  edits: [{ range: SITE.range, newText: ', 64' }],
} as const satisfies HintEditResult;

const serverWith = (answer: HintEditResult): SimulatorServer => ({
  hintEdit: () => Promise.resolve(answer),
  siteAt: () => Promise.resolve(HINTED),
});

beforeEach(() => {
  Object.assign(editor, {
    text: SITE.source,
    version: 4,
    exists: true,
    takesEdits: true,
    target: undefined,
    writes: true,
    shown: 0,
    applied: [],
    asked: [],
    written: [],
    clipboard: '',
  });
});

describe('the code of a site', () => {
  it('is shown, and nothing is said', async () => {
    expect(await revealSite(SITE)).toBeUndefined();
    expect(editor.shown).toBe(1);
  });

  it('is said to have changed where it has', async () => {
    editor.text = 'make([]int, 3)   ';
    expect(await revealSite(SITE)).toMatchObject({
      isProblem: true,
      text: expect.stringContaining('changed') as string,
    });
  });

  it('is said to be gone where it is', async () => {
    editor.exists = false;
    expect(await revealSite(SITE)).toEqual({ isProblem: true, text: 'orders.go cannot be opened.' });
  });
});

describe('a hint', () => {
  it('is written in one edit with the code in view, and the map looked at anew', async () => {
    expect(await applyHint(serverWith(EDIT), SITE, 64)).toEqual({
      outcome: { isProblem: false, text: 'Done: Add the capacity hint 64. Undo takes it back.' },
      site: HINTED,
    });
    expect(editor.applied).toHaveLength(1);
    expect(editor.asked).toEqual([[expect.objectContaining({ newText: ', 64' })]]);
    expect(editor.shown).toBe(1);
  });

  it('comes with what has to be looked at', async () => {
    const { outcome } = await applyHint(
      serverWith({ ...EDIT, review: 'far fewer entries may go in' }),
      SITE,
      64,
    );
    expect(outcome.text).toBe(
      'Done: Add the capacity hint 64. Have a look at it: far fewer entries may go in.',
    );
  });

  it('is not written for a reason the server has', async () => {
    expect(await applyHint(serverWith({ reason: 'The map has this hint already.' }), SITE, 64)).toEqual({
      outcome: { isProblem: true, text: 'The map has this hint already.' },
      site: undefined,
    });
    expect(editor.applied).toEqual([]);
  });

  it.each([
    ['changed since the server looked', { version: 5 }],
    ['changed while it was written', { takesEdits: false }],
    ['is gone', { exists: false }],
  ])('is not written where the file %s', async (_what, state) => {
    Object.assign(editor, state);
    const { outcome, site } = await applyHint(serverWith(EDIT), SITE, 64);
    expect(outcome.isProblem).toBe(true);
    expect(site).toBeUndefined();
    expect(editor.applied).toEqual([]);
  });
});

describe('a file', () => {
  const FILE = { format: 'csv', name: 'map', content: 'a,b' } as const;

  it('goes where the reader says', async () => {
    editor.target = '/shop/out/map.csv';
    expect(await saveFile(FILE)).toEqual({ isProblem: false, text: 'Saved as out/map.csv.' });
    expect(editor.written).toEqual([['/shop/out/map.csv', new TextEncoder().encode('a,b')]]);
    expect(editor.asked).toMatchObject([
      { defaultUri: { path: '/shop/map.csv' }, filters: { CSV: ['csv'] } },
    ]);
  });

  it('goes nowhere, and nothing is said, when they think better of it', async () => {
    expect(await saveFile(FILE)).toBeUndefined();
    expect(editor.written).toEqual([]);
  });

  it('is said not to be saved where it cannot be', async () => {
    Object.assign(editor, { target: '/shop/map.csv', writes: false });
    expect(await saveFile(FILE)).toEqual({
      isProblem: true,
      text: 'Could not save: NoPermissions: read-only',
    });
  });

  it('is not even asked about where the picture is none', async () => {
    expect(await saveFile({ ...FILE, format: 'png', content: 'a,b' })).toMatchObject({ isProblem: true });
    expect(editor.asked).toEqual([]);
  });
});

describe('a link', () => {
  const SETUP: SimulatorSetup = {
    version: '1.26',
    key: { name: 'int', type: SITE.types.key },
    elem: { name: 'int', type: SITE.types.elem },
    hint: { kind: 'none' },
    steps: [],
    hashing: 'uniform',
    seed: 0,
    compare: { kind: 'none' },
  };

  it('is put on the clipboard for the editor that it was made in', async () => {
    expect(await copyLink('bucketwise.bucketwise', SETUP)).toMatchObject({ isProblem: false });
    expect(editor.clipboard).toMatch(/^vscode:\/\/bucketwise\.bucketwise\/simulate\?setup=/);
  });

  it('is not made where it would be too long', async () => {
    expect(await copyLink('x'.repeat(8_000), SETUP)).toMatchObject({ isProblem: true });
    expect(editor.clipboard).toBe('');
  });
});
