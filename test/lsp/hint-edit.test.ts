import { describe, expect, it } from 'vitest';
import {
  HINT_EDIT,
  SITE_AT,
  type HintEditParams,
  type HintEditResult,
  type SiteSummary,
  type WireRange,
} from '../../src/protocol/requests.ts';
import { FULL_CLIENT, type LspSession } from './lsp-session.ts';
import { withServer } from './with-server.ts';

const server = withServer();

const USERS = `package users

func Index(names []string) map[string]int {
	index := make(map[string]int)
	for i, name := range names {
		index[name] = i
	}
	return index
}
`;

const start = (language = '1.24'): Promise<LspSession> =>
  server.start({ 'go.mod': `module example.com/users\n\ngo ${language}\n` }, FULL_CLIENT);

/** The site that the simulator would be opened on, at `make(`. */
async function siteIn(of: LspSession, uri: string): Promise<SiteSummary> {
  const position = { line: 3, character: 12 };
  return of.connection.sendRequest<SiteSummary>(SITE_AT, { textDocument: { uri }, position });
}

const ask = (of: LspSession, site: SiteSummary, hint: unknown): Promise<HintEditResult> =>
  of.connection.sendRequest<HintEditResult>(HINT_EDIT, {
    uri: site.uri,
    range: site.range,
    source: site.source,
    hint,
  } as HintEditParams);

const at = (line: number, character: number): WireRange => ({
  start: { line, character },
  end: { line, character },
});

describe('a hint that is written back', () => {
  it('is an edit of the text the server has', async () => {
    const of = await start();
    const site = await siteIn(of, await of.open('users.go', USERS));
    expect(await ask(of, site, 1_000_000)).toEqual({
      title: 'Add the capacity hint 1_000_000',
      version: 1,
      edits: [{ range: at(3, 29), newText: ', 1_000_000' }],
    });
    expect(await ask(of, site, 'suggested')).toEqual({
      title: 'Add the capacity hint len(names)',
      version: 1,
      edits: [{ range: at(3, 29), newText: ', len(names)' }],
    });
  });

  it('keeps to the language of the module', async () => {
    const of = await start('1.12');
    const site = await siteIn(of, await of.open('users.go', USERS));
    expect(await ask(of, site, 1_000_000)).toMatchObject({ edits: [{ newText: ', 1000000' }] });
  });

  it('is refused where the code is another meanwhile, and asked for anew', async () => {
    const of = await start();
    const uri = await of.open('users.go', USERS);
    const site = await siteIn(of, uri);
    await of.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: at(3, 29), text: ', 64' }],
    });
    expect(await ask(of, site, 1000)).toEqual({
      reason: 'The code has changed since it was simulated. Simulate the map again.',
    });
    expect(await ask(of, await siteIn(of, uri), 1000)).toEqual({
      title: 'Change the capacity hint to 1000',
      version: 2,
      edits: [
        { range: { start: { line: 3, character: 31 }, end: { line: 3, character: 33 } }, newText: '1000' },
      ],
    });
  });

  it('is refused in words where nothing can be written', async () => {
    const of = await start();
    const site = await siteIn(of, await of.open('users.go', USERS));
    const closed = { ...site, uri: of.uri('other.go') };
    const sentence = { reason: expect.stringMatching(/^The file is not open/) as unknown };
    expect(await ask(of, closed, 1000)).toEqual(sentence);
    for (const hint of [0, -1, 1.5, '1000', 'len(x)', null])
      expect(await ask(of, site, hint)).toEqual(sentence);
  });
});
