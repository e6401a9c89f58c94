import type { Repricer } from './repricing.ts';
import type { Row } from './rows.ts';

/** What some rows come to together. */
export interface Totals {
  /** Maps; places of findings about maps that are made elsewhere are not among them. */
  readonly sites: number;
  readonly findings: number;
  /** Findings with a safe fix. */
  readonly fixes: number;
  readonly bytes: number;
  readonly allocations: number;
  readonly growths: number;
  /** What all safe fixes save together, each priced by itself. */
  readonly savedBytes: number;
  readonly savedAllocations: number;
  /** Sites priced for an assumed number of entries. */
  readonly assumed: number;
}

export function totalsOf(rows: readonly Row[]): Totals {
  let [sites, findings, fixes, bytes, allocations, growths] = [0, 0, 0, 0, 0, 0];
  let [savedBytes, savedAllocations, assumed] = [0, 0, 0];
  for (const row of rows) {
    if (row.type !== null) sites++;
    if (row.type !== null && row.entries === null) assumed++;
    findings += row.findings.length;
    fixes += row.safe.fixes;
    bytes += row.bytes;
    allocations += row.allocations;
    growths += row.growths;
    savedBytes += row.safe.bytes;
    savedAllocations += row.safe.allocations;
  }
  return { sites, findings, fixes, bytes, allocations, growths, savedBytes, savedAllocations, assumed };
}

/** The same rows on another release. */
export interface Move {
  readonly bytes: number;
  readonly allocations: number;
  readonly growths: number;
  readonly savedBytes: number;
  readonly savedAllocations: number;
  /** Rows whose bytes are others there. */
  readonly changed: number;
  /** Those whose bytes change most, either way. */
  readonly most: readonly Row[];
  readonly rules: readonly RuleMove[];
}

/** A rule whose safe fixes have another point there. */
export interface RuleMove {
  readonly rule: string;
  /** Its safe fixes that save bytes now. */
  readonly worth: number;
  /** Of those, the ones that save none there. */
  readonly lost: number;
  readonly bytesNow: number;
  readonly bytesThere: number;
}

/** Rows named as those that change most. */
const MOST = 5;

/** What a move to the release of `repricer` means for rows that it has priced. */
export function moveOf(rows: readonly Row[], repricer: Repricer): Move {
  let [bytes, allocations, growths, savedBytes, savedAllocations, changed] = [0, 0, 0, 0, 0, 0];
  let most: { readonly row: Row; readonly by: number }[] = [];
  for (const row of rows) {
    const price = repricer.priceOf(row);
    if (price === undefined) continue;
    bytes += price.bytes;
    allocations += price.allocations;
    growths += price.growths;
    savedBytes += price.savedBytes;
    savedAllocations += price.savedAllocations;
    const by = Math.abs(price.bytes - row.bytes);
    if (by === 0) continue;
    changed++;
    if (most.length < MOST || by > (most.at(-1)?.by ?? 0)) {
      most = [...most, { row, by }].sort((a, b) => b.by - a.by).slice(0, MOST);
    }
  }
  const rules = ruleMoves(rows, repricer);
  return {
    ...{ bytes, allocations, growths, savedBytes, savedAllocations, changed },
    most: most.map(({ row }) => row),
    rules,
  };
}

function ruleMoves(rows: readonly Row[], repricer: Repricer): RuleMove[] {
  const moves = new Map<string, { worth: number; lost: number; bytesNow: number; bytesThere: number }>();
  for (const { findings } of rows) {
    for (const finding of findings) {
      if (!finding.fixable || finding.refill === null) continue;
      const { bytes } = repricer.savingOf(finding);
      const move = moves.get(finding.rule) ?? { worth: 0, lost: 0, bytesNow: 0, bytesThere: 0 };
      if (finding.savedBytes > 0) move.worth++;
      if (finding.savedBytes > 0 && bytes <= 0) move.lost++;
      move.bytesNow += finding.savedBytes;
      move.bytesThere += Math.max(0, bytes);
      moves.set(finding.rule, move);
    }
  }
  return [...moves]
    .map(([rule, move]): RuleMove => ({ rule, ...move }))
    .filter(isWorthSaying)
    .sort((a, b) => Math.abs(b.bytesNow - b.bytesThere) - Math.abs(a.bytesNow - a.bytesThere));
}

/** Less than this share of what they saved is no news. */
const NEWS = 0.02;

function isWorthSaying({ lost, bytesNow, bytesThere }: RuleMove): boolean {
  return lost > 0 || Math.abs(bytesThere - bytesNow) > NEWS * Math.max(bytesNow, bytesThere);
}
