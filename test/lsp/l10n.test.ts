import { describe, expect, it } from 'vitest';
import type { CodeAction, CodeLens, CompletionItem, Hover, InlayHint } from 'vscode-languageserver/node';
import type { ClientOptions } from '../../src/protocol/requests.ts';
import chinese from '../../l10n/bundle.l10n.zh-cn.json';
import { FULL_CLIENT, type LspSession } from './lsp-session.ts';
import { withServer } from './with-server.ts';

const OWN: ClientOptions = {
  commands: ['bucketwise.openSimulator', 'bucketwise.explainRule', 'bucketwise.showRemarks'],
  fileAccess: false,
  workspaceDiagnostics: false,
  l10n: chinese,
};

const SOURCE = `package p

//b
func Index(keys []string) map[string]int {
	first := make(map[string]int)
	for i, key := range keys {
		first[key] = i
	}
	return first
}
`;

const MAP = { line: 4, character: 12 };

const server = withServer();

async function start(options: unknown): Promise<[LspSession, string]> {
  const session = await server.start({ 'go.mod': 'module m\n\ngo 1.24\n' }, FULL_CLIENT, options);
  session.settings = { inlayHints: { enabled: true } };
  return [session, await session.open('p.go', SOURCE)];
}

async function actionsOf(of: LspSession, uri: string): Promise<string[]> {
  const actions: CodeAction[] = await of.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: MAP, end: MAP },
    context: { diagnostics: [] },
  });
  return actions.map(({ title }) => title);
}

describe('a server that was given Chinese texts', () => {
  it('says in them what can be done, and leaves what was found in English', async () => {
    const [of, uri] = await start(OWN);
    expect(await actionsOf(of, uri)).toEqual([
      expect.stringContaining('len(keys)'),
      '模拟此 map',
      '在此处忽略（bucketwise:ignore missing-capacity-hint）',
      '查看 missing-capacity-hint 的说明',
    ]);
    const report = await of.connection.sendRequest<{ items: { message: string }[] }>(
      'textDocument/diagnostic',
      { textDocument: { uri } },
    );
    expect(report.items.map(({ message }) => message)).toEqual([expect.stringMatching(/grows/)]);
  });

  it('says so above functions, behind maps, in hovers and in completions', async () => {
    const [of, uri] = await start(OWN);
    const textDocument = { uri };
    const lenses: CodeLens[] = await of.connection.sendRequest('textDocument/codeLens', { textDocument });
    expect(lenses.map(({ command }) => command?.title)).toEqual(['1 个 map 问题', '模拟']);
    const hints: InlayHint[] = await of.connection.sendRequest('textDocument/inlayHint', {
      textDocument,
      range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } },
    });
    expect(hints.map(({ label }) => label)).toEqual(['到 1,000 个键值对扩容 8 次']);
    const resolved: InlayHint = await of.connection.sendRequest('inlayHint/resolve', hints[0]);
    expect(resolved.tooltip).toHaveProperty(
      'value',
      expect.stringMatching(
        /^存入 1,000 个键值对时，这个 `map\[string\]int` 会扩容 8 次，搬迁 [\d,]+ 个键值对，/,
      ),
    );
    const hover: Hover = await of.connection.sendRequest('textDocument/hover', {
      textDocument,
      position: MAP,
    });
    expect(hover.contents).toHaveProperty('value', expect.stringContaining('[模拟此 map](command:'));
    expect(hover.contents).toHaveProperty('value', expect.stringContaining('每组 8 个槽位'));
    const offered: CompletionItem[] = await of.connection.sendRequest('textDocument/completion', {
      textDocument,
      position: { line: 2, character: 3 },
    });
    expect(offered.map(({ documentation }) => documentation)).toEqual([
      expect.stringContaining('忽略规则'),
      expect.stringContaining('键值对'),
    ]);
  });
});

describe('a server that was given no texts it can use', () => {
  it.each([
    ['none', { ...OWN, l10n: undefined }],
    ['a list', { ...OWN, l10n: ['模拟'] }],
    ['texts that are none', { ...OWN, l10n: { Simulate: 1 } }],
  ])('speaks English: %s', async (_, options) => {
    const [of, uri] = await start(options);
    expect(await actionsOf(of, uri)).toContain('Simulate this map');
  });
});
