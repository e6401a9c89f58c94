import { open, realpath } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { type GoVersion, parseGoVersion } from '../../base/go-version.ts';

/** A Go installation found on the machine. */
export interface GoInstallation {
  readonly root: string;
  readonly version: GoVersion;
}

/**
 * Finds the Go installation that GOROOT or PATH leads to and reads its VERSION file. Nothing is executed, so this is
 * fine in a folder nobody trusts. Undefined where there is none, or where PATH only has a wrapper script.
 */
export async function findGoInstallation(
  env: Readonly<Record<string, string | undefined>>,
): Promise<GoInstallation | undefined> {
  const goroot = env['GOROOT'];
  if (goroot !== undefined && goroot !== '') {
    const named = await readInstallation(goroot);
    if (named !== undefined) return named;
  }
  const executable = process.platform === 'win32' ? 'go.exe' : 'go';
  for (const directory of (env['PATH'] ?? env['Path'] ?? '').split(delimiter)) {
    // Relative entries would make the answer depend on the folder that is scanned.
    if (!isAbsolute(directory)) continue;
    const real = await realpath(join(directory, executable)).catch(() => undefined);
    if (real === undefined) continue;
    return readInstallation(dirname(dirname(real)));
  }
  return undefined;
}

async function readInstallation(root: string): Promise<GoInstallation | undefined> {
  const version = parseVersionFile(await readStart(join(root, 'VERSION')));
  return version === undefined ? undefined : { root, version };
}

/** VERSION is `go1.26.8` and a line with its time; a development tree has `devel go1.27-<commit> …`. */
export function parseVersionFile(text: string): GoVersion | undefined {
  const first = text.split('\n', 1)[0] ?? '';
  const word = /^(?:devel )?(go\d\S*)/.exec(first.trim())?.[1];
  return word === undefined ? undefined : parseGoVersion(word);
}

/** GOROOT may point anywhere; a few bytes are enough and a huge file does no harm. */
async function readStart(path: string): Promise<string> {
  try {
    const handle = await open(path, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(256), 0, 256, 0);
      return buffer.toString('utf8', 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch {
    return '';
  }
}
