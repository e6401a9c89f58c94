/** Ending of a file's name for each format a reader can save a run in. */
export const FILE_ENDINGS = { png: 'png', svg: 'svg', csv: 'csv', json: 'json', markdown: 'md' } as const;

export type SaveFormat = keyof typeof FILE_ENDINGS;

/** A file to save. Where it lies is for the reader to say, never for the page. */
export interface FileToSave {
  readonly format: SaveFormat;
  /** What to call it, without a folder or an ending: letters, digits and `._-`, at most 80. */
  readonly name: string;
  /** Text; base64 for `png`. */
  readonly content: string;
}

/** The first bytes of every PNG file (PNG specification, section 5.2). */
const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;

/** What goes into the file; undefined for a picture that is none. */
export function bytesOf({ format, content }: FileToSave): Uint8Array<ArrayBuffer> | undefined {
  if (format !== 'png') return new TextEncoder().encode(content);
  const bytes = fromBase64(content);
  return bytes !== undefined && PNG_SIGNATURE.every((byte, at) => bytes[at] === byte) ? bytes : undefined;
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    return undefined;
  }
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
