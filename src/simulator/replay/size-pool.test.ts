import { describe, expect, it } from 'vitest';
import { RandomWords } from '../hash.ts';
import type { PoolRow } from './size-pool.ts';
import { pool } from './size-pool.ts';
import { meanOf, varianceOf } from './size-statistics.ts';

const ROWS = 100;
const RUNS = 50;
const SEEDS = 400;

/** Normal enough: the sum of twelve uniform values less six, of variance 1. */
function normal(random: RandomWords): number {
  let sum = -6;
  for (let count = 0; count < 12; count++) sum += random.next() / 2 ** 32;
  return sum;
}

/**
 * Rows of mean 100 and standard deviation 20. With `shared` the values of all rows at one run or seed are the same draw.
 */
function rows(seed: number, { raisedBy = 0, shared = false } = {}): readonly PoolRow[] {
  const random = new RandomWords(seed);
  const draw = (): number => 100 + 20 * normal(random);
  const real = Float64Array.from({ length: RUNS }, draw);
  const simulated = Float64Array.from({ length: SEEDS }, draw);
  return Array.from({ length: ROWS }, () => {
    if (!shared) {
      real.set(real.map(draw));
      simulated.set(simulated.map(draw));
    }
    const [min, max] = [Math.min(...real), Math.max(...real)];
    const mean = meanOf(real) * (1 + raisedBy);
    return {
      recorded: { runs: RUNS, min, mean, max, variance: varianceOf(real) },
      simulated: simulated.slice(),
    };
  });
}

function pooled(table: readonly PoolRow[], stations: boolean) {
  const result = pool(table, stations);
  if (result === undefined) throw new Error('the rows are random');
  return result;
}

describe('pool', () => {
  it('knows a column to a fraction of what its rows are known to', () => {
    const { deviation, error, rows: used, verdict } = pooled(rows(1), false);
    expect(used).toBe(ROWS);
    expect(error).toBeCloseTo(0.2 * Math.sqrt((1 / RUNS + 1 / SEEDS) / ROWS), 3);
    expect(Math.abs(deviation)).toBeLessThan(0.01);
    expect(pooled(rows(1).slice(0, 2), false).error).toBeGreaterThan(0.01);
    expect(verdict).not.toBe('differs');
  });

  it.each([0.02, -0.02])('notices means raised by %f, which no row shows', (raisedBy) => {
    const { deviation, verdict } = pooled(rows(1, { raisedBy }), false);
    expect(verdict).toBe('differs');
    expect(Math.sign(deviation)).toBe(-Math.sign(raisedBy));
  });

  it('lets a deviation of less than 1 % pass, however well it is known', () => {
    const many = Array.from({ length: 20 }, (_, seed) => rows(seed + 1, { raisedBy: 0.008 })).flat();
    const { deviation, error, verdict } = pooled(many, false);
    expect(deviation).toBeLessThan(-0.005);
    expect(Math.abs(deviation)).toBeGreaterThan(6 * error);
    expect(verdict).toBe('within');
  });

  it('does not take rows that share their runs for many', () => {
    const { error, verdict } = pooled(rows(1, { shared: true }), true);
    expect(error).toBeGreaterThan(0.02);
    expect(verdict).toBe('open');
  });

  it.each([false, true])(
    'gives an error as large as deviations are (rows share their runs: %s)',
    (shared) => {
      const scores = Array.from({ length: 100 }, (_, seed) => {
        const { deviation, error } = pooled(rows(seed + 1, { shared }), shared);
        return deviation / error;
      });
      const squares = scores.reduce((sum, score) => sum + score * score, 0) / scores.length;
      expect(squares).toBeGreaterThan(0.6);
      expect(squares).toBeLessThan(1.5);
    },
  );

  it('leaves out rows that no seed changes', () => {
    const constant: PoolRow = {
      recorded: { runs: RUNS, min: 7, mean: 7, max: 7, variance: 0 },
      simulated: new Float64Array(SEEDS).fill(7),
    };
    expect(pool([constant], true)).toBeUndefined();
    expect(pooled([constant, ...rows(1)], false).rows).toBe(ROWS);
  });
});
