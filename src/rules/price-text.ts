import { formatGoVersion } from '../base/go-version.ts';
import { formatBytes, formatCount } from '../base/format.ts';
import type { GoFacts, Price } from './rule.ts';

/** `at 1,000 entries`, or `at 1,000 entries (an example: the number is not known)` is said by the caller. */
export function entriesText(price: Price): string {
  return `${formatCount(price.estimate.entries)} entries`;
}

/** `37 kB instead of 74 kB`. */
export function bytesText(price: Price): string {
  const { now, fixed } = price.estimate;
  return fixed === undefined
    ? formatBytes(now.bytes)
    : `${formatBytes(fixed.bytes)} instead of ${formatBytes(now.bytes)}`;
}

/** `Go 1.26`, or `Go 1.27, assumed` when nothing says which Go builds the module. */
export function versionText(go: GoFacts): string {
  return `Go ${formatGoVersion(go.runtime)}${go.runtimeAssumed ? ', assumed' : ''}`;
}

/** A closing remark for types whose size had to be assumed, empty when all are known. */
export function assumptionText(price: Price): string {
  const [first, ...others] = price.assumedTypes;
  if (first === undefined) return '';
  const more = others.length > 0 ? ` and ${others.join(', ')}` : '';
  return `; counts ${first}${more} as 8 bytes`;
}
