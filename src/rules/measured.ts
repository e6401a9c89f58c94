import { formatRatio } from '../base/format.ts';
import { atLeast } from '../base/go-version.ts';
import type { GoFacts } from './rule.ts';

/** Releases that are measured: the last with classic maps that is of interest, and a recent one with Swiss maps. */
export type MeasuredRelease = '1.23' | '1.26';

/** A benchmark's medians in costs.json. */
export type Measured = Readonly<Record<MeasuredRelease, { readonly ns: number }>>;

/** Something measured, and what it is compared with. */
export type Comparison = readonly [slow: Measured, fast: Measured];

/** Sub-benchmarks `slow/N` and `fast/N` of one benchmark, for each size N. */
export function comparisonsAt<
  const Slow extends string,
  const Fast extends string,
  const Size extends number,
>(
  { results }: { readonly results: Readonly<Record<`${Slow}/${Size}` | `${Fast}/${Size}`, Measured>> },
  slow: Slow,
  fast: Fast,
  sizes: readonly Size[],
): readonly Comparison[] {
  return sizes.map((size) => [results[`${slow}/${size}`], results[`${fast}/${size}`]]);
}

/** The release whose figures stand for the maps that run. */
export function releaseFor({ layout }: GoFacts): MeasuredRelease {
  return layout === 'swiss' ? '1.26' : '1.23';
}

/** The release whose figures stand for what changed with Go 1.24 whatever map runs. */
export function releaseNear({ runtime }: GoFacts): MeasuredRelease {
  return atLeast(runtime, 24) ? '1.26' : '1.23';
}

/** `1.4 to 4.6`: how many times as long the first of each pair takes as the second. */
export function ratiosOf(comparisons: readonly Comparison[], release: MeasuredRelease): string {
  const ratios = comparisons.map(([slow, fast]) => slow[release].ns / fast[release].ns);
  return rangeOf(Math.min(...ratios), Math.max(...ratios), formatRatio);
}

/** `4 to 6`, or one number where both ends look the same. */
export function rangeOf(least: number, most: number, format: (value: number) => string): string {
  const [from, to] = [format(least), format(most)];
  return from === to ? from : `${from} to ${to}`;
}

/** Says where a figure comes from, at the end of it. */
export function measuredOn(release: MeasuredRelease): string {
  return `(measured, Go ${release})`;
}
