/** A run of operations cut into neighbouring pieces, one for each column of a picture. */
export interface Bins {
  readonly count: number;
  /** `count + 1` items: bin i holds the operations `starts[i]` up to, not including, `starts[i + 1]`. */
  readonly starts: Uint32Array;
}

/** A series brought down to bins. Keeps peaks: a spike one insert wide stays visible among a million. */
export interface BinnedSeries {
  readonly min: Float64Array;
  readonly max: Float64Array;
  readonly last: Float64Array;
}

/** Cuts `operations` into at most `most` bins of equal width, one operation each when they fit. */
export function binOperations(operations: number, most: number): Bins {
  const count = Math.max(1, Math.min(operations, Math.floor(most)));
  return {
    count,
    starts: Uint32Array.from({ length: count + 1 }, (_, bin) => Math.floor((bin * operations) / count)),
  };
}

/** Brings a series with one value for each operation down to bins. */
export function binSeries(values: ArrayLike<number>, bins: Bins): BinnedSeries {
  const min = new Float64Array(bins.count);
  const max = new Float64Array(bins.count);
  const last = new Float64Array(bins.count);
  for (let bin = 0; bin < bins.count; bin++) {
    const start = bins.starts[bin] ?? 0;
    const end = bins.starts[bin + 1] ?? start;
    let lowest = Infinity;
    let highest = -Infinity;
    for (let operation = start; operation < end; operation++) {
      const value = values[operation] ?? 0;
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
    min[bin] = Number.isFinite(lowest) ? lowest : 0;
    max[bin] = Number.isFinite(highest) ? highest : 0;
    last[bin] = end > start ? (values[end - 1] ?? 0) : 0;
  }
  return { min, max, last };
}

/** The largest value of a binned series. */
export function binnedMax(series: BinnedSeries): number {
  let highest = 0;
  for (const value of series.max) if (value > highest) highest = value;
  return highest;
}
