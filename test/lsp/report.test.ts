import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  CHOSEN_FIXES,
  REPORT,
  type ChosenFixesAnswer,
  type ChosenFixesParams,
  type ReportAnswer,
  type ReportedSite,
  type ReportParams,
} from '../../src/protocol/report-requests.ts';
import type { ClientOptions } from '../../src/protocol/requests.ts';
import { runtimeFor, estimateFill } from '../../src/simulator/index.ts';
import { FULL_CLIENT, type LspSession } from './lsp-session.ts';
import { withServer } from './with-server.ts';

const OWN: ClientOptions = { commands: [], fileAccess: false, workspaceDiagnostics: false };

const FILLED = `package a

func Index(keys []string) map[string]int {
	index := make(map[string]int)
	for i := range keys {
		index[keys[i]] = i
	}
	return index
}
`;

const FILES = {
  'go.mod': 'module example.com/test\n\ngo 1.24\n',
  'a/a.go': FILLED,
  'b/b.go': 'package b\n\nvar names = map[string]int{"a": 1}\n',
  'c/c.go': 'package c\n',
};

const server = withServer();
const start = (): Promise<LspSession> => server.start(FILES, FULL_CLIENT, OWN);

function ask(of: LspSession, since: number, limit = 100): Promise<ReportAnswer> {
  const params: ReportParams = { since, limit };
  return of.connection.sendRequest(REPORT, params);
}

/** Asks until so many files have come. Types are those of the last answer. */
async function until(of: LspSession, since: number, wanted: number): Promise<ReportAnswer> {
  let files: ReportAnswer['files'] = [];
  let answer = await ask(of, since);
  for (;;) {
    files = [...files, ...answer.files];
    if (files.length >= wanted) return { ...answer, files };
    await new Promise((done) => setTimeout(done, 30));
    answer = await ask(of, answer.revision);
  }
}

function chosenFixes(
  of: LspSession,
  name: string,
  { findings }: ReportedSite,
): Promise<ChosenFixesAnswer | null> {
  const params: ChosenFixesParams = { textDocument: { uri: of.uri(name) }, findings };
  return of.connection.sendRequest(CHOSEN_FIXES, params);
}

describe('the report of the workspace', () => {
  it('holds what it takes to price each map anew', async () => {
    const of = await start();
    const { files, types } = await until(of, 0, 2);
    const byPath = new Map(files.map((file) => [file.path, file]));
    expect([...byPath.keys()].sort()).toEqual(['a/a.go', 'b/b.go']);
    const [site] = byPath.get('a/a.go')!.sites;
    const runtime = runtimeFor({ major: 1, minor: 24, patch: 0 });
    const { fill, bytes, growths, findings } = site!;
    const priced = { runtime, types: types[fill!.types]!, entries: fill!.entries };
    expect(estimateFill({ ...priced, hint: fill!.hint ?? undefined })).toMatchObject({ bytes, growths });
    const { refill, savedBytes } = findings[0]!;
    const fixed = estimateFill({ ...priced, types: types[refill!.fixed.types]!, hint: refill!.fixed.hint! });
    expect(bytes - fixed.bytes).toBe(savedBytes);
    expect(savedBytes).toBeGreaterThan(0);
  });

  it('tells only what changed since, files that lost their maps too', async () => {
    const of = await start();
    const { revision } = await until(of, 0, 2);
    rmSync(join(of.folder, 'b/b.go'));
    writeFileSync(join(of.folder, 'c/c.go'), 'package c\n\nvar m = map[int]int{1: 1}\n');
    await of.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [
        { uri: of.uri('b/b.go'), type: 3 },
        { uri: of.uri('c/c.go'), type: 2 },
      ],
    });
    const { files } = await until(of, revision, 1);
    expect(files.map(({ path }) => path)).toEqual(['c/c.go']);
    const all = await ask(of, revision);
    expect(all.without).toContain(of.uri('b/b.go'));
    expect((await ask(of, all.revision + 1000)).isAnew).toBe(true);
  });

  it('gives nothing to who asks for nonsense', async () => {
    const of = await start();
    expect(await of.connection.sendRequest(REPORT, { since: 'x' })).toMatchObject({ files: [] });
    expect(await of.connection.sendRequest(CHOSEN_FIXES, { findings: 3 })).toBeNull();
  });

  it('makes the fixes of findings it told, and none where the text is another', async () => {
    const of = await start();
    const { files } = await until(of, 0, 2);
    const site = files.find(({ path }) => path === 'a/a.go')!.sites[0]!;
    expect(await chosenFixes(of, 'a/a.go', site)).toBeNull();
    const uri = await of.open('a/a.go', FILLED);
    const answer = await chosenFixes(of, 'a/a.go', site);
    expect(answer!.answers).toEqual(['fixed']);
    expect(answer!.edits.map(({ newText }) => newText).join('')).toContain('len(keys)');
    await of.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: FILLED.replace('func Index', '\n\nfunc Index') }],
    });
    expect(await chosenFixes(of, 'a/a.go', site)).toEqual({ version: 2, edits: [], answers: ['gone'] });
  });
});
