import { isUtf8 } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { SourceFile } from '../model.ts';
import { type SkippedPath, reasonOf } from './skipped.ts';

/** A Go file as read from disk. `path` is the one shown to the user. */
export interface DiskFile extends SourceFile {
  readonly absolute: string;
  /** The file began with a byte order mark, which `text` leaves out, as editors do. */
  readonly byteOrderMark: boolean;
  /** Size on disk. */
  readonly bytes: number;
}

/** The text of a file that can be written back byte by byte. */
export type DiskText = Pick<DiskFile, 'text' | 'byteOrderMark' | 'bytes'>;

export type ReadResult =
  | { readonly kind: 'read'; readonly file: DiskFile }
  | { readonly kind: 'skipped'; readonly skipped: SkippedPath };

const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Reads one Go file. Files above `maxBytes`, binary files and files that are not UTF-8 (an error to Go's compiler) are
 * skipped, so that what is read can always be written back byte by byte.
 */
export async function readSourceFile(absolute: string, path: string, maxBytes: number): Promise<ReadResult> {
  const skip = (reason: string): ReadResult => ({ kind: 'skipped', skipped: { path, reason } });
  try {
    const read = await readText(absolute, maxBytes);
    return typeof read === 'string' ? skip(read) : { kind: 'read', file: { path, absolute, ...read } };
  } catch (error) {
    return skip(reasonOf(error));
  }
}

/**
 * The text of a file, or why it is none that is read.
 * @throws the errors of the file system
 */
export async function readText(absolute: string, maxBytes: number): Promise<DiskText | string> {
  const content = await readAtMost(absolute, maxBytes);
  if (typeof content === 'string') return content;
  if (content.includes(0)) return 'binary: it holds a NUL byte';
  if (!isUtf8(content)) return 'not valid UTF-8';
  const decoded = content.toString('utf8');
  const byteOrderMark = decoded.startsWith(BYTE_ORDER_MARK);
  const text = byteOrderMark ? decoded.slice(BYTE_ORDER_MARK.length) : decoded;
  return { text, byteOrderMark, bytes: content.length };
}

/** The content, or why it is not read. */
async function readAtMost(path: string, maxBytes: number): Promise<Buffer | string> {
  const tooLarge = (size: number): string =>
    `larger than ${maxBytes.toLocaleString('en-US')} bytes (${size.toLocaleString('en-US')})`;
  // Before it is opened: a pipe that nobody writes to would wait for ever, a device may do anything.
  const before = await stat(path);
  if (before.isDirectory()) return 'is a directory';
  if (!before.isFile()) return 'it is not a regular file';
  const handle = await open(path, 'r');
  try {
    const stats = await handle.stat();
    if (stats.size > maxBytes) return tooLarge(stats.size);
    const content = await handle.readFile();
    return content.length > maxBytes ? tooLarge(content.length) : content;
  } finally {
    await handle.close();
  }
}

/**
 * Writes `text` in place of what was read: all or nothing, by renaming a complete temporary file. Refuses when the
 * file no longer holds what `file` says, because then the edits were made for another text.
 * @returns why nothing was written, in plain words; undefined when it was
 */
export async function replaceSourceFile(file: DiskFile, text: string): Promise<string | undefined> {
  let temporary: string | undefined;
  try {
    // A link stays a link: its target is what gets replaced.
    const target = await realpath(file.absolute);
    const mark = file.byteOrderMark ? BYTE_ORDER_MARK : '';
    const name = `.${basename(target)}.${randomBytes(6).toString('hex')}.tmp`;
    const handle = await open(target, 'r+');
    let mode: number;
    try {
      mode = (await handle.stat()).mode & 0o7777;
    } finally {
      await handle.close();
    }
    const path = join(dirname(target), name);
    const written = await open(path, 'wx', mode);
    temporary = path;
    try {
      await written.chmod(mode);
      await written.writeFile(mark + text, 'utf8');
      await written.sync();
    } finally {
      await written.close();
    }
    const current = await readFile(target);
    if (!current.equals(Buffer.from(mark + file.text, 'utf8'))) return 'changed on disk during the scan';
    await rename(temporary, target);
    temporary = undefined;
    return undefined;
  } catch (error) {
    return reasonOf(error);
  } finally {
    if (temporary !== undefined) await rm(temporary, { force: true });
  }
}
