import type { BucketsView, ClassicState } from '../hmap/state.ts';
import { SLOTS_PER_CONTAINER } from '../layout.ts';
import type { SwissSlots, SwissState } from '../swiss/state.ts';
import { NOT_FULL } from '../swiss/state.ts';

/** Tophash values below this mark cells without an entry (`runtime/map.go`, `minTopHash`); 2 to 4 are evacuated. */
const MIN_TOP_HASH = 5;
const EVACUATED_X = 2;

/** A classic map as text: its header, then a line for each chain with tophash bytes in hexadecimal and key numbers. */
export function classicLines(state: ClassicState): readonly string[] {
  const { count, b, flags, noverflow, nevacuate, nextSpare, buckets, oldBuckets } = state;
  const growing = oldBuckets === undefined ? 0 : 1;
  const header = `count=${count} B=${b} flags=${flags} noverflow=${noverflow} growing=${growing} nevacuate=${nevacuate} spare=${nextSpare ?? 'none'}`;
  return [header, ...chainLines(buckets, ''), ...chainLines(oldBuckets, 'old ')];
}

function chainLines(buckets: BucketsView | undefined, prefix: string): readonly string[] {
  if (buckets === undefined) return [];
  return Array.from({ length: buckets.mainBuckets }, (_, main) => {
    const first = buckets.tophash[main * SLOTS_PER_CONTAINER] ?? 0;
    // What hangs behind an evacuated bucket is cut off where buckets have pointers, and means nothing elsewhere.
    const evacuated = first >= EVACUATED_X && first < MIN_TOP_HASH;
    const chain: string[] = [];
    let bucket = main;
    do {
      chain.push(slotLine(buckets.tophash, buckets.keys, bucket, (tophash) => tophash >= MIN_TOP_HASH));
      bucket = evacuated ? 0 : (buckets.next[bucket] ?? 0);
    } while (bucket !== 0);
    return prefix + chain.join(' | ');
  });
}

/** A Swiss map as text: its header, then for each table a line and a line for each group. */
export function swissLines(state: SwissState): readonly string[] {
  const { used, globalDepth, dirLen, tombstonePossible, clearSeq, small, tables } = state;
  const lines = [
    `used=${used} globalDepth=${globalDepth} dirLen=${dirLen} tombstonePossible=${Number(tombstonePossible)} clearSeq=${clearSeq}`,
  ];
  if (small !== undefined) lines.push(...groupLines(small));
  for (const table of tables) {
    const { index, localDepth, capacity, growthLeft } = table;
    lines.push(
      `table ${index}: localDepth=${localDepth} capacity=${capacity} used=${table.used} growthLeft=${growthLeft}`,
      ...groupLines(table),
    );
  }
  return lines;
}

function groupLines({ controls, keys }: SwissSlots): readonly string[] {
  return Array.from({ length: controls.length / SLOTS_PER_CONTAINER }, (_, group) =>
    slotLine(controls, keys, group, (control) => (control & NOT_FULL) === 0),
  );
}

/** Eight bytes and the keys of the slots that are full. */
function slotLine(
  bytes: ArrayLike<number>,
  keys: ArrayLike<number>,
  container: number,
  isFull: (byte: number) => boolean,
): string {
  let text = '';
  const full: number[] = [];
  const first = container * SLOTS_PER_CONTAINER;
  for (let slot = first; slot < first + SLOTS_PER_CONTAINER; slot++) {
    const byte = bytes[slot] ?? 0;
    text += byte.toString(16).padStart(2, '0');
    if (isFull(byte)) full.push(keys[slot] ?? 0);
  }
  return full.length === 0 ? text : `${text} ${full.join(',')}`;
}
