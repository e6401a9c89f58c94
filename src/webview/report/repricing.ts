import { estimateFill, type MapRuntime } from '../../simulator/index.ts';
import type { Cost } from '../../simulator/model.ts';
import type { Fill, Row, RowFinding } from './rows.ts';

/** What a row costs on another Go release. */
export interface RowPrice {
  readonly bytes: number;
  readonly growths: number;
  readonly allocations: number;
  /** What its safe fixes save there. */
  readonly savedBytes: number;
  readonly savedAllocations: number;
}

/** Milliseconds of pricing after which the page gets its turn: less than a frame. */
const TIME_SLICE = 12;

/** Rows between two looks at the clock. */
const STRIDE = 64;

/** Prices rows on one release, a slice of time at a time; what was priced is remembered as long as the row is there. */
export class Repricer {
  readonly runtime: MapRuntime;
  /** By row: a file that changed has new ones. */
  readonly #prices = new WeakMap<Row, RowPrice>();
  /** By types, which rows share, then by hint and entries: most maps of a workspace are priced alike. */
  readonly #costs = new Map<Fill['types'], Map<string, Cost>>();

  constructor(runtime: MapRuntime) {
    this.runtime = runtime;
  }

  /** Undefined before {@link run} came to the row, and for maps that are made elsewhere. */
  priceOf(row: Row): RowPrice | undefined {
    return this.#prices.get(row);
  }

  /**
   * Prices for a slice of time.
   * @returns the row to go on with; the number of rows when all are priced
   */
  run(rows: readonly Row[], from: number, now: () => number = () => performance.now()): number {
    const end = now() + TIME_SLICE;
    for (let at = from; at < rows.length; at++) {
      const row = rows[at];
      if (row !== undefined) this.#price(row);
      if (at % STRIDE === STRIDE - 1 && now() >= end) return at + 1;
    }
    return rows.length;
  }

  /** What the fix of a finding saves there; negative where it costs. */
  savingOf({ refill }: RowFinding): { readonly bytes: number; readonly allocations: number } {
    if (refill === null) return { bytes: 0, allocations: 0 };
    const [now, fixed] = [this.#costOf(refill.now), this.#costOf(refill.fixed)];
    return { bytes: now.bytes - fixed.bytes, allocations: now.allocations - fixed.allocations };
  }

  #price(row: Row): void {
    if (row.fill === null || this.#prices.has(row)) return;
    const { bytes, growths, allocations } = this.#costOf(row.fill);
    let [savedBytes, savedAllocations] = [0, 0];
    for (const finding of row.findings) {
      if (!finding.fixable) continue;
      const saving = this.savingOf(finding);
      savedBytes += Math.max(0, saving.bytes);
      savedAllocations += Math.max(0, saving.allocations);
    }
    this.#prices.set(row, { bytes, growths, allocations, savedBytes, savedAllocations });
  }

  #costOf({ types, hint, entries }: Fill): Cost {
    let ofTypes = this.#costs.get(types);
    if (ofTypes === undefined) {
      ofTypes = new Map();
      this.#costs.set(types, ofTypes);
    }
    const key = `${hint ?? ''}/${entries}`;
    const known = ofTypes.get(key);
    if (known !== undefined) return known;
    const cost = estimateFill({ runtime: this.runtime, types, hint, entries });
    ofTypes.set(key, cost);
    return cost;
  }
}
