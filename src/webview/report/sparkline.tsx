import type { JSX } from 'preact';
import { curvePath, growthCurve, peakOf } from './growth-curve.ts';
import type { Repricer } from './repricing.ts';
import type { Row } from './rows.ts';
import { describeGrowth } from './words.ts';

/** CSS pixels at the usual size of type. */
const WIDTH = 84;
const HEIGHT = 16;

/** Bytes a map holds while it is filled; as a dashed line the same on another release. */
export function Sparkline({
  row,
  repricer,
}: {
  readonly row: Row;
  readonly repricer: Repricer | undefined;
}): JSX.Element | null {
  const { fill, file } = row;
  if (fill === null) return null;
  const curve = growthCurve(file.runtime, fill);
  const there = repricer && growthCurve(repricer.runtime, fill);
  const most = Math.max(peakOf(curve), there === undefined ? 0 : peakOf(there));
  const label = describeGrowth(row.growths, curve.bytes.at(-1) ?? 0);
  const path = curvePath(curve, most, WIDTH, HEIGHT - 2);
  return (
    <svg
      class="sparkline"
      role="img"
      aria-label={label}
      viewBox={`0 -1 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
    >
      <path class="area" d={`${path}V${HEIGHT - 2}H0z`} />
      <path class="line" d={path} />
      {there !== undefined && <path class="there" d={curvePath(there, most, WIDTH, HEIGHT - 2)} />}
    </svg>
  );
}
