import { readdir } from 'node:fs/promises';
import { URI } from 'vscode-uri';
import { readSourceFile } from '../../analysis/node/source-file.ts';
import { EMPTY_DIRECTORY, type FileAccess } from '../common/file-access.ts';

/** The local file system. Whatever cannot be read counts as not there. */
export const nodeFiles: FileAccess = {
  async readText(uri, maxBytes) {
    const path = URI.parse(uri).fsPath;
    const result = await readSourceFile(path, path, maxBytes);
    return result.kind === 'read' ? result.file.text : undefined;
  },
  async list(directoryUri) {
    try {
      const entries = await readdir(URI.parse(directoryUri).fsPath, { withFileTypes: true });
      return {
        files: entries.filter((entry) => entry.isFile() || entry.isSymbolicLink()).map(({ name }) => name),
        directories: entries.filter((entry) => entry.isDirectory()).map(({ name }) => name),
      };
    } catch {
      return EMPTY_DIRECTORY;
    }
  },
};
