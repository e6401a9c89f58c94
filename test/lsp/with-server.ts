import { dirname, join } from 'node:path';
import { afterEach, beforeAll } from 'vitest';
import { buildServer, startSession, type LspSession } from './lsp-session.ts';

type Question = Parameters<typeof startSession> extends [string, ...infer Rest] ? Rest : never;

/** Starts sessions with the built server; each ends behind its test. */
export interface TestServer {
  start(...question: Question): Promise<LspSession>;
  /** The same through the command line, as other editors start it. */
  startByCommandLine(...question: Question): Promise<LspSession>;
}

/** The server for the tests of a file, built before the first of them. */
export function withServer(): TestServer {
  let server = '';
  let sessions: LspSession[] = [];
  beforeAll(async () => {
    server = await buildServer();
  }, 60_000);
  afterEach(async () => {
    for (const session of sessions) await session.stop();
    sessions = [];
  });
  const start = async (program: string, question: Question): Promise<LspSession> => {
    const session = await startSession(program, ...question);
    sessions.push(session);
    return session;
  };
  return {
    start: (...question) => start(server, question),
    startByCommandLine: (...question) => start(join(dirname(server), 'cli.cjs'), question),
  };
}
