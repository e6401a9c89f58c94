/** One column of one recorded size: over so many real runs the smallest, mean and largest value. */
export interface RecordedValue {
  readonly runs: number;
  readonly min: number;
  readonly mean: number;
  readonly max: number;
  /** Variance over the runs, undefined where only the ends and the mean were kept. */
  readonly variance: number | undefined;
}

/**
 * How simulated values stand to recorded ones.
 *
 * - `equal`: all real runs and all simulated ones have the same value.
 * - `close`: random; the means are within 1 %.
 * - `plausible`: random; the means are further apart, but no further than so few runs can be by chance.
 * - `by-chance`: the real runs all agreed, yet the simulation says the value is random, and runs so few can agree.
 * - `differs`: none of these.
 */
export type Verdict = 'equal' | 'close' | 'plausible' | 'by-chance' | 'differs';

/** Means may be so far apart, as a share of the recorded one, before their sampling error is asked. */
const CLOSE = 0.01;

/**
 * A table has tens of thousands of random values, and each gets three tests. A difference counts when an exact
 * simulation would show it once in ten million tests, so that a whole set of tables passes unless something is wrong.
 */
const SIGNIFICANCE = 1e-7;
/** Standard normal deviation that is exceeded on one side or the other with that probability. */
const SIGNIFICANT_DEVIATIONS = 5.33;

/** Mean range of so many normal values in standard deviations (the constant d2 of control charts). */
const MEAN_RANGES: readonly (readonly [runs: number, deviations: number])[] = [
  [2, 1.128],
  [3, 1.693],
  [5, 2.326],
  [10, 3.078],
  [20, 3.735],
  [50, 4.498],
  [100, 5.015],
];

/**
 * Judges simulated values against recorded ones. Both are samples of what a random seed makes, so "inside the recorded
 * range" is asked as a question of ranks: how probable is it that so many of the lowest and highest of all values
 * together are simulated ones? Fifty runs leave little room; two runs leave so much that their range says
 * nothing, and the means decide.
 */
export function judge(recorded: RecordedValue, simulated: Float64Array): Verdict {
  const seeds = simulated.length;
  const { runs, min, max } = recorded;
  let outside = 0;
  for (const value of simulated) if (value < min || value > max) outside++;
  const isConstant = min === max;
  if (isConstant && outside === 0) return 'equal';
  if (isConstant && simulated.every((value) => value === simulated[0])) return 'differs';
  // The values outside can be shared out between both ends in one way more than there are values.
  if ((outside + 1) * probabilityOfAll(outside, seeds, runs) < SIGNIFICANCE) return 'differs';
  const distance = Math.abs(meanOf(simulated) - recorded.mean);
  if (distance <= CLOSE * Math.abs(recorded.mean)) return isConstant ? 'by-chance' : 'close';
  if (isSignificant(distance, recorded, simulated)) return 'differs';
  return isConstant ? 'by-chance' : 'plausible';
}

/** Probability that certain `count` values of a random arrangement are all among the `seeds` and not among the `runs`. */
function probabilityOfAll(count: number, seeds: number, runs: number): number {
  let probability = 1;
  for (let taken = 0; taken < count; taken++) probability *= (seeds - taken) / (seeds + runs - taken);
  return probability;
}

/** Student's t test on two means, with the larger of the two variances for both. */
function isSignificant(distance: number, recorded: RecordedValue, simulated: Float64Array): boolean {
  const variance = Math.max(varianceOf(simulated), recordedVariance(recorded));
  const error = Math.sqrt(variance * (1 / recorded.runs + 1 / simulated.length));
  if (error === 0) return distance > 0;
  return normalDeviations(distance / error, simulated.length - 1) > SIGNIFICANT_DEVIATIONS;
}

/** The deviation of a normal variable that is as improbable as that of Student's t (Wallace's approximation). */
function normalDeviations(t: number, freedom: number): number {
  const scale = (8 * freedom + 1) / (8 * freedom + 3);
  return scale * Math.sqrt(freedom * Math.log1p((t * t) / freedom));
}

/** Variance over real runs; estimated from their range where only that was kept. */
export function recordedVariance({ runs, min, max, variance }: RecordedValue): number {
  if (variance !== undefined) return variance;
  const [, range] = MEAN_RANGES.findLast(([least]) => least <= runs) ?? [1, 1];
  return ((max - min) / range) ** 2;
}

/** Arithmetic mean. */
export function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Variance of a sample. */
export function varianceOf(values: Float64Array): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}
