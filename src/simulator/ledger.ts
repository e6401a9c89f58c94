/** Counts heap allocations as `runtime.MemStats` does, and what of them the map can still reach. */
export class Ledger {
  /** Allocations so far (`Mallocs`). */
  allocations = 0;
  /** Bytes allocated so far (`TotalAlloc`). */
  allocatedBytes = 0;
  /** Bytes still reachable from the map. */
  liveBytes = 0;

  /** Books `bytes` bytes in all, taken in so many allocations. */
  allocate(bytes: number, allocations = 1): void {
    this.allocations += allocations;
    this.allocatedBytes += bytes;
    this.liveBytes += bytes;
  }

  /** Bytes that have become garbage. */
  release(bytes: number): void {
    this.liveBytes -= bytes;
  }
}
