import { EventLog } from './event-log.ts';
import { RandomWords, SeededHashes } from './hash.ts';
import { ClassicMap } from './hmap/map.ts';
import type { Ledger } from './ledger.ts';
import type { Cost, FillScenario, FillTimeline } from './model.ts';
import { SwissMap } from './swiss/map.ts';

/**
 * Most entries, and the largest hint, that are simulated one by one: the arrays of a run then take about 250 MB.
 * Costs of larger maps come from `estimateFill`.
 */
export const MAX_TIMELINE_ENTRIES = 4_000_000;

interface SimulatedMap {
  readonly ledger: Ledger;
  readonly slots: number;
  readonly overflowBuckets: number;
  readonly evacuatedBuckets: number;
  readonly oldBuckets: number;
  insert(entry: number): void;
}

/**
 * Runs a fill insert by insert. The hash is seeded: equal scenarios give equal timelines.
 * @throws RangeError when `entries` is no whole number, or `entries` or `hint` lies above `MAX_TIMELINE_ENTRIES`.
 */
export function simulateFill(scenario: FillScenario): FillTimeline {
  const { hint, entries } = scenario;
  if (!Number.isInteger(entries) || entries < 0 || entries > MAX_TIMELINE_ENTRIES) {
    throw new RangeError(`entries must be a whole number from 0 to ${MAX_TIMELINE_ENTRIES}, not ${entries}`);
  }
  if (hint !== undefined && !(hint <= MAX_TIMELINE_ENTRIES)) {
    throw new RangeError(`hint must not be above ${MAX_TIMELINE_ENTRIES}, not ${hint}`);
  }
  const log = new EventLog();
  const map = newMap(scenario, log);
  const columns = newColumns(entries);
  record(columns, 0, map, 0);
  for (let entry = 0; entry < entries; entry++) {
    const movedBefore = log.movedEntries;
    log.operation = entry + 1;
    map.insert(entry);
    record(columns, entry + 1, map, log.movedEntries - movedBefore);
  }
  return { scenario, events: log.growthEvents(), ...columns, total: totalOf(map.ledger, log) };
}

function newMap({ runtime, types, hint, entries, seed }: FillScenario, log: EventLog): SimulatedMap {
  const hashes = new SeededHashes(seed, entries);
  const options = { runtime, types, hint, hashes, random: new RandomWords(seed), log };
  return runtime.layout === 'classic' ? new ClassicMap(options) : new SwissMap(options);
}

type Columns = Omit<FillTimeline, 'scenario' | 'events' | 'total'>;

function newColumns(entries: number): Columns {
  const items = entries + 1;
  return {
    moved: new Uint32Array(items),
    slots: new Uint32Array(items),
    liveBytes: new Float64Array(items),
    allocatedBytes: new Float64Array(items),
    overflowBuckets: new Uint32Array(items),
    evacuatedBuckets: new Uint32Array(items),
    oldBuckets: new Uint32Array(items),
  };
}

function record(columns: Columns, at: number, map: SimulatedMap, moved: number): void {
  columns.moved[at] = moved;
  columns.slots[at] = map.slots;
  columns.liveBytes[at] = map.ledger.liveBytes;
  columns.allocatedBytes[at] = map.ledger.allocatedBytes;
  columns.overflowBuckets[at] = map.overflowBuckets;
  columns.evacuatedBuckets[at] = map.evacuatedBuckets;
  columns.oldBuckets[at] = map.oldBuckets;
}

function totalOf(ledger: Ledger, log: EventLog): Cost {
  return {
    growths: log.growths,
    movedEntries: log.movedEntries,
    allocations: ledger.allocations,
    bytes: ledger.allocatedBytes,
    finalBytes: ledger.liveBytes,
  };
}
