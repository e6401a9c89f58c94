import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { exampleReport } from '../../../test/support/example-report.ts';
import type { ReportAnswer, ReportParams } from '../../protocol/report-requests.ts';
import type { ReportToView } from '../../protocol/report-view.ts';
import type { WorkspaceParams } from '../../protocol/requests.ts';
import { ReportSession, type ExportRequest } from './report-session.ts';
import type { StoredRow } from './report-store.ts';

let all: ReportAnswer;
beforeAll(async () => {
  all = await exampleReport();
});

const NOTHING: ReportAnswer = {
  revision: 0,
  isAnew: false,
  isComplete: true,
  types: [],
  files: [],
  without: [],
};

/** The editor and the server, as far as a session sees them. */
class Editor {
  readonly posted: ReportToView[] = [];
  readonly asked: ReportParams[] = [];
  readonly warnings: string[] = [];
  readonly revealed: StoredRow[] = [];
  readonly fixed: (readonly StoredRow[])[] = [];
  readonly exported: ExportRequest[] = [];
  readonly explained: string[] = [];
  answers: (ReportAnswer | Error)[] = [];
  outside = false;

  session(server: 'running' | 'stopped' = 'running'): ReportSession {
    return new ReportSession(
      {
        post: (message) => this.posted.push(message),
        ask: (params) => {
          this.asked.push(params);
          const answer = this.answers.shift() ?? { ...NOTHING, revision: params.since };
          return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
        },
        reveal: (row) => this.revealed.push(row),
        simulate: (row) => this.revealed.push(row),
        explain: (rule) => this.explained.push(rule),
        fix: (rows) => this.fixed.push(rows),
        export: (request) => this.exported.push(request),
        inWorkspace: () => !this.outside,
        warn: (message) => this.warnings.push(message),
      },
      'session-1',
      server,
    );
  }

  types(): string[] {
    return this.posted.map(({ type }) => type);
  }
}

const workspace = (changes: Partial<WorkspaceParams>): WorkspaceParams => ({
  revision: 1,
  scanning: false,
  directoriesDone: 3,
  directories: 3,
  files: 6,
  sites: 18,
  findings: 20,
  problems: [],
  ...changes,
});

let editor: Editor;
beforeEach(() => {
  vi.useFakeTimers();
  editor = new Editor();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Lets the session ask and be answered. */
const settle = (): Promise<unknown> => vi.advanceTimersByTimeAsync(5_000);

async function opened(): Promise<ReportSession> {
  const session = editor.session();
  editor.answers = [all];
  session.receive({ type: 'ready' });
  await settle();
  return session;
}

describe('ReportSession', () => {
  it('asks for nothing before the page is there, then tells it all', async () => {
    const session = editor.session();
    session.setWorkspace(workspace({ scanning: true }));
    await settle();
    expect([editor.asked, editor.posted]).toEqual([[], []]);

    const [first, ...rest] = all.files;
    editor.answers = [
      { ...all, files: [first!], revision: 5, isComplete: false },
      { ...all, files: rest, revision: 9 },
    ];
    session.receive({ type: 'ready' });
    await settle();
    expect(editor.asked.slice(0, 2).map(({ since }) => since)).toEqual([0, 5]);
    expect(editor.types().filter((type) => type === 'files')).toHaveLength(2);
    expect(editor.posted[0]).toEqual({ type: 'begin', session: 'session-1' });
  });

  it('says that all is there only when it is', async () => {
    const session = await opened();
    editor.posted.length = 0;
    session.setWorkspace(workspace({ revision: all.revision + 4, scanning: true, directoriesDone: 2 }));
    expect(editor.posted).toEqual([
      { type: 'progress', state: 'scanning', done: 2, directories: 3, problems: [] },
    ]);
    editor.answers = [{ ...all, revision: all.revision + 9 }];
    session.setWorkspace(workspace({ revision: all.revision + 8 }));
    await settle();
    expect(editor.types()).toEqual(['progress', 'files', 'progress']);
    expect(editor.posted.at(-1)).toMatchObject({ state: 'complete' });
  });

  it('keeps the page as it is while nothing changes', async () => {
    const session = await opened();
    const { length } = editor.asked;
    session.setWorkspace(workspace({ revision: all.revision }));
    await settle();
    expect(editor.asked).toHaveLength(length);
  });

  it('tells a page that was away what it missed, and the same numbers', async () => {
    const session = await opened();
    const before = editor.posted.filter((message) => message.type === 'files');
    session.hidden();
    editor.posted.length = 0;
    session.setWorkspace(workspace({ revision: all.revision + 1 }));
    session.notice('Nothing was fixed.');
    session.notice('Made: 2 fixes.');
    await settle();
    expect(editor.posted).toEqual([]);
    session.receive({ type: 'ready' });
    expect(editor.posted.filter(({ type }) => type === 'notice')).toEqual([
      { type: 'notice', text: 'Made: 2 fixes.' },
    ]);
    const again = editor.posted.filter((message) => message.type === 'files');
    const ids = (messages: typeof before): number[] =>
      messages.flatMap(({ files }) => files.flatMap(({ rows }) => rows.map(({ id }) => id))).sort();
    expect(ids(again)).toEqual(ids(before));
    // Once is enough.
    session.hidden();
    session.receive({ type: 'ready' });
    expect(editor.types().filter((type) => type === 'notice')).toHaveLength(1);
  });

  it('begins anew with a server that was started again', async () => {
    const session = await opened();
    editor.posted.length = 0;
    session.setServer('stopped');
    expect(editor.posted.at(-1)).toMatchObject({ type: 'progress', state: 'down' });
    editor.answers = [{ ...all, files: all.files.slice(0, 1), revision: 2 }];
    session.setServer('running');
    await settle();
    expect(editor.asked.at(-1)).toEqual({ since: 0, limit: 5000 });
    expect(editor.types()).toEqual(['progress', 'begin', 'files', 'progress']);
    session.receive({ type: 'export', format: 'csv', to: 'file', rows: null, go: null });
    expect(new Set(editor.exported[0]!.rows.map(({ file }) => file.uri)).size).toBe(1);
  });

  it('goes on after an answer that failed', async () => {
    const session = editor.session();
    editor.answers = [new Error('the pipe is broken'), all];
    session.receive({ type: 'ready' });
    await settle();
    expect(editor.warnings.join()).toContain('the pipe is broken');
    session.setWorkspace(workspace({ revision: 100 }));
    await settle();
    expect(editor.types()).toContain('files');
  });

  it('acts on rows that it gave a number, in the order asked', async () => {
    const session = await opened();
    session.receive({ type: 'reveal', row: 2 });
    session.receive({ type: 'fix', rows: [3, 1, 3] });
    session.receive({ type: 'export', format: 'sarif', to: 'clipboard', rows: [4, 0], go: '1.26' });
    session.receive({ type: 'explain', rule: 'copy-loop' });
    expect(editor.revealed.map(({ id }) => id)).toEqual([2]);
    expect(editor.fixed.map((rows) => rows.map(({ id }) => id))).toEqual([[3, 1]]);
    expect(editor.exported.map(({ rows, go }) => [rows.map(({ id }) => id), go])).toEqual([[[4, 0], '1.26']]);
    expect(editor.explained).toEqual(['copy-loop']);
    expect(editor.warnings).toEqual([]);
  });

  it('refuses and logs rows there are not, places outside the workspace, and nonsense', async () => {
    const session = await opened();
    session.receive({ type: 'reveal', row: 4_000 });
    session.receive({ type: 'fix', rows: [4_000] });
    session.receive({ type: 'export', format: 'csv', to: 'file', rows: [9_999], go: null });
    session.receive({ type: 'open', uri: 'file:///etc/passwd' });
    session.receive({ type: 'problem', message: 'x'.repeat(10_000_000) });
    editor.outside = true;
    session.receive({ type: 'reveal', row: 1 });
    expect([editor.revealed, editor.fixed, editor.exported]).toEqual([[], [], []]);
    expect(editor.warnings).toHaveLength(6);
    expect(Math.max(...editor.warnings.map(({ length }) => length))).toBeLessThan(200);
  });
});
