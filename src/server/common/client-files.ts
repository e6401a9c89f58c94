import type { Connection } from 'vscode-languageserver';
import {
  LIST_DIRECTORY,
  READ_FILE,
  type DirectoryListing,
  type ListDirectoryParams,
  type ReadFileParams,
} from '../../protocol/requests.ts';
import { EMPTY_DIRECTORY, type FileAccess } from './file-access.ts';
import { describeError } from './guarded.ts';

/** Files as the client sees them: the only way in a browser and in virtual workspaces. */
export function filesOfClient(connection: Connection): FileAccess {
  const ask = async (method: string, params: ReadFileParams | ListDirectoryParams): Promise<unknown> => {
    try {
      return await connection.sendRequest(method, params);
    } catch (error) {
      connection.console.warn(`${method} failed: ${describeError(error)}`);
      return undefined;
    }
  };
  return {
    async readText(uri, maxBytes) {
      const text = await ask(READ_FILE, { uri, maxBytes });
      return typeof text === 'string' ? text : undefined;
    },
    async list(uri) {
      const listing = await ask(LIST_DIRECTORY, { uri });
      return isDirectoryListing(listing) ? listing : EMPTY_DIRECTORY;
    },
  };
}

function isDirectoryListing(value: unknown): value is DirectoryListing {
  if (typeof value !== 'object' || value === null) return false;
  const { files, directories } = value as Partial<Record<keyof DirectoryListing, unknown>>;
  const areNames = (names: unknown): boolean =>
    Array.isArray(names) && names.every((name) => typeof name === 'string');
  return areNames(files) && areNames(directories);
}
