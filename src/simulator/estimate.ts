import { expectedClassicCost } from './hmap/expected.ts';
import { memoryLayout } from './layout.ts';
import type { Cost, MapRuntime, SlotTypes, StoredType } from './model.ts';
import { expectedSwissCost } from './swiss/expected.ts';

/** A fill to be priced; the hash is averaged over, so there is no seed. */
export interface FillEstimate {
  readonly runtime: MapRuntime;
  readonly types: SlotTypes;
  /** The value passed to `make`, undefined without one. */
  readonly hint: number | undefined;
  /** Distinct new keys that are added. */
  readonly entries: number;
}

/** One row of a growth table: what so many entries cost without and with a hint of that number. */
export interface GrowthTableRow {
  readonly entries: number;
  readonly now: Cost;
  readonly hinted: Cost;
}

/**
 * Numbers of entries above this are priced as this. Far more than any machine's memory holds, and small enough for
 * byte counts to stay exact in a JavaScript number.
 */
export const MAX_ESTIMATED_ENTRIES = 2 ** 40;

/** Estimates kept; a long editing session prices the same few types and sizes over and over. */
const MEMO_LIMIT = 4096;
const memo = new Map<string, Cost>();

/**
 * Expected cost of a fill, in closed form: microseconds for any number of entries, the same answer every time. What
 * the hash cannot change is exact; overflow buckets, tables and unfinished evacuation are rounded expectations.
 * Fractions of entries are cut off, negative numbers count as 0.
 */
export function estimateFill(fill: FillEstimate): Cost {
  const entries = wholeEntries(fill.entries);
  const hint = fill.hint === undefined ? undefined : wholeEntries(fill.hint);
  const key = memoKey(fill.runtime, fill.types, hint, entries);
  const known = memo.get(key);
  if (known !== undefined) return known;
  const layout = memoryLayout(fill.runtime, fill.types);
  const cost =
    fill.runtime.layout === 'classic'
      ? expectedClassicCost(layout, hint, entries)
      : expectedSwissCost(layout, hint, entries);
  if (memo.size >= MEMO_LIMIT) memo.clear();
  memo.set(key, cost);
  return cost;
}

/** Costs of several sizes side by side, without and with a hint that is exactly right. */
export function growthTable(
  runtime: MapRuntime,
  types: SlotTypes,
  sizes: readonly number[],
): readonly GrowthTableRow[] {
  return sizes.map((entries) => ({
    entries,
    now: estimateFill({ runtime, types, hint: undefined, entries }),
    hinted: estimateFill({ runtime, types, hint: entries, entries }),
  }));
}

function wholeEntries(entries: number): number {
  if (!(entries > 0)) return 0;
  return Math.min(Math.floor(entries), MAX_ESTIMATED_ENTRIES);
}

function memoKey(runtime: MapRuntime, types: SlotTypes, hint: number | undefined, entries: number): string {
  const { layout, minor, architecture, splitGroups } = runtime;
  const build = `${layout} ${minor} ${architecture} ${splitGroups ? 'split' : 'paired'}`;
  return `${build} ${typeKey(types.key)} ${typeKey(types.elem)} ${hint ?? '-'} ${entries}`;
}

function typeKey(type: StoredType): string {
  return `${type.size}/${type.align}/${type.pointerBytes}`;
}
