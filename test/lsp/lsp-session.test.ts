import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  CancellationTokenSource,
  type CodeAction,
  type CompletionItem,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type Position,
  type Range,
  type ResponseError,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { SITE_AT, type ClientOptions, type SiteSummary } from '../../src/protocol/requests.ts';
import { FULL_CLIENT, PLAIN_CLIENT, type LspSession } from './lsp-session.ts';
import { withServer } from './with-server.ts';

const GO_MOD = 'module example.com/test\n\ngo 1.24\n';

const USERS = `package users

type User struct {
	ID   int
	Name string
}

func ByID(users []User) map[int]User {
	byID := make(map[int]User)
	for i := range users {
		byID[i] = users[i]
	}
	return byID
}
`;

const OWN: ClientOptions = {
  commands: ['bucketwise.openSimulator', 'bucketwise.explainRule'],
  fileAccess: false,
  workspaceDiagnostics: true,
};

const server = withServer();

async function start(
  files: Readonly<Record<string, string>> = { 'go.mod': GO_MOD },
  capabilities = FULL_CLIENT,
  options: unknown = OWN,
): Promise<LspSession> {
  return server.start(files, capabilities, options);
}

function pull(of: LspSession, uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
  return of.connection.sendRequest('textDocument/diagnostic', {
    textDocument: { uri },
    identifier: 'bucketwise',
    ...(previousResultId !== undefined && { previousResultId }),
  });
}

async function diagnostics(of: LspSession, uri: string): Promise<Diagnostic[]> {
  const report = await pull(of, uri);
  if (report.kind !== 'full') throw new Error('a full report was expected');
  return report.items;
}

const rulesOf = (items: readonly Diagnostic[]): unknown[] => items.map(({ code }) => code);

function rangeOf(text: string, part: string): Range {
  const document = TextDocument.create('', 'go', 0, text);
  const start = text.indexOf(part);
  if (start === -1) throw new Error(`${part} is not in the text`);
  return { start: document.positionAt(start), end: document.positionAt(start + part.length) };
}

async function actionsAt(of: LspSession, uri: string, range: Range, only?: string[]): Promise<CodeAction[]> {
  return of.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics: await diagnostics(of, uri), ...(only && { only }) },
  });
}

function applied(text: string, action: CodeAction): string {
  const [change] = action.edit?.documentChanges ?? [];
  if (change === undefined || !('edits' in change)) throw new Error('a document change was expected');
  const edits = change.edits.map((edit) =>
    'snippet' in edit
      ? { range: edit.range, newText: edit.snippet.value.replace(/\$\{0:([^}]*)\}/, '$1') }
      : edit,
  );
  return TextDocument.applyEdits(TextDocument.create('', 'go', 0, text), edits);
}

describe('bucketwise lsp --stdio', () => {
  it('is the server', async () => {
    const session = await server.startByCommandLine({ 'go.mod': GO_MOD }, FULL_CLIENT, OWN, [
      'lsp',
      '--stdio',
    ]);
    const items = await diagnostics(session, await session.open('users.go', USERS));
    expect(rulesOf(items)).toEqual(['missing-capacity-hint']);
  });
});

describe('a client that pulls', () => {
  it('is told what the server can do', async () => {
    const { initialized } = await start();
    expect(initialized.serverInfo?.name).toBe('Bucketwise');
    expect(initialized.capabilities).toMatchObject({
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: 2 },
      diagnosticProvider: { identifier: 'bucketwise', interFileDependencies: true },
      codeActionProvider: {
        codeActionKinds: ['quickfix', 'source.fixAll.bucketwise'],
        resolveProvider: true,
      },
      hoverProvider: true,
      completionProvider: { triggerCharacters: [':'] },
    });
    expect(initialized.capabilities.executeCommandProvider).toBeUndefined();
  });

  it('gets priced diagnostics with a page and the loop', async () => {
    const own = await start();
    const items = await diagnostics(own, await own.open('users.go', USERS));
    expect(rulesOf(items)).toEqual(['missing-capacity-hint']);
    expect(items[0]).toMatchObject({
      source: 'bucketwise',
      range: rangeOf(USERS, 'make(map[int]User)'),
      data: { rule: 'missing-capacity-hint' },
    });
    expect(items[0]?.codeDescription?.href).toMatch(/\/docs\/rules\/missing-capacity-hint\.md$/);
    expect(items[0]?.message).toMatch(/len\(users\)/);
    expect(items[0]?.relatedInformation?.map(({ location }) => location.range.start.line)).toEqual([9]);
  });

  it('is told "unchanged" when it has the diagnostics already', async () => {
    const own = await start();
    const uri = await own.open('users.go', USERS);
    const first = await pull(own, uri);
    expect(await pull(own, uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId });
    expect((await pull(own, uri, 'of another time')).kind).toBe('full');
  });

  it('sees each keystroke, and several changes at once', async () => {
    const own = await start();
    const uri = await own.open('users.go', USERS);
    expect(await diagnostics(own, uri)).toHaveLength(1);
    const at = rangeOf(USERS, 'make(map[int]User').end;
    const change = (version: number, contentChanges: unknown): Promise<void> =>
      own.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges,
      });
    await change(2, [{ range: { start: at, end: at }, text: ', len(users)' }]);
    expect(await diagnostics(own, uri)).toEqual([]);
    // Two changes, the second in the text the first has left.
    await change(3, [
      { range: { start: at, end: { ...at, character: at.character + ', len(users)'.length } }, text: '' },
      { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '// é𝒳\n' },
    ]);
    const [again] = await diagnostics(own, uri);
    expect(again?.range.start).toEqual({ line: 9, character: 9 });
    await change(4, [{ text: 'package users\n' }]);
    expect(await diagnostics(own, uri)).toEqual([]);
  });

  it('fixes one finding: the edit comes when it is asked for, with the version', async () => {
    const own = await start();
    const uri = await own.open('users.go', USERS);
    const actions = await actionsAt(own, uri, rangeOf(USERS, 'make(map'));
    const [fix, ...others] = actions;
    expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true });
    expect(fix?.edit).toBeUndefined();
    expect(others.map(({ title }) => title)).toEqual([
      'Simulate this map',
      'Ignore here (bucketwise:ignore missing-capacity-hint)',
      'Explain missing-capacity-hint',
    ]);
    const resolved = await own.connection.sendRequest<CodeAction>('codeAction/resolve', fix);
    expect(resolved.edit?.documentChanges).toMatchObject([{ textDocument: { uri, version: 1 } }]);
    expect(applied(USERS, resolved)).toBe(
      USERS.replace('make(map[int]User)', 'make(map[int]User, len(users))'),
    );
  });

  it('does not resolve an action made for an older text', async () => {
    const own = await start();
    const uri = await own.open('users.go', USERS);
    const [fix] = await actionsAt(own, uri, rangeOf(USERS, 'make(map'));
    await own.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: `\n${USERS}` }],
    });
    await expect(own.connection.sendRequest('codeAction/resolve', fix)).rejects.toMatchObject({
      code: -32801,
    } satisfies Partial<ResponseError>);
  });

  it('fixes everything safe at once, and then has nothing left to fix', async () => {
    const own = await start();
    const twice = `${USERS}${USERS.slice(USERS.indexOf('func ByID')).replace('ByID', 'Again')}`;
    const uri = await own.open('users.go', twice);
    const whole = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    const [fixAll] = await actionsAt(own, uri, whole, ['source.fixAll']);
    expect(fixAll?.kind).toBe('source.fixAll.bucketwise');
    const fixed = applied(twice, await own.connection.sendRequest<CodeAction>('codeAction/resolve', fixAll));
    expect(fixed.match(/len\(users\)\)/g)).toHaveLength(2);
    await own.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: fixed }],
    });
    expect(await actionsAt(own, uri, whole, ['source.fixAll'])).toEqual([]);
  });

  it('can silence a finding, and is reminded to say why', async () => {
    const own = await start();
    const uri = await own.open('users.go', USERS);
    const actions = await actionsAt(own, uri, rangeOf(USERS, 'make(map'));
    const ignore = actions.find(({ title }) => title.startsWith('Ignore here'));
    const resolved = await own.connection.sendRequest<CodeAction>('codeAction/resolve', ignore);
    expect(JSON.stringify(resolved.edit)).toContain(
      'ignore missing-capacity-hint ${0:why this is fine here}',
    );
    const silenced = applied(USERS, resolved);
    expect(silenced).toContain('\t//bucketwise:ignore missing-capacity-hint ');
    await own.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: silenced }],
    });
    const [reminder, ...others] = await diagnostics(own, uri);
    expect(others).toEqual([]);
    expect(reminder?.data).toEqual({ rule: 'faulty-directive', kind: 'missing-reason' });
    expect(reminder?.tags).toBeUndefined();
  });

  it('completes a directive, the rules reported there first', async () => {
    const own = await start();
    const uri = await own.open('users.go', USERS);
    expect(await diagnostics(own, uri)).toHaveLength(1);
    const complete = (position: Position): Promise<CompletionItem[] | null> =>
      own.connection.sendRequest('textDocument/completion', { textDocument: { uri }, position });
    expect(await complete({ line: 8, character: 5 })).toBeNull();

    const write = async (version: number, line: string): Promise<CompletionItem[]> => {
      await own.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text: USERS.replace('\tbyID :=', `${line}\n\tbyID :=`) }],
      });
      return (await complete({ line: 8, character: line.length })) ?? [];
    };
    const [ignore] = await write(2, '\t//bucketwise:');
    expect(ignore).toMatchObject({ label: 'ignore', command: { command: 'editor.action.triggerSuggest' } });
    for (const version of [3, 4]) {
      const rules = await write(version, '\t//bucketwise:ignore ');
      const first = rules.filter(({ sortText }) => sortText?.startsWith('0'));
      expect(first.map(({ label }) => label)).toEqual(['missing-capacity-hint']);
      // What is half written hides the finding; it is offered all the same.
      expect(rulesOf(await diagnostics(own, uri))).toEqual(['faulty-directive']);
    }
  });

  it('shows directives that can go', async () => {
    const own = await start();
    const unused = 'package users\n\n//bucketwise:ignore all nothing is wrong\nvar n int\n';
    const items = await diagnostics(own, await own.open('users.go', unused));
    expect(rulesOf(items)).toEqual(['faulty-directive']);
    expect(items[0]).toMatchObject({ data: { kind: 'unused-ignore' }, tags: [1] });
  });

  it('hovers over a map and describes its site', async () => {
    const own = await start();
    const uri = await own.open('users.go', USERS);
    const position = rangeOf(USERS, 'make(map').start;
    const hover = await own.connection.sendRequest<Hover>('textDocument/hover', {
      textDocument: { uri },
      position,
    });
    expect(hover.contents).toHaveProperty('kind', 'markdown');
    expect(hover.contents).toHaveProperty('value', expect.stringContaining('map[int]User'));
    const site = await own.connection.sendRequest<SiteSummary>(SITE_AT, { textDocument: { uri }, position });
    expect(site).toMatchObject({
      uri,
      source: 'make(map[int]User)',
      name: 'byID',
      keyType: 'int',
      elemType: 'User',
      types: {
        key: { size: 8, pointerBytes: 0, comparison: 'memory', needKeyUpdate: false },
        elem: { size: 24, pointerBytes: 16 },
      },
      hint: null,
      suggestedHint: 'len(users)',
      goVersion: '1.24',
      layout: 'swiss',
    });
    const nowhere = { textDocument: { uri }, position: { line: 1, character: 0 } };
    expect(await own.connection.sendRequest('textDocument/hover', nowhere)).toBeNull();
    expect(await own.connection.sendRequest(SITE_AT, nowhere)).toBeNull();
  });
});

describe('what lies around a document', () => {
  const LOCAL = `package users

func Index(ids IDs) Table {
	table := make(Table)
	for i, id := range ids {
		table[i] = id
	}
	return table
}
`;
  const TYPES = 'package users\n\ntype IDs []string\n\ntype Table map[int]string\n';

  it('finds types in other files of the package, and notices when they change', async () => {
    const own = await start({ 'go.mod': GO_MOD, 'types.go': TYPES, 'types_test.go': 'package users_test\n' });
    const uri = await own.open('users.go', LOCAL);
    expect(rulesOf(await diagnostics(own, uri))).toEqual(['missing-capacity-hint']);
    rmSync(join(own.folder, 'types.go'));
    await own.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: own.uri('types.go'), type: 3 }],
    });
    await own.refreshes.next();
    expect(await diagnostics(own, uri)).toEqual([]);
  });

  it('reads the packages that a document imports, and notices when they change', async () => {
    const store = 'package store\n\ntype Table map[int]string\n';
    const own = await start({
      'go.mod': GO_MOD,
      'store/store.go': store,
      'store/store_test.go': 'package store\n',
    });
    const importing = LOCAL.replace('\n\n', '\n\nimport "example.com/test/store"\n\n')
      .replaceAll('Table', 'store.Table')
      .replace('IDs', '[]string');
    const uri = await own.open('copy.go', importing);
    const rules = async (): Promise<readonly unknown[]> => rulesOf(await diagnostics(own, uri));
    // The first answer does not wait for other packages.
    await expect.poll(rules, { timeout: 20_000 }).toEqual(['missing-capacity-hint']);
    writeFileSync(join(own.folder, 'store/store.go'), store.replace('map[int]string', '[]string'));
    await own.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: own.uri('store/store.go'), type: 2 }],
    });
    await expect.poll(rules, { timeout: 20_000 }).toEqual([]);
  });

  it('takes an open file as it is edited, not as it is on disk', async () => {
    const own = await start({ 'go.mod': GO_MOD, 'types.go': TYPES });
    const types = await own.open('types.go', 'package users\n');
    const uri = await own.open('users.go', LOCAL);
    expect(await diagnostics(own, uri)).toEqual([]);
    await own.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: types, version: 2 },
      contentChanges: [{ text: TYPES }],
    });
    expect(await diagnostics(own, uri)).toHaveLength(1);
    await own.connection.sendNotification('textDocument/didClose', { textDocument: { uri: types } });
    expect(await diagnostics(own, uri)).toHaveLength(1);
  });

  it('follows go.mod, and says which Go it is', async () => {
    const own = await start({ 'go.mod': 'module m\n\ngo 1.21\n\ntoolchain go1.22.1\n' });
    const uri = await own.open('users.go', USERS);
    await diagnostics(own, uri);
    expect(await own.statuses.next()).toEqual({
      uri,
      goVersion: '1.22.1',
      layout: 'classic',
      source: 'toolchain line',
      problems: [],
      notes: [],
      findings: 1,
    });
    writeFileSync(join(own.folder, 'go.mod'), GO_MOD);
    await own.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: own.uri('go.mod'), type: 2 }],
    });
    await own.refreshes.next();
    await diagnostics(own, uri);
    expect(await own.statuses.next()).toMatchObject({
      goVersion: '1.24',
      layout: 'swiss',
      source: 'go line',
    });
  });

  it('follows the settings', async () => {
    const own = await start();
    const uri = await own.open('users.go', USERS);
    expect(await diagnostics(own, uri)).toHaveLength(1);
    const set = async (settings: Record<string, unknown>): Promise<void> => {
      own.settings = settings;
      await own.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      await own.refreshes.next();
    };
    await set({ rules: { 'missing-capacity-hint': 'error' } });
    expect((await diagnostics(own, uri))[0]?.severity).toBe(1);
    await set({ rules: { 'missing-capacity-hint': 'off' } });
    expect(await diagnostics(own, uri)).toEqual([]);
    own.statuses.clear();
    await set({ goVersion: '1.23', maxFileSize: 1000 });
    expect(await diagnostics(own, uri)).toHaveLength(1);
    expect(await own.statuses.next()).toMatchObject({ goVersion: '1.23', source: 'setting', problems: [] });
    await own.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: `${USERS}// ${'x'.repeat(1000)}\n` }],
    });
    expect(await diagnostics(own, uri)).toEqual([]);
    expect(await own.statuses.next()).toMatchObject({
      problems: [expect.stringContaining('larger than maxFileSize')],
      notes: [],
    });
  });

  it('follows the project file and its edits, and lets what is set in the editor win', async () => {
    const own = await start({
      'go.mod': GO_MOD,
      '.bucketwise.json': '{\n  // Not here.\n  "rules": { "missing-capacity-hint": "off" },\n}\n',
    });
    const uri = await own.open('users.go', USERS);
    expect(await diagnostics(own, uri)).toEqual([]);
    own.settings = { rules: { 'missing-capacity-hint': 'warning' } };
    await own.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await own.refreshes.next();
    expect((await diagnostics(own, uri))[0]?.severity).toBe(2);
    own.settings = {};
    await own.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await own.refreshes.next();
    expect(await diagnostics(own, uri)).toEqual([]);
    const write = async (text: string): Promise<void> => {
      own.statuses.clear();
      writeFileSync(join(own.folder, '.bucketwise.json'), text);
      await own.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: own.uri('.bucketwise.json'), type: 2 }],
      });
      await own.refreshes.next();
    };
    await write('{"rules": {"missing-capacity-hint": "error"}, "goVersion": "1.22", "hotOny": true}');
    expect((await diagnostics(own, uri))[0]?.severity).toBe(1);
    expect(await own.statuses.next()).toMatchObject({
      goVersion: '1.22',
      source: 'project file',
      problems: ['.bucketwise.json:1:68: hotOny is not known; did you mean hotOnly?'],
    });
    await write('{"rules": ');
    expect((await diagnostics(own, uri))[0]?.severity).toBe(3);
    expect(await own.statuses.next()).toMatchObject({
      goVersion: '1.24',
      problems: ['.bucketwise.json:1:11: a value is expected here'],
    });
    rmSync(join(own.folder, '.bucketwise.json'));
    await own.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: own.uri('.bucketwise.json'), type: 3 }],
    });
    await own.refreshes.next();
    expect(await diagnostics(own, uri)).toHaveLength(1);
  });

  it('reports nothing in excluded files, and only notes it', async () => {
    const own = await start({ 'go.mod': GO_MOD, '.bucketwise.json': '{"exclude": ["*_gen.go"]}' });
    const byProject = await own.open('users_gen.go', USERS);
    expect(await diagnostics(own, byProject)).toEqual([]);
    expect(await own.statuses.next()).toMatchObject({
      findings: 0,
      problems: [],
      notes: ['The file is excluded by "*_gen.go" in .bucketwise.json.'],
    });
    const at = { textDocument: { uri: byProject }, position: rangeOf(USERS, 'make(map').start };
    expect(await own.connection.sendRequest('textDocument/hover', at)).not.toBeNull();
    own.settings = { exclude: ['/deep/'] };
    const bySetting = await own.open('deep/users.go', USERS);
    expect(await diagnostics(own, bySetting)).toEqual([]);
    expect(await own.statuses.next()).toMatchObject({
      problems: [],
      notes: ['The file is excluded by "/deep/" in the setting bucketwise.exclude.'],
    });
    expect(await diagnostics(own, await own.open('users.go', USERS))).toHaveLength(1);
  });

  it('asks to be told about changes on disk and of settings', async () => {
    const own = await start();
    const methods = [await own.registrations.next(), await own.registrations.next()];
    expect(methods.sort()).toEqual(['workspace/didChangeConfiguration', 'workspace/didChangeWatchedFiles']);
  });
});

describe('an editor that can do little', () => {
  it('is sent diagnostics with the version they are for, and none once the file is closed', async () => {
    const own = await start({ 'go.mod': GO_MOD }, PLAIN_CLIENT, null);
    expect(own.initialized.capabilities.diagnosticProvider).toBeUndefined();
    const uri = await own.open('users.go', USERS);
    const first = await own.published.next();
    expect(first).toMatchObject({ uri, version: 1 });
    expect(rulesOf(first.diagnostics)).toEqual(['missing-capacity-hint']);
    expect(first.diagnostics[0]?.relatedInformation).toBeUndefined();
    await own.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: 'package users\n' }],
    });
    expect(await own.published.next()).toEqual({ uri, version: 2, diagnostics: [] });
    await own.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    expect(await own.published.next()).toEqual({ uri, diagnostics: [] });
  });

  it('gets edits in the action itself, and no commands it does not know', async () => {
    const own = await start({ 'go.mod': GO_MOD }, PLAIN_CLIENT, null);
    const uri = await own.open('users.go', USERS);
    const actions = await own.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: rangeOf(USERS, 'make(map'),
      context: { diagnostics: [] },
    });
    expect(actions[0]?.edit?.changes?.[uri]).toHaveLength(1);
    expect(actions.some(({ command }) => command !== undefined)).toBe(false);
  });

  it('can push its settings', async () => {
    const own = await start({ 'go.mod': GO_MOD }, PLAIN_CLIENT, null);
    await own.open('users.go', USERS);
    expect((await own.published.next()).diagnostics).toHaveLength(1);
    await own.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { bucketwise: { rules: { 'missing-capacity-hint': 'off' } } },
    });
    expect((await own.published.next()).diagnostics).toEqual([]);
  });
});

describe('trouble', () => {
  it('answers a cancelled request as cancelled', async () => {
    const own = await start();
    const uri = await own.open('users.go', USERS);
    const source = new CancellationTokenSource();
    const answer = own.connection.sendRequest(
      'textDocument/diagnostic',
      { textDocument: { uri } },
      source.token,
    );
    source.cancel();
    await expect(answer).rejects.toMatchObject({ code: -32800 });
    expect(await diagnostics(own, uri)).toHaveLength(1);
  });

  it('refuses what it does not know', async () => {
    const own = await start();
    await expect(own.connection.sendRequest('bucketwise/unheardOf', {})).rejects.toMatchObject({
      code: -32601,
    });
  });

  it.each([
    ['an empty file', ''],
    ['only a package clause', 'package p'],
    ['binary content', `package p\n${'\0\u0001'.repeat(1000)}`],
    ['lone surrogates', 'package p\n\nvar s = "\uD800\uDC00\uDC00"\nvar m = map[string]int{'],
    ['deep nesting', `package p\n\nvar x = ${'('.repeat(10_000)}1${')'.repeat(10_000)}\n`],
    ['unclosed nesting', `package p\n\nvar x = ${'map[string]func('.repeat(2000)}`],
    ['a file above the size limit', `package p\n${'var x = 1\n'.repeat(300_000)}`],
    ['no Go at all', '<html>{{{{ make(map[string]int) for range delete(m, k) </html>'],
  ])('lives through %s', async (_name, text) => {
    const own = await start();
    const hostile = await own.open('hostile.go', text);
    expect(await diagnostics(own, hostile)).toEqual([]);
    const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 9 } };
    const position = { line: 2, character: 30 };
    const textDocument = { uri: hostile };
    expect(
      await own.connection.sendRequest('textDocument/codeAction', {
        textDocument,
        range,
        context: { diagnostics: [] },
      }),
    ).toEqual([]);
    await own.connection.sendRequest('textDocument/hover', { textDocument, position });
    await own.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: hostile, version: 2 },
      contentChanges: [
        { range: { start: position, end: { line: 99, character: 99 } }, text: '\n}])' },
        { range: { start: { line: 0, character: 3 }, end: { line: 0, character: 4 } }, text: '\r' },
      ],
    });
    await diagnostics(own, hostile);
    expect(await diagnostics(own, await own.open('users.go', USERS))).toHaveLength(1);
  });

  it('answers neutrally about documents that are not open', async () => {
    const own = await start();
    const uri = own.uri('never-opened.go');
    const at = { textDocument: { uri }, position: { line: 0, character: 0 } };
    expect(await diagnostics(own, uri)).toEqual([]);
    expect(await own.connection.sendRequest('textDocument/hover', at)).toBeNull();
    expect(await own.connection.sendRequest('textDocument/completion', at)).toBeNull();
    await own.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: 'x' }],
    });
    await own.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    expect(await diagnostics(own, await own.open('users.go', USERS))).toHaveLength(1);
  });

  it('ends with 0 when it is told to', async () => {
    const own = await start();
    expect(await own.stop()).toBe(0);
  });
});
