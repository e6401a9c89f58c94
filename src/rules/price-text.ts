import { formatBytes, formatCount } from '../base/format.ts';
import type { Estimate } from './model.ts';
import type { GoFacts } from './rule.ts';

/** `1,000 entries (an example)`: said to be one wherever the code does not tell the number. */
export function entriesText({ entries, entriesKnown }: Estimate): string {
  return `${formatCount(entries)} entries${entriesKnown ? '' : ' (an example)'}`;
}

/**
 * What a fix gains: `allocates 37 kB instead of 74 kB`. Where a type's size is not in view bytes would be a guess, and
 * the entries that growth moves are told instead.
 */
export function gainText({ now, fixed, assumedTypes }: Estimate): string {
  const after = fixed ?? now;
  return assumedTypes.length === 0
    ? `allocates ${formatBytes(after.bytes)} instead of ${formatBytes(now.bytes)}`
    : `moves ${formatCount(after.movedEntries)} entries instead of ${formatCount(now.movedEntries)}`;
}

/** `Go 1.26`, or `Go 1.27, assumed` when nothing says which Go builds the module. */
export function versionText({ runtime, runtimeAssumed }: GoFacts): string {
  return `Go ${runtime.major}.${runtime.minor}${runtimeAssumed ? ', assumed' : ''}`;
}

/** A closing remark for types whose size is not in view, empty when all are known. */
export function assumptionText({ assumedTypes }: Estimate): string {
  return assumedTypes.length === 0 ? '' : `; bytes depend on ${assumedTypes.join(' and ')}, not in view`;
}
