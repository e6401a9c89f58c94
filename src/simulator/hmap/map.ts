import type { Ledger } from '../ledger.ts';
import { SLOTS_PER_CONTAINER } from '../layout.ts';
import type { IterationStart, LastOperation, MapIteration, MapOptions, SimulatedMap } from '../map.ts';
import type { MapRuntime } from '../model.ts';
import type { ClassicPicture } from '../picture.ts';
import { mapclone } from './clone.ts';
import { Header } from './header.ts';
import { mapiterinit } from './iteration.ts';
import { mapaccess, mapassign, mapclear, mapdelete } from './operations.ts';
import { pictureOf } from './picture.ts';
import type { ClassicState } from './state.ts';

/**
 * Go's map up to 1.23, and in 1.24 and 1.25 with `GOEXPERIMENT=noswissmap` (`runtime/map.go`, `map_noswiss.go`): buckets
 * with overflow chains, doubled at the load limit and evacuated a little with every write. Follows the runtime cell by
 * cell. Memory that only a live iteration still holds counts as garbage.
 */
export class ClassicMap implements SimulatedMap {
  readonly #h: Header;

  constructor(made: MapOptions | Header) {
    this.#h = made instanceof Header ? made : new Header(made);
  }

  get runtime(): MapRuntime {
    return this.#h.layout.runtime;
  }

  get ledger(): Ledger {
    return this.#h.ledger;
  }

  get count(): number {
    return this.#h.count;
  }

  get slots(): number {
    return (this.#h.buckets?.mainBuckets ?? 0) * SLOTS_PER_CONTAINER;
  }

  get overflowBuckets(): number {
    return this.#h.buckets?.overflowBuckets ?? 0;
  }

  get oldBuckets(): number {
    return this.#h.old?.mainBuckets ?? 0;
  }

  get evacuatedBuckets(): number {
    return this.#h.old === undefined ? 0 : this.#h.evacuated;
  }

  readonly tables = 0;
  readonly tombstones = 0;

  get probes(): number {
    return this.#h.probes;
  }

  assign(key: number): boolean {
    return mapassign(this.#h, key);
  }

  delete(key: number): boolean {
    return mapdelete(this.#h, key);
  }

  has(key: number): boolean {
    return mapaccess(this.#h, key);
  }

  clear(): void {
    mapclear(this.#h);
  }

  clone(): ClassicMap {
    return new ClassicMap(mapclone(this.#h));
  }

  iterate(start: IterationStart): MapIteration {
    return mapiterinit(this.#h, start);
  }

  picture(last: LastOperation): ClassicPicture {
    return pictureOf(this.#h, last);
  }

  /** A look at the map's memory as it is now; costs nothing, and holds until the next operation. */
  state(): ClassicState {
    const { b, flags, noverflow, count, nevacuate, buckets, old } = this.#h;
    return { b, flags, noverflow, count, nevacuate, nextSpare: buckets?.nextSpare, buckets, oldBuckets: old };
  }
}
