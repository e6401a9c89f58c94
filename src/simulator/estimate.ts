import { expectedClassicCost } from './hmap/expected.ts';
import type { MemoryLayout } from './layout.ts';
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
/** Stands for "no hint" and "a hint of just so many entries" where a hint is a key. */
const NO_HINT = -1;
const EXACT_HINT = -2;

/** The layout of one map type and the costs found with it, by hint and entries. */
interface KnownLayout {
  readonly layout: MemoryLayout;
  readonly costs: Map<number, Map<number, Cost>>;
}

const knownLayouts = new Map<string, KnownLayout>();
/** The last question's objects: tables ask for many sizes of the same, which spares writing the key. */
let last:
  { readonly runtime: MapRuntime; readonly types: SlotTypes; readonly known: KnownLayout } | undefined;
let kept = 0;

/**
 * Expected cost of a fill, in closed form: microseconds for any number of entries, the same answer every time. What
 * the hash cannot change is exact; overflow buckets, tables and unfinished evacuation are means over all hashes. Whole
 * numbers throughout. Fractions of entries are cut off, negative numbers count as 0.
 */
export function estimateFill(fill: FillEstimate): Cost {
  const entries = wholeEntries(fill.entries);
  const hint = fill.hint === undefined ? undefined : wholeEntries(fill.hint);
  const { layout, costs } = knownLayout(fill.runtime, fill.types);
  const hintKey = hint === undefined ? NO_HINT : hint === entries ? EXACT_HINT : hint;
  let ofHint = costs.get(hintKey);
  const known = ofHint?.get(entries);
  if (known !== undefined) return known;
  const cost =
    fill.runtime.layout === 'classic'
      ? expectedClassicCost(layout, hint, entries)
      : expectedSwissCost(layout, hint, entries);
  if (ofHint === undefined) {
    ofHint = new Map();
    costs.set(hintKey, ofHint);
  }
  ofHint.set(entries, cost);
  if (++kept >= MEMO_LIMIT) forget();
  return cost;
}

function forget(): void {
  knownLayouts.clear();
  last = undefined;
  kept = 0;
}

function knownLayout(runtime: MapRuntime, types: SlotTypes): KnownLayout {
  if (last?.runtime === runtime && last.types === types) return last.known;
  const key = contentKey(runtime, types);
  let known = knownLayouts.get(key);
  if (known === undefined) {
    known = { layout: memoryLayout(runtime, types), costs: new Map() };
    knownLayouts.set(key, known);
  }
  last = { runtime, types, known };
  return known;
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

/** Everything that estimates depend on; how keys are compared changes no cost. */
function contentKey(runtime: MapRuntime, { key, elem }: SlotTypes): string {
  const { layout, minor, architecture, splitGroups } = runtime;
  return `${layout} ${minor} ${architecture} ${splitGroups ? 1 : 0} ${typeKey(key)} ${typeKey(elem)}`;
}

function typeKey({ size, align, pointerBytes }: StoredType): string {
  return `${size}/${align}/${pointerBytes}`;
}
