/**
 * Expected full slots never matter above this load: classic buckets hold 8 entries on average at most, and a Poisson
 * variable of mean 8 exceeds 64 with probability 10^-36.
 */
const LARGEST_CHAIN = 64;

/**
 * Expected overflow buckets of one main bucket of eight cells when `entries` entries fall uniformly into `buckets`
 * main buckets (binomial loads). Classic chains are dense while nothing is deleted, so the load alone decides.
 */
export function expectedOverflowPerBucket(entries: number, buckets: number): number {
  if (buckets <= 1) return Math.max(0, Math.ceil(entries / 8) - 1);
  const share = 1 / buckets;
  const odds = share / (1 - share);
  let probability = Math.exp(entries * Math.log1p(-share));
  let expected = 0;
  for (let load = 0; load < Math.min(entries, LARGEST_CHAIN); load++) {
    probability *= ((entries - load) / (load + 1)) * odds;
    expected += probability * (Math.ceil((load + 1) / 8) - 1);
  }
  return expected;
}

/**
 * Probability that more than `limit` of `entries` entries fall into one of `parts` equal parts. Normal approximation
 * with continuity and skewness correction; its error is below 0.002 for the limits of Swiss tables that share a key space (448 and 896) unless
 * the probability itself is negligible.
 */
export function probabilityAbove(limit: number, entries: number, parts: number): number {
  if (entries <= limit) return 0;
  if (parts <= 1) return 1;
  const share = 1 / parts;
  const deviation = Math.sqrt(entries * share * (1 - share));
  const skewness = (1 - 2 * share) / deviation;
  const z = (limit + 0.5 - entries * share) / deviation;
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return clampProbability(normalAbove(z) + (skewness / 6) * (z * z - 1) * density);
}

/** Upper tail of the standard normal distribution (Abramowitz and Stegun 26.2.17, error below 10^-7). */
function normalAbove(z: number): number {
  if (z < 0) return 1 - normalAbove(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (series * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

function clampProbability(value: number): number {
  return Math.min(1, Math.max(0, value));
}
