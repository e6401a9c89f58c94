/** Mean and variance of a count that the hash decides. */
export interface Count {
  readonly mean: number;
  readonly variance: number;
}

/** A mean so close to a whole number means that at least 199 runs in 200 have that number. */
const SETTLED = 0.005;
/** Where the probability of a load is below this, and the load is above the mean, the rest adds nothing. */
const NEGLIGIBLE = 1e-17;
/** Counts of a larger mean are taken as normal, smaller ones as binomial. */
const LARGEST_TABULATED_MEAN = 24;

/**
 * A mean number of events as it is, or the whole number it nearly is: an event that one run in hundreds shows, or does
 * not show, is left out, so that what nearly every run costs is the price.
 */
export function settled(mean: number): number {
  const whole = Math.round(mean);
  return Math.abs(mean - whole) < SETTLED ? whole : mean;
}

/**
 * Overflow buckets in the chains of `chains` main buckets of eight cells, when `entries` entries fall uniformly into
 * `buckets` main buckets. Classic chains are dense while nothing is deleted, so the load alone decides. The mean is
 * exact; of the variance, what the loads share by adding up to `entries` is taken as linear.
 */
export function overflowCount(entries: number, buckets: number, chains = buckets): Count {
  if (buckets <= 1) return { mean: Math.max(0, Math.ceil(entries / 8) - 1), variance: 0 };
  const share = 1 / buckets;
  const odds = share / (1 - share);
  const meanLoad = entries * share;
  let probability = Math.exp(entries * Math.log1p(-share));
  let mean = 0;
  let square = 0;
  let product = 0;
  for (let load = 0; load < entries && (probability > NEGLIGIBLE || load < meanLoad); load++) {
    probability *= ((entries - load) / (load + 1)) * odds;
    const overflow = load >> 3;
    mean += probability * overflow;
    square += probability * overflow * overflow;
    product += probability * overflow * (load + 1);
  }
  const loadVariance = meanLoad * (1 - share);
  const slope = (product - mean * meanLoad) / loadVariance;
  const shared = slope * slope * meanLoad * share;
  const variance = chains * (square - mean * mean) - chains * (chains - 1) * shared;
  return { mean: chains * mean, variance: Math.max(0, variance) };
}

/**
 * The distribution of a count given by mean and variance: binomial where the mean is small, for the loads of buckets
 * hold each other in check, and normal where it is large.
 */
export class CountDistribution {
  readonly #mean: number;
  readonly #deviation: number;
  /** Probability of each number; undefined where the count is taken as normal. */
  readonly #probabilities: readonly number[] | undefined;

  constructor({ mean, variance }: Count) {
    this.#mean = mean;
    this.#deviation = Math.sqrt(variance);
    this.#probabilities = mean <= LARGEST_TABULATED_MEAN ? binomialLike(mean, variance) : undefined;
  }

  /** Probability of more than `limit`. */
  above(limit: number): number {
    if (this.#probabilities === undefined) {
      return normalAbove((limit + 0.5 - this.#mean) / this.#deviation);
    }
    let above = 0;
    for (let count = limit + 1; count < this.#probabilities.length; count++) {
      above += this.#probabilities[count] ?? 0;
    }
    return above;
  }

  /** Mean of what is beyond `limit`. */
  beyond(limit: number): number {
    if (limit <= 0) return this.#mean;
    if (this.#probabilities === undefined) {
      const z = (limit - this.#mean) / this.#deviation;
      return this.#deviation * (normalDensity(z) - z * normalAbove(z));
    }
    let beyond = 0;
    for (let count = limit + 1; count < this.#probabilities.length; count++) {
      beyond += (count - limit) * (this.#probabilities[count] ?? 0);
    }
    return beyond;
  }
}

/** Probabilities of 0, 1, … of a binomial variable of that mean and about that variance. */
function binomialLike(mean: number, variance: number): readonly number[] {
  if (mean === 0) return [1];
  const spared = mean - variance;
  const wanted = spared > 0 ? Math.round((mean * mean) / spared) : Number.POSITIVE_INFINITY;
  const trials = Math.min(Math.max(wanted, Math.ceil(mean), 1), 1e6);
  const odds = mean / Math.max(trials - mean, Number.MIN_VALUE);
  let probability = Math.exp(trials * Math.log1p(-mean / trials));
  const probabilities = [probability];
  for (let count = 0; count < trials && (probability > NEGLIGIBLE || count < mean); count++) {
    probability *= ((trials - count) / (count + 1)) * odds;
    probabilities.push(probability);
  }
  return probabilities;
}

/**
 * Probability that more than `limit` of `entries` entries fall into one of `parts` equal parts: the binomial tail,
 * summed on its shorter side.
 */
export function probabilityAbove(limit: number, entries: number, parts: number): number {
  if (entries <= limit) return 0;
  if (parts <= 1) return 1;
  const share = 1 / parts;
  const odds = share / (1 - share);
  let term = binomialProbability(limit + 1, entries, share);
  let sum = 0;
  if (limit + 1 > entries * share) {
    for (let load = limit + 1; load <= entries && term > NEGLIGIBLE * sum; load++) {
      sum += term;
      term *= ((entries - load) / (load + 1)) * odds;
    }
    return Math.min(1, sum);
  }
  for (let load = limit; load >= 0 && (load === limit || term > NEGLIGIBLE * sum); load--) {
    term *= (load + 1) / ((entries - load) * odds);
    sum += term;
  }
  return Math.max(0, 1 - sum);
}

/** Probability of exactly `load` of `entries` with that share each. */
export function binomialProbability(load: number, entries: number, share: number): number {
  const rest = entries - load;
  return Math.exp(
    logFactorial(entries) -
      logFactorial(load) -
      logFactorial(rest) +
      load * Math.log(share) +
      rest * Math.log1p(-share),
  );
}

/** Stirling's series; its error is below 10^-9 from 8 on, and smaller numbers are multiplied out. */
function logFactorial(number: number): number {
  if (number < 8) {
    let product = 1;
    for (let factor = 2; factor <= number; factor++) product *= factor;
    return Math.log(product);
  }
  const squared = number * number;
  return (
    (number + 0.5) * Math.log(number) -
    number +
    Math.log(2 * Math.PI) / 2 +
    (1 / 12 - (1 / 360 - 1 / (1260 * squared)) / squared) / number
  );
}

function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** Upper tail of the standard normal distribution (Abramowitz and Stegun 26.2.17, error below 10^-7). */
function normalAbove(z: number): number {
  if (z < 0) return 1 - normalAbove(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return series * normalDensity(z);
}
