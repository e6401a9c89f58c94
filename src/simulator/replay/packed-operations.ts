import { TraceError } from './json.ts';
import type { KeyHash, TraceOperations } from './operations.ts';
import { OPERATION, OperationsBuilder } from './operations.ts';

/** The three columns a packed trace keeps its operations in. */
export interface PackedOperations {
  /** Words with blanks between; see `readPackedOperations`. */
  readonly operations: string;
  /** Base64 of 8 bytes for each hash, little-endian. */
  readonly hashes: string;
  /** Base64 of 4 bytes for each digest, little-endian. */
  readonly digests: string;
}

const KINDS: Readonly<Record<string, number>> = {
  p: OPERATION.assign,
  d: OPERATION.delete,
  g: OPERATION.lookup,
  c: OPERATION.clear,
  l: OPERATION.clear,
  k: OPERATION.clone,
  i: OPERATION.range,
  n: OPERATION.next,
  e: OPERATION.end,
};

/** Letter, numbers with colons between, `+` for found, `~` for no digest. */
const WORD = /^([pdgclkine])(-?\d*(?::-?\d+)*)(\+?)(~?)$/i;

/**
 * Reads operations written as words: `p12` assigns to key 12, `d12` deletes it, `g12` looks it up (`g12+`: found), `c` is
 * `clear`, `l` a clearing loop, `k` a clone, `i0:3:5:12` begins range 0 with the iterator's numbers 3 and 5 at key 12,
 * `n0:12` steps it, `e` is the end. A capital letter takes the key's hash from the column of hashes, because it is not the
 * one given for that key before; `k:12:7` takes those of keys 12 and 7. Each word but `n` takes a digest from the
 * column of digests, unless it ends in `~`.
 */
export function readPackedOperations(packed: PackedOperations, where: string): TraceOperations {
  const words = packed.operations.split(' ');
  const builder = new OperationsBuilder(words.length, where);
  const hashes = column(packed.hashes, 8, `${where}.hashes`);
  const digests = column(packed.digests, 4, `${where}.digests`);
  for (const word of words) readWord(builder, word, hashes, digests);
  if (hashes.left > 0 || digests.left > 0) builder.fail('is the last, and hashes or digests are left over');
  return builder;
}

function readWord(builder: OperationsBuilder, word: string, hashes: Column, digests: Column): void {
  const match = WORD.exec(word);
  const letter = match?.[1] ?? '';
  const kind = KINDS[letter.toLowerCase()];
  builder.add(kind ?? OPERATION.end);
  if (match === null || kind === undefined) return builder.fail(`is of no known kind: ${word.slice(0, 40)}`);
  const numbers = (match[2] ?? '').split(':').map((text) => (text === '' ? undefined : Number(text)));
  switch (kind) {
    case OPERATION.assign:
    case OPERATION.delete:
    case OPERATION.lookup:
      builder.key(numbers[0]);
      if (letter < 'a') builder.words(hashes.next(), hashes.next());
      if (match[3] === '+') builder.found();
      break;
    case OPERATION.range:
      builder.arrived(numbers[0], numbers[3]);
      builder.words(numbers[1] ?? 0, numbers[2] ?? 0);
      break;
    case OPERATION.next:
      builder.arrived(numbers[0], numbers[1]);
      return;
    case OPERATION.clone:
      builder.clone(numbers.slice(1).map((key) => readHash(builder, key, hashes)));
      break;
    default:
  }
  if (match[4] === '') builder.digest(digests.next());
}

function readHash(builder: OperationsBuilder, key: number | undefined, hashes: Column): KeyHash {
  return { key: builder.checkKey(key), low: hashes.next(), high: hashes.next() };
}

interface Column {
  readonly left: number;
  /** The next 32 bits. */
  next(): number;
}

function column(base64: string, width: number, where: string): Column {
  const view = bytesOf(base64, where);
  if (view.byteLength % width !== 0) throw new TraceError(`${where} is cut off`);
  let at = 0;
  return {
    get left() {
      return view.byteLength - at;
    },
    next() {
      if (at >= view.byteLength) throw new TraceError(`${where} is too short`);
      at += 4;
      return view.getUint32(at - 4, true);
    },
  };
}

function bytesOf(base64: string, where: string): DataView {
  let binary: string;
  try {
    binary = atob(base64);
  } catch {
    throw new TraceError(`${where} is not base64`);
  }
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return new DataView(bytes.buffer);
}
