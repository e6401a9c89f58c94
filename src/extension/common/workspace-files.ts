import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  LIST_DIRECTORY,
  READ_FILE,
  type DirectoryListing,
  type ListDirectoryParams,
  type ReadFileParams,
} from '../../protocol/requests.ts';

/** What the server may read through the editor: Go sources, module files and project files, nothing else. */
const READABLE = /(?:\.go|\/go\.mod|\/go\.work|\/\.bucketwise\.json)$/;

/** Answers the server's questions about files it cannot reach itself. */
export function answerFileRequests(client: BaseLanguageClient): readonly vscode.Disposable[] {
  return [
    client.onRequest(READ_FILE, ({ uri, maxBytes }: ReadFileParams) => readText(uri, maxBytes)),
    client.onRequest(LIST_DIRECTORY, ({ uri }: ListDirectoryParams) => listDirectory(uri)),
  ];
}

async function readText(uriText: string, maxBytes: number): Promise<string | null> {
  const uri = vscode.Uri.parse(uriText, true);
  if (!READABLE.test(uri.path)) return null;
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > maxBytes) return null;
    return new TextDecoder('utf-8', { fatal: true }).decode(await vscode.workspace.fs.readFile(uri));
  } catch {
    // Not there, not readable or not UTF-8: for the server it is all the same.
    return null;
  }
}

async function listDirectory(uriText: string): Promise<DirectoryListing> {
  try {
    const entries = await vscode.workspace.fs.readDirectory(vscode.Uri.parse(uriText, true));
    return {
      files: entries.filter(([, type]) => (type & vscode.FileType.File) !== 0).map(([name]) => name),
      directories: entries.filter(([, type]) => type === vscode.FileType.Directory).map(([name]) => name),
    };
  } catch {
    return { files: [], directories: [] };
  }
}
