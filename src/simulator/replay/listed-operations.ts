import { wholeOf } from './json.ts';
import type { TraceOperations } from './operations.ts';
import { OPERATION, OperationsBuilder } from './operations.ts';

const HASH = /^[0-9a-f]{1,16}$/;
const UNSIGNED = /^\d{1,20}$/;
const DIGEST_LIMIT = 2 ** 32;

const KINDS: Readonly<Record<string, number>> = {
  p: OPERATION.assign,
  d: OPERATION.delete,
  g: OPERATION.lookup,
  c: OPERATION.clear,
  i: OPERATION.range,
  n: OPERATION.next,
  e: OPERATION.end,
};

/**
 * Reads operations written as lists: `["p", key, hash, digest]` assigns, `["d", …]` deletes, `["g", key, hash, found]`
 * looks up, `["c", digest]` clears, `["i", range, a, b, key]` begins a range, `["n", range, key]` steps one and
 * `["e", digest]` is the end. Hashes are hexadecimal, digests null where there is none.
 */
export function readListedOperations(ops: readonly unknown[], where: string): TraceOperations {
  const builder = new OperationsBuilder(ops.length, where);
  for (const op of ops) {
    const list: readonly unknown[] = Array.isArray(op) ? op : [];
    const [letter] = list;
    const kind = typeof letter === 'string' ? KINDS[letter] : undefined;
    builder.add(kind ?? OPERATION.end);
    if (kind === undefined) return builder.fail(`is of no known kind: ${JSON.stringify(op)}`);
    readOne(builder, kind, list);
  }
  return builder;
}

function readOne(builder: OperationsBuilder, kind: number, list: readonly unknown[]): void {
  switch (kind) {
    case OPERATION.assign:
    case OPERATION.delete:
      builder.key(wholeOf(list[1]));
      readHash(builder, list[2]);
      readDigest(builder, list[3]);
      break;
    case OPERATION.lookup:
      builder.key(wholeOf(list[1]));
      readHash(builder, list[2]);
      if (typeof list[3] !== 'boolean') builder.fail('does not say whether the key was found');
      if (list[3]) builder.found();
      break;
    case OPERATION.range:
      builder.arrived(wholeOf(list[1]), arrivedAt(list[4]));
      builder.words(lowWord(builder, list[2]), lowWord(builder, list[3]));
      break;
    case OPERATION.next:
      builder.arrived(wholeOf(list[1]), arrivedAt(list[2]));
      break;
    default:
      readDigest(builder, list[1]);
  }
}

function arrivedAt(value: unknown): number | undefined {
  return value === -1 ? -1 : wholeOf(value);
}

function readHash(builder: OperationsBuilder, value: unknown): void {
  if (typeof value !== 'string' || !HASH.test(value)) return builder.fail('has no hash');
  const split = Math.max(value.length - 8, 0);
  builder.words(parseInt(value.slice(split), 16), split === 0 ? 0 : parseInt(value.slice(0, split), 16));
}

function readDigest(builder: OperationsBuilder, value: unknown): void {
  if (value === null) return;
  const digest = wholeOf(value);
  if (digest === undefined || digest < 0 || digest >= DIGEST_LIMIT) return builder.fail('has no digest');
  builder.digest(digest);
}

/** The low 32 bits of an unsigned 64-bit number, the only ones a range's start depends on. */
function lowWord(builder: OperationsBuilder, value: unknown): number {
  if (typeof value !== 'string' || !UNSIGNED.test(value))
    return builder.fail('does not say where the range starts');
  return Number(BigInt.asUintN(32, BigInt(value)));
}
