/** One measured figure: the median of the samples and the quartiles around it. */
export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
}

/** Sums up samples; an odd number of them has its median among them. */
export function row(name: string, unit: string, samples: readonly number[]): Row {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (part: number): number => sorted[Math.round(part * (sorted.length - 1))] ?? NaN;
  return { name, value: at(0.5), unit, lowerQuartile: at(0.25), upperQuartile: at(0.75) };
}
