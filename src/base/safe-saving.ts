/** What fixes save together, each priced by itself. */
export interface SafeSaving {
  /** Findings with a safe fix. */
  readonly fixes: number;
  readonly bytes: number;
  readonly allocations: number;
}

/** What is counted of a finding. */
interface PricedFinding {
  /** True when a safe fix is at hand. */
  readonly fixable: boolean;
  readonly savedBytes: number;
  readonly savedAllocations: number;
}

/** What the safe fixes of some findings save. */
export function safeSaving(findings: readonly PricedFinding[]): SafeSaving {
  let [fixes, bytes, allocations] = [0, 0, 0];
  for (const { fixable, savedBytes, savedAllocations } of findings) {
    if (!fixable) continue;
    fixes++;
    bytes += savedBytes;
    allocations += savedAllocations;
  }
  return { fixes, bytes, allocations };
}
