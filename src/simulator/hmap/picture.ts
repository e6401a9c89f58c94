import { hashText } from '../hash.ts';
import { SLOTS_PER_CONTAINER } from '../layout.ts';
import type { LastOperation } from '../map.ts';
import type { BucketArrayPicture, ClassicPicture, ClassicProbe } from '../picture.ts';
import type { Buckets } from './buckets.ts';
import { MIN_TOP_HASH } from './buckets.ts';
import type { Header } from './header.ts';

/** A copy of a map's memory right after an operation. */
export function pictureOf(h: Header, last: LastOperation): ClassicPicture {
  const { key } = last;
  const isHashed = key !== undefined && h.probes > 0;
  return {
    layout: 'classic',
    operation: last.operation,
    kind: last.kind,
    key,
    hash: isHashed ? hashText(h.hashes, key, h.layout.runtime) : undefined,
    entries: h.count,
    slots: (h.buckets?.mainBuckets ?? 0) * SLOTS_PER_CONTAINER,
    b: h.b,
    noverflow: h.noverflow,
    sameSizeGrowth: h.sameSizeGrow,
    nevacuate: h.nevacuate,
    evacuatedBuckets: h.old === undefined ? 0 : h.evacuated,
    current: h.buckets === undefined ? undefined : arrayPicture(h.buckets),
    old: h.old === undefined ? undefined : arrayPicture(h.old),
    movedInto: movedInto(h, last),
    probe: isHashed ? probeOf(h, key, last) : undefined,
  };
}

function arrayPicture(buckets: Buckets): BucketArrayPicture {
  const { mainBuckets, overflowBuckets, shape } = buckets;
  const count = mainBuckets + overflowBuckets;
  return {
    mainBuckets,
    overflowBuckets,
    spareBuckets: Math.max(0, shape.spareBuckets - overflowBuckets),
    tophash: buckets.tophash.slice(0, count * SLOTS_PER_CONTAINER),
    keys: buckets.keys.slice(0, count * SLOTS_PER_CONTAINER),
    next: buckets.next.slice(0, count),
  };
}

/** Where the old buckets went that the operation evacuated: to the bucket of the same number, and in a doubling beyond. */
function movedInto(h: Header, { operation, key }: LastOperation): Uint32Array {
  const mainBuckets = h.buckets?.mainBuckets ?? 0;
  // Once the growth is over its mark tells how many buckets the old array had.
  const oldBuckets = h.old?.mainBuckets ?? h.nevacuate;
  const into: number[] = [];
  // A copy of the map evacuates its own buckets, under the same number of operation.
  const first = key === undefined ? h.log.length : h.log.countUpTo(operation - 1);
  for (let at = first; at < h.log.length; at++) {
    if (h.log.kindAt(at) !== 'bucket-evacuated') continue;
    const event = h.log.at(at);
    if (event.kind !== 'bucket-evacuated') continue;
    into.push(event.bucket);
    if (oldBuckets < mainBuckets) into.push(event.bucket + oldBuckets);
  }
  return Uint32Array.from(into).sort();
}

function probeOf(h: Header, key: number, { kind }: LastOperation): ClassicProbe {
  const low = h.lowHash(key);
  const oldBucket = h.old === undefined ? 0 : low & (h.old.mainBuckets - 1);
  // Writes evacuate the bucket they want first; lookups take it where it is.
  const inOld = (kind === 'hit' || kind === 'miss') && h.old?.isEvacuated(oldBucket) === false;
  const array = (inOld ? h.old : h.buckets) ?? h.currentBuckets();
  const chain = [inOld ? oldBucket : low & h.bucketMask];
  const looked = h.probes - h.probesBeforeGrowth;
  for (let bucket = array.next[chain[0] ?? 0] ?? 0; bucket !== 0 && chain.length < looked;) {
    chain.push(bucket);
    bucket = array.next[bucket] ?? 0;
  }
  const appended = kind === 'insert' ? (array.next[chain.at(-1) ?? 0] ?? 0) : 0;
  if (appended !== 0 && cellOf(array, [appended], key) !== undefined) chain.push(appended);
  const slot = kind === 'delete' ? emptied(h) : cellOf(array, chain, key);
  return { array: inOld ? 'old' : 'current', buckets: Uint32Array.from(chain), slot };
}

function emptied({ emptied }: Header): number | undefined {
  return emptied < 0 ? undefined : emptied;
}

function cellOf({ tophash, keys }: Buckets, chain: readonly number[], key: number): number | undefined {
  for (const bucket of chain) {
    const end = (bucket + 1) * SLOTS_PER_CONTAINER;
    for (let cell = end - SLOTS_PER_CONTAINER; cell < end; cell++) {
      if (keys[cell] === key && (tophash[cell] ?? 0) >= MIN_TOP_HASH) return cell;
    }
  }
  return undefined;
}
