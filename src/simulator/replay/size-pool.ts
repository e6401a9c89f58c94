import type { RecordedValue } from './size-statistics.ts';
import { meanOf, recordedVariance, varianceOf } from './size-statistics.ts';

/** One random column at one size: what real runs had and what simulated ones have, by seed. */
export interface PoolRow {
  readonly recorded: RecordedValue;
  readonly simulated: Float64Array;
}

/**
 * How the means of a whole column stand to each other.
 *
 * - `within`: no more than 1 % apart, and known well enough to say so.
 * - `open`: not known to 1 %, or further apart by no more than chance explains.
 * - `differs`: more than 1 % apart, and not by chance.
 */
export type PooledVerdict = 'within' | 'open' | 'differs';

/** By how much the simulated means of a column are above the recorded ones, all sizes of a list taken together. */
export interface PooledDeviation {
  /** As a share of the recorded means: 0.01 is 1 % too much. */
  readonly deviation: number;
  /** Standard error of `deviation`. */
  readonly error: number;
  /** Sizes at which the column is random. */
  readonly rows: number;
  readonly verdict: PooledVerdict;
}

const TOLERANCE = 0.01;

/** A set of tables has a few hundred columns; chance exceeds so many standard errors once in 100,000. */
const SIGNIFICANT_ERRORS = 4.42;

/**
 * Pools the relative deviations of a column's means over the rows that are random. Single rows are known to a few per
 * cent, hundreds of them together to a fraction of one.
 *
 * A row counts the more the better its means are known, up to 1 %: beyond that rows count alike, or a nearly constant one
 * would decide for all. Variances and means that weights are made of come from both samples, so that weights favour neither.
 *
 * Rows are not independent. Simulated ones have their seeds in common, so their error is taken from the spread of the
 * weighted sum over all rows, seed by seed. Recorded ones may be stations of one fill: then real runs share as much as
 * simulated seeds do, and the spread of the same sum is taken for theirs, unless independence gives a larger one.
 * @param stations true where rows of the recording share their runs, as without a hint
 * @returns undefined where no row is random
 */
export function pool(rows: readonly PoolRow[], stations: boolean): PooledDeviation | undefined {
  const strata = new Map<string, Stratum>();
  let difference = 0;
  let total = 0;
  let used = 0;
  for (const { recorded, simulated } of rows) {
    const weight = weightOf(recorded, simulated);
    if (weight === undefined) continue;
    used++;
    difference += weight.perUnit * (meanOf(simulated) - recorded.mean);
    total += weight.perUnit * recorded.mean;
    addTo(strata, recorded.runs, simulated, weight);
  }
  if (used === 0 || total === 0) return undefined;
  const error = Math.sqrt(varianceOfDifference([...strata.values()], stations)) / total;
  const deviation = difference / total;
  return { deviation, error, rows: used, verdict: verdictOf(Math.abs(deviation), error) };
}

/** Rows with the same number of runs and of seeds. */
interface Stratum {
  readonly runs: number;
  /** By seed, the weighted sum over the rows. */
  readonly sums: Float64Array;
  /** Variance that one real run would add to that sum if rows were independent. */
  variance: number;
}

/** Variance of the weighted sum of the differences between simulated and recorded means. */
function varianceOfDifference(strata: readonly Stratum[], stations: boolean): number {
  let variance = 0;
  for (const [at, one] of strata.entries()) {
    const spread = varianceOf(one.sums);
    variance += spread / one.sums.length;
    variance += (stations ? Math.max(spread, one.variance) : one.variance) / one.runs;
    for (const other of strata.slice(at + 1)) {
      // The fewer seeds or runs of one are among those of the other, over whose number the rest averages.
      const shared = 2 * Math.max(0, covarianceOf(one.sums, other.sums));
      variance += shared / Math.max(one.sums.length, other.sums.length);
      if (stations) variance += shared / Math.max(one.runs, other.runs);
    }
  }
  return variance;
}

/** Over the seeds that both have. */
function covarianceOf(one: Float64Array, other: Float64Array): number {
  const count = Math.min(one.length, other.length);
  const oneMean = meanOf(one.subarray(0, count));
  const otherMean = meanOf(other.subarray(0, count));
  let sum = 0;
  for (let seed = 0; seed < count; seed++) {
    sum += ((one[seed] ?? 0) - oneMean) * ((other[seed] ?? 0) - otherMean);
  }
  return sum / (count - 1);
}

interface Weight {
  readonly perUnit: number;
  /** Variance of one run, real or simulated. */
  readonly variance: number;
}

function addTo(
  strata: Map<string, Stratum>,
  runs: number,
  simulated: Float64Array,
  { perUnit, variance }: Weight,
): void {
  const name = `${runs} ${simulated.length}`;
  let stratum = strata.get(name);
  if (stratum === undefined) {
    stratum = { runs, sums: new Float64Array(simulated.length), variance: 0 };
    strata.set(name, stratum);
  }
  const { sums } = stratum;
  for (let seed = 0; seed < sums.length; seed++) {
    sums[seed] = (sums[seed] ?? 0) + perUnit * (simulated[seed] ?? 0);
  }
  stratum.variance += perUnit * perUnit * variance;
}

/** Undefined for a value that depends on no seed. */
function weightOf(recorded: RecordedValue, simulated: Float64Array): Weight | undefined {
  const { runs } = recorded;
  const seeds = simulated.length;
  const spread = (runs - 1) * recordedVariance(recorded) + (seeds - 1) * varianceOf(simulated);
  const variance = spread / (runs + seeds - 2);
  const mean = (runs * recorded.mean + seeds * meanOf(simulated)) / (runs + seeds);
  if (variance === 0 || mean === 0) return undefined;
  const relative = (variance * (1 / runs + 1 / seeds)) / (mean * mean);
  return { perUnit: 1 / (mean * (relative + TOLERANCE * TOLERANCE)), variance };
}

function verdictOf(distance: number, error: number): PooledVerdict {
  const byChance = SIGNIFICANT_ERRORS * error;
  if (distance > TOLERANCE) return distance > byChance ? 'differs' : 'open';
  return byChance > TOLERANCE ? 'open' : 'within';
}
