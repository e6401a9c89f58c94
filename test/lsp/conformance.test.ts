import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  CancellationTokenSource,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Range,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  HINT_EDIT,
  SITE_AT,
  SITE_GROUPS,
  SITES_OF,
  type ClientOptions,
} from '../../src/protocol/requests.ts';
import { FULL_CLIENT, PLAIN_CLIENT, type LspSession } from './lsp-session.ts';
import { withServer } from './with-server.ts';

const OWN: ClientOptions = {
  commands: ['bucketwise.openSimulator', 'bucketwise.explainRule', 'bucketwise.showRemarks'],
  fileAccess: false,
  workspaceDiagnostics: true,
};

const FILL = `package p

func F(keys []string) map[string]int {
	m := make(map[string]int)
	for i, key := range keys {
		m[key] = i
	}
	return m
}
`;

const server = withServer();

async function start(capabilities = FULL_CLIENT): Promise<LspSession> {
  return server.start({ 'go.mod': 'module m\n\ngo 1.24\n' }, capabilities, OWN);
}

async function pull(of: LspSession, uri: string): Promise<Diagnostic[]> {
  const report: DocumentDiagnosticReport = await of.connection.sendRequest('textDocument/diagnostic', {
    textDocument: { uri },
  });
  return report.kind === 'full' ? report.items : [];
}

const change = (
  of: LspSession,
  uri: string,
  version: number,
  contentChanges: TextDocumentContentChangeEvent[],
): Promise<void> =>
  of.connection.sendNotification('textDocument/didChange', {
    textDocument: { uri, version },
    contentChanges,
  });

/** Every request that the server knows, for a place in a document. */
function allRequests(uri: string, line = 3, character = 2): readonly (readonly [string, object])[] {
  const textDocument = { uri };
  const position = { line, character };
  const range = { start: position, end: position };
  return [
    ['textDocument/diagnostic', { textDocument }],
    ['workspace/diagnostic', { previousResultIds: [] }],
    ['textDocument/hover', { textDocument, position }],
    ['textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }],
    ['codeAction/resolve', { title: 'x', data: { uri, version: 1, edit: 'fixAll' } }],
    ['textDocument/codeLens', { textDocument }],
    ['textDocument/inlayHint', { textDocument, range }],
    ['inlayHint/resolve', { position, label: 'x', data: { uri, version: 1, start: 3 } }],
    ['workspace/executeCommand', { command: 'bucketwise.server.explainRule', arguments: ['double-lookup'] }],
    [SITE_AT, { textDocument, position }],
    [HINT_EDIT, { uri, range, source: 'make(map[int]int)', hint: 1000 }],
    [SITE_GROUPS, { filter: '', order: 'price', onlyWithFindings: false }],
    [SITES_OF, { filter: '', order: 'heat', onlyWithFindings: true, group: null, offset: 0, limit: 10 }],
  ];
}

describe('the life of a session', () => {
  it('knows methods, and says so of those it does not know', async () => {
    const of = await start();
    await expect(of.connection.sendRequest('textDocument/fly', {})).rejects.toMatchObject({ code: -32601 });
    await expect(of.connection.sendRequest('$/private', {})).rejects.toMatchObject({ code: -32601 });
    await of.connection.sendNotification('textDocument/fly', {});
    await of.connection.sendNotification('$/private', {});
    await of.connection.sendNotification('$/cancelRequest', { id: 4711 });
    expect(await pull(of, await of.open('p.go', FILL))).toHaveLength(1);
  });

  it('begins once, and is over after shutdown', async () => {
    const of = await start();
    await expect(
      of.connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} }),
    ).rejects.toMatchObject({ code: -32600 });
    const uri = await of.open('p.go', FILL);
    expect(await pull(of, uri)).toHaveLength(1);
    await of.connection.sendRequest('shutdown');
    await expect(pull(of, uri)).rejects.toMatchObject({ code: -32600 });
    await of.connection.sendNotification('exit');
    expect(await of.exited).toBe(0);
  });

  it('ends with 1 when it is told to without a shutdown', async () => {
    const of = await start();
    await of.connection.sendNotification('exit');
    expect(await of.exited).toBe(1);
  });

  it('always counts in UTF-16, whatever else the client offers', async () => {
    const of = await start({ ...FULL_CLIENT, general: { positionEncodings: ['utf-8', 'utf-32'] } });
    expect(of.initialized.capabilities.positionEncoding).toBe('utf-16');
  });
});

describe('before initialize', () => {
  it('every request is refused', async () => {
    const of = await server.start({}, FULL_CLIENT, OWN, ['--stdio'], { initialize: false });
    for (const [method, params] of allRequests(of.uri('p.go'))) {
      await expect(of.connection.sendRequest(method, params)).rejects.toMatchObject({ code: -32002 });
    }
    await of.connection.sendNotification('exit');
    expect(await of.exited).toBe(1);
  });
});

describe('requests in any number and order', () => {
  it('are each answered or cancelled, and leave the server as it was', async () => {
    const of = await start();
    const uri = await of.open('p.go', FILL);
    const outcomes: Promise<unknown>[] = [];
    for (let round = 0; round < 20; round++) {
      for (const [method, params] of allRequests(uri)) {
        const source = new CancellationTokenSource();
        outcomes.push(of.connection.sendRequest(method, params, source.token));
        source.cancel();
      }
    }
    for (const outcome of await Promise.allSettled(outcomes)) {
      if (outcome.status === 'rejected') expect([-32800, -32801, -32802]).toContain(codeOf(outcome.reason));
    }
    expect(await pull(of, uri)).toHaveLength(1);
  });

  it('may come for documents that are closed, unknown or no Go', async () => {
    const of = await start();
    const open = await of.open('p.go', FILL);
    await of.connection.sendNotification('textDocument/didClose', { textDocument: { uri: open } });
    for (const uri of [
      open,
      of.uri('never.go'),
      of.uri('go.mod'),
      'untitled:x',
      'nonsense',
      '',
      'a:b:c?d#e',
    ]) {
      for (const [method, params] of allRequests(uri)) {
        if (method === 'workspace/diagnostic') continue;
        const outcome = await of.connection.sendRequest(method, params).catch(codeOf);
        // An answer, or a refusal: nothing that ends the session.
        expect(typeof outcome === 'number' ? outcome : 0).not.toBe(-32603);
      }
    }
    expect(await pull(of, await of.open('p.go', FILL))).toHaveLength(1);
  });

  it('may have parameters of any shape', async () => {
    const of = await start();
    const uri = await of.open('p.go', FILL);
    const shapes = [
      null,
      {},
      [],
      7,
      'text',
      { textDocument: null },
      { textDocument: { uri: 7 }, position: 'x' },
    ];
    for (const [method] of allRequests(uri)) {
      if (method === 'workspace/diagnostic') continue;
      for (const shape of shapes) await of.connection.sendRequest(method, shape).catch(codeOf);
    }
    for (const method of ['didOpen', 'didChange', 'didClose', 'didSave']) {
      for (const shape of shapes) await of.connection.sendNotification(`textDocument/${method}`, shape);
    }
    expect(await pull(of, uri)).toHaveLength(1);
  });
});

describe('versions', () => {
  it('need not be in order, and the text that came last counts', async () => {
    const of = await start();
    const uri = await of.open('p.go', FILL);
    await change(of, uri, 9, [{ text: 'package p\n' }]);
    expect(await pull(of, uri)).toEqual([]);
    await change(of, uri, 3, [{ text: FILL }]);
    expect(await pull(of, uri)).toHaveLength(1);
    await change(of, uri, 3, [{ text: 'package p\n' }]);
    await change(of, uri, -1, [{ text: FILL }]);
    expect(await pull(of, uri)).toHaveLength(1);
  });

  it('make an action of an older text unusable', async () => {
    const of = await start();
    const uri = await of.open('p.go', FILL);
    const [diagnostic] = await pull(of, uri);
    const [action]: unknown[] = await of.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range: diagnostic?.range,
      context: { diagnostics: [diagnostic] },
    });
    await change(of, uri, 2, [{ text: `\n${FILL}` }]);
    await expect(of.connection.sendRequest('codeAction/resolve', action)).rejects.toMatchObject({
      code: -32801,
    });
  });

  it('begin anew when a document is opened twice', async () => {
    const of = await start();
    await of.open('p.go', 'package p\n');
    const uri = await of.open('p.go', FILL);
    expect(await pull(of, uri)).toHaveLength(1);
  });
});

describe('positions', () => {
  const before = [
    ['a surrogate pair', '/* 𝒳🗺️ */ '],
    ['combining marks', '/* e\u0301\u0323 */ '],
    ['a line separator, which ends no line', '/* \u2028 */ '],
    ['a tab', '\t\t'],
  ] as const;

  it.each(before)('count UTF-16 units behind %s', async (_name, text) => {
    const of = await start();
    const source = FILL.replace('m := make', `${text}m := make`);
    const uri = await of.open('p.go', source);
    const [diagnostic] = await pull(of, uri);
    expect(textAt(source, diagnostic?.range)).toBe('make(map[string]int)');
    const hover: { range: Range } = await of.connection.sendRequest('textDocument/hover', {
      textDocument: { uri },
      position: diagnostic?.range.start,
    });
    expect(textAt(source, hover.range)).toBe('make(map[string]int)');
  });

  it.each([
    ['CRLF', FILL.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${FILL}`],
    ['no newline at the end', FILL.trimEnd()],
  ])('are right with %s', async (_name, source) => {
    const of = await start();
    const uri = await of.open('p.go', source);
    const [diagnostic] = await pull(of, uri);
    expect(textAt(source, diagnostic?.range)).toBe('make(map[string]int)');
  });

  it('may lie inside a pair, behind a line and behind the text', async () => {
    const of = await start();
    const source = FILL.replace('m := make', '/* 𝒳 */ m := make');
    const uri = await of.open('p.go', source);
    const places = [
      [3, 5],
      [3, 6],
      [3, 10_000],
      [10_000, 0],
      [0, 2_147_483_647],
    ] as const;
    for (const [line, character] of places) {
      for (const [method, params] of allRequests(uri, line, character)) {
        if (method !== 'workspace/diagnostic') await of.connection.sendRequest(method, params);
      }
    }
    await change(of, uri, 2, [
      { range: { start: { line: 3, character: 5 }, end: { line: 3, character: 6 } }, text: 'x' },
      { range: { start: { line: 500, character: 0 }, end: { line: 600, character: 9 } }, text: '\n// end\n' },
    ]);
    expect(await pull(of, uri)).toHaveLength(1);
  });
});

/** One edit as people and programs make them: anywhere, of any size, also nonsense. */
const EDIT = fc.record({
  start: fc.nat(400),
  length: fc.nat(30),
  text: fc.oneof(
    fc.constantFrom(
      '',
      '\n',
      '\r\n',
      '}',
      '{',
      'map[string]int',
      '𝒳',
      '"',
      '`',
      '/*',
      '*/',
      '//',
      'm[k] = 1\n',
    ),
    fc.string({ unit: 'grapheme', maxLength: 8 }),
  ),
});

describe('200 quick edits', () => {
  it('leave the same findings as opening the text that they led to', async () => {
    const of = await start(PLAIN_CLIENT);
    let file = 0;
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(EDIT, { minLength: 200, maxLength: 200 }), async (edits) => {
        const name = `edited${file++}.go`;
        const document = TextDocument.create(of.uri(name), 'go', 1, FILL);
        const uri = await of.open(name, FILL);
        for (const [index, { start: from, length, text }] of edits.entries()) {
          const range = {
            start: document.positionAt(from),
            end: document.positionAt(from + length),
          };
          const contentChanges = [{ range, text }];
          TextDocument.update(document, contentChanges, index + 2);
          await change(of, uri, index + 2, contentChanges);
          // Now and then somebody looks, so that the tree is edited and not only made at the end.
          if (index % 25 === 0) await pull(of, uri);
        }
        // Back to something that has findings, by an edit too.
        const end = document.positionAt(document.getText().length);
        await change(of, uri, 300, [
          { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: FILL },
          { range: { start: end, end }, text: '\n' },
        ]);
        TextDocument.update(
          document,
          [
            { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: FILL },
            { range: { start: end, end }, text: '\n' },
          ],
          300,
        );
        const edited = await pull(of, uri);
        const fresh = await of.open(`fresh/${name}`, document.getText());
        expect(edited).toEqual(
          (await pull(of, fresh)).map((item) => ({ ...item, relatedInformation: related(item, fresh, uri) })),
        );
        seen += edited.length;
        for (const closed of [uri, fresh]) {
          await of.connection.sendNotification('textDocument/didClose', { textDocument: { uri: closed } });
        }
      }),
      { numRuns: 12, seed: 20_261_127 },
    );
    expect(seen).toBeGreaterThan(6);
  }, 120_000);
});

function related(item: Diagnostic, from: string, to: string): Diagnostic['relatedInformation'] {
  return item.relatedInformation?.map(({ location, message }) => ({
    location: { ...location, uri: location.uri === from ? to : location.uri },
    message,
  }));
}

function textAt(source: string, range: Range | undefined): string {
  return TextDocument.create('', 'go', 0, source).getText(range);
}

function codeOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number'
    ? error.code
    : NaN;
}
