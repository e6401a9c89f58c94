import {
  bucketArrayShape,
  extraBytes,
  grownListCapacity,
  listBackingBytes,
  listHeaderBytes,
  overflowBucketBytes,
} from './hmap/arrays.ts';
import { ClassicMap } from './hmap/map.ts';
import type { BucketsView } from './hmap/state.ts';
import type { MemoryLayout } from './layout.ts';
import type { SimulatedMap } from './map.ts';
import { CONTROL_DELETED, CONTROL_EMPTY, NOT_FULL } from './swiss/state.ts';
import { SwissMap } from './swiss/map.ts';
import { directoryBytes, groupsBytes, tableBytes, usableSlots } from './swiss/tables.ts';

/** What property tests read out of a map's memory, apart from the map's own accounts. */

/** Keys in the full slots of a map, as often as they are there; those in old buckets as long as they have not moved. */
export function storedKeys(map: SimulatedMap): readonly number[] {
  const keys: number[] = [];
  if (map instanceof SwissMap) {
    const { small, tables } = map.state();
    for (const { controls, keys: stored } of small === undefined ? tables : [small]) {
      for (let slot = 0; slot < controls.length; slot++) {
        if ((controls[slot] ?? NOT_FULL) < NOT_FULL) keys.push(stored[slot] ?? -1);
      }
    }
  } else if (map instanceof ClassicMap) {
    const { buckets, oldBuckets } = map.state();
    for (const view of [buckets, oldBuckets]) {
      for (const bucket of view === undefined ? [] : chained(view)) {
        for (let cell = bucket * 8; cell < bucket * 8 + 8; cell++) {
          if ((view?.tophash[cell] ?? 0) >= 5) keys.push(view?.keys[cell] ?? -1);
        }
      }
    }
  }
  return keys;
}

/** All buckets of an array and of the chains that hang on it. */
function chained(view: BucketsView): readonly number[] {
  const buckets: number[] = [];
  for (let main = 0; main < view.mainBuckets; main++) buckets.push(...chain(view, main));
  return buckets;
}

function chain({ next }: BucketsView, main: number): readonly number[] {
  const buckets: number[] = [];
  let bucket = main;
  do {
    buckets.push(bucket);
    bucket = next[bucket] ?? 0;
  } while (bucket !== 0);
  return buckets;
}

/** Bytes a map holds besides its header and what is behind pointers, counted from its state: at least, and at most. */
export function heldBytes(map: SimulatedMap, layout: MemoryLayout): readonly [least: number, most: number] {
  if (map instanceof ClassicMap) return classicBytes(map, layout);
  if (!(map instanceof SwissMap)) throw new Error('a map of neither layout');
  const bytes = swissBytes(map, layout);
  return [bytes, bytes];
}

function swissBytes(map: SwissMap, layout: MemoryLayout): number {
  const { small, tables, dirLen } = map.state();
  if (small !== undefined) return groupsBytes(layout, 8);
  if (dirLen === 0) return 0;
  return tables.reduce(
    (sum, table) => sum + tableBytes(layout, table.capacity),
    directoryBytes(layout, dirLen),
  );
}

/** The state does not tell whether an iterator or an earlier array has left a `mapextra` and empty lists behind. */
function classicBytes(map: ClassicMap, layout: MemoryLayout): readonly [least: number, most: number] {
  const { runtime } = layout;
  let least = 0;
  let most = extraBytes(runtime);
  let needsExtra = false;
  const { buckets, oldBuckets } = map.state();
  for (const view of [buckets, oldBuckets]) {
    if (view === undefined) continue;
    const shape = bucketArrayShape(layout, Math.log2(view.mainBuckets));
    const all = chained(view);
    const overflow = all.length - view.mainBuckets;
    const separate = all.filter((bucket) => bucket >= shape.mainBuckets + shape.spareBuckets).length;
    const memory = shape.bytes + separate * overflowBucketBytes(layout);
    const list =
      layout.scanned || overflow === 0 ? 0 : listHeaderBytes(runtime) + listBytes(layout, overflow);
    least += memory + list;
    most += memory + (layout.scanned ? 0 : Math.max(list, listHeaderBytes(runtime)));
    needsExtra ||= shape.spareBuckets > 0 || list > 0;
  }
  return [needsExtra ? least + extraBytes(runtime) : least, most];
}

/** Bytes of the array behind a list that grew to so many overflow buckets one by one. */
function listBytes({ runtime }: MemoryLayout, buckets: number): number {
  let capacity = 0;
  while (capacity < buckets) capacity = grownListCapacity(runtime, capacity);
  return listBackingBytes(runtime, capacity);
}

/** What in a map's memory contradicts itself, or the numbers the map tells of it. */
export function inconsistencies(map: SimulatedMap): readonly string[] {
  if (map instanceof ClassicMap) return classicInconsistencies(map);
  return map instanceof SwissMap ? swissInconsistencies(map) : ['a map of neither layout'];
}

function differing(
  numbers: Readonly<Record<string, readonly [told: number, counted: number]>>,
): readonly string[] {
  return Object.entries(numbers)
    .filter(([, [told, counted]]) => told !== counted)
    .map(([name, [told, counted]]) => `${name} ${told}, not ${counted}`);
}

function swissInconsistencies(map: SwissMap): readonly string[] {
  const { used, small, tables } = map.state();
  const wrong: string[] = [];
  let tombstones = 0;
  let slots = small === undefined ? 0 : 8;
  for (const table of tables) {
    const { capacity, controls } = table;
    let full = 0;
    let deleted = 0;
    for (let group = 0; group < capacity; group += 8) {
      let empty = 0;
      const deletedBefore = deleted;
      for (let slot = group; slot < group + 8; slot++) {
        if (controls[slot] === CONTROL_EMPTY) empty++;
        else if (controls[slot] === CONTROL_DELETED) deleted++;
        else full++;
      }
      if (empty > 0 && deleted > deletedBefore) wrong.push(`tombstone beside an empty slot at ${group}`);
    }
    tombstones += deleted;
    slots += capacity;
    const growthLeft = usableSlots(capacity) - full - deleted;
    wrong.push(...differing({ used: [table.used, full], growthLeft: [table.growthLeft, growthLeft] }));
  }
  const numbers = {
    count: [map.count, used],
    tables: [map.tables, tables.length],
    slots: [map.slots, slots],
    tombstones: [map.tombstones, tombstones],
  } as const;
  return [...wrong, ...differing(numbers)];
}

function classicInconsistencies(map: ClassicMap): readonly string[] {
  const { buckets, oldBuckets, nevacuate } = map.state();
  const wrong: string[] = [];
  if (buckets !== undefined) {
    for (let main = 0; main < buckets.mainBuckets; main++) {
      let ended = false;
      for (const bucket of chain(buckets, main)) {
        for (let cell = bucket * 8; cell < bucket * 8 + 8; cell++) {
          if (buckets.tophash[cell] === 0) ended = true;
          else if (ended) wrong.push(`bucket ${main} goes on after its empty rest`);
        }
      }
    }
  }
  let evacuated = 0;
  for (let main = 0; main < (oldBuckets?.mainBuckets ?? 0); main++) {
    const state = oldBuckets?.tophash[main * 8] ?? 0;
    if (state > 1 && state < 5) evacuated++;
    else if (main < nevacuate) wrong.push(`old bucket ${main} below the mark is not evacuated`);
  }
  const numbers = {
    slots: [map.slots, 8 * (buckets?.mainBuckets ?? 0)],
    overflowBuckets: [
      map.overflowBuckets,
      buckets === undefined ? 0 : chained(buckets).length - buckets.mainBuckets,
    ],
    oldBuckets: [map.oldBuckets, oldBuckets?.mainBuckets ?? 0],
    evacuatedBuckets: [map.evacuatedBuckets, evacuated],
  } as const;
  return [...wrong, ...differing(numbers)];
}
