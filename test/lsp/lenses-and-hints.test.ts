import { describe, expect, it } from 'vitest';
import type { CodeLens, InlayHint } from 'vscode-languageserver/node';
import type { ClientOptions } from '../../src/protocol/requests.ts';
import { FULL_CLIENT, PLAIN_CLIENT, type LspSession } from './lsp-session.ts';
import { withServer } from './with-server.ts';

const OWN: ClientOptions = {
  commands: ['bucketwise.openSimulator', 'bucketwise.explainRule', 'bucketwise.showRemarks'],
  fileAccess: false,
  workspaceDiagnostics: false,
};

const SOURCE = `package p

var names = map[string]int{"a": 1}

func Quiet() map[string]bool { return make(map[string]bool, 8) }

func Two(keys []string) (map[string]int, map[int]string) {
	first := make(map[string]int)
	for i, key := range keys {
		first[key] = i
	}
	second := make(map[int]string)
	for i := range 5000 {
		second[i] = "x"
	}
	return first, second
}
`;

const server = withServer();

async function start(options: unknown = OWN, capabilities = FULL_CLIENT): Promise<[LspSession, string]> {
  const session = await server.start({ 'go.mod': 'module m\n\ngo 1.24\n' }, capabilities, options);
  return [session, await session.open('p.go', SOURCE)];
}

const lensesOf = (of: LspSession, uri: string): Promise<CodeLens[]> =>
  of.connection.sendRequest('textDocument/codeLens', { textDocument: { uri } });

const hintsOf = (of: LspSession, uri: string, [from, to] = [0, 99]): Promise<InlayHint[]> =>
  of.connection.sendRequest('textDocument/inlayHint', {
    textDocument: { uri },
    range: { start: { line: from, character: 0 }, end: { line: to, character: 0 } },
  });

describe('code lenses', () => {
  it('stand over functions with findings, and count them', async () => {
    const [of, uri] = await start();
    const lenses = await lensesOf(of, uri);
    expect(lenses.map(({ range, command }) => [range.start.line, command?.title])).toEqual([
      [6, '2 map remarks'],
      [6, 'Simulate'],
    ]);
    expect(lenses[0]?.command?.arguments).toMatchObject([
      { uri, position: { line: 6, character: 5 }, places: [{ start: { line: 7 } }, { start: { line: 11 } }] },
    ]);
    expect(lenses[1]?.command?.arguments).toMatchObject([{ textDocument: { uri }, position: { line: 7 } }]);
  });

  it('tell what is saved where every number is known', async () => {
    const [of, uri] = await start();
    await of.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: SOURCE.replace('first[key] = i', 'break') }],
    });
    expect((await lensesOf(of, uri))[0]?.command?.title).toMatch(/^1 map remark · saves \d+ kB$/);
  });

  it('go by the switch, and by what the client can do', async () => {
    const [of, uri] = await start();
    of.settings = { codeLens: { enabled: false } };
    await of.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    expect(await lensesOf(of, uri)).toEqual([]);
    await of.stop();
    const [plain] = await start(null, PLAIN_CLIENT);
    expect(plain.initialized.capabilities.codeLensProvider).toBeUndefined();
    expect(plain.initialized.capabilities.inlayHintProvider).toBeUndefined();
  });
});

describe('inlay hints', () => {
  it('are off unless asked for', async () => {
    const [of, uri] = await start();
    expect(await hintsOf(of, uri)).toEqual([]);
  });

  it('tell behind unhinted maps how often they grow', async () => {
    const [of, uri] = await start();
    of.settings = { inlayHints: { enabled: true } };
    await of.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    const hints = await hintsOf(of, uri);
    expect(hints.map(({ position, label }) => [position, label])).toEqual([
      [{ line: 7, character: 30 }, expect.stringMatching(/^grows \d+× to 1,000$/)],
      [{ line: 11, character: 31 }, expect.stringMatching(/^grows \d+× to 5,000$/)],
    ]);
    expect(await hintsOf(of, uri, [9, 99])).toHaveLength(1);
    const tooltips = await Promise.all(
      hints.map(async (hint) => {
        const resolved: InlayHint = await of.connection.sendRequest('inlayHint/resolve', hint);
        return JSON.stringify(resolved.tooltip);
      }),
    );
    expect(tooltips[0]).toContain('1,000 is an example');
    expect(tooltips[1]).toContain('5,000 entries go in');
  });

  it('leave a hint of an older text without a tooltip', async () => {
    const [of, uri] = await start();
    of.settings = { inlayHints: { enabled: true } };
    await of.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    const [hint] = await hintsOf(of, uri);
    await of.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: `\n${SOURCE}` }],
    });
    expect(await of.connection.sendRequest('inlayHint/resolve', hint)).toEqual(hint);
  });
});
