import { describe, expect, it } from 'vitest';
import { type Scenario, simulate } from '../simulator/index.ts';
import { INT64, classic, swiss } from '../simulator/testing.ts';
import { type GrowthStep, growthRows, growthSteps } from './simulation-growth.ts';

function growthOf(scenario: Pick<Scenario, 'runtime' | 'steps'> & { hint?: number }): readonly GrowthStep[] {
  const types = { key: INT64, elem: INT64 };
  return growthSteps(simulate({ hint: undefined, ...scenario, types, hashing: 'uniform', seed: 3 }));
}

const fill = (entries: number) => [{ kind: 'fill', entries }] as const;

describe('growth of a classic map', () => {
  it('moves all entries there were, and ends some inserts later', () => {
    const steps = growthOf({ runtime: classic(23), steps: fill(5000) });
    expect(steps.map(({ operation }) => operation)).toEqual([9, 14, 27, 53, 105, 209, 417, 833, 1665, 3329]);
    for (const { kind, operation, entries, movedEntries, finishedAt, fromSlots, toSlots } of steps) {
      expect({ kind, entries, toSlots }).toEqual({
        kind: 'doubling',
        entries: operation,
        toSlots: 2 * fromSlots,
      });
      // The entry whose insert starts the growth goes into the new array at once.
      expect(movedEntries).toBe(operation - 1);
      expect(finishedAt).toBeGreaterThanOrEqual(operation);
      expect(finishedAt).toBeLessThan(operation * 1.2);
    }
  });

  it('says when it was not finished', () => {
    const [step] = growthOf({ runtime: classic(23), steps: fill(3400) }).slice(-1);
    expect(step?.finishedAt).toBeNull();
    expect(step?.movedEntries).toBeGreaterThan(0);
    expect(step?.movedEntries).toBeLessThan(3328);
  });

  it('tells rebuilds at the same size apart', () => {
    const steps = growthOf({
      runtime: classic(23),
      steps: [...fill(90), { kind: 'churn', rounds: 50_000, victims: 'random', first: 'delete' }],
    });
    const same = steps.filter(({ kind }) => kind === 'same-size');
    expect(same.length).toBeGreaterThan(5);
    expect(same.every(({ fromSlots, toSlots }) => fromSlots === 128 && toSlots === 128)).toBe(true);
    // So many are one row.
    const rows = growthRows(steps);
    expect(rows.map(({ kind, count }) => [kind, count])).toEqual([
      ['doubling', 1],
      ['doubling', 1],
      ['doubling', 1],
      ['doubling', 1],
      ['same-size', same.length],
    ]);
  });
});

describe('growth of a Swiss map', () => {
  it('names tables and directory', () => {
    const steps = growthOf({ runtime: swiss(26), steps: fill(900) });
    expect(
      steps.map(({ kind, operation, toSlots, tables, directory }) => [
        kind,
        operation,
        toSlots,
        tables,
        directory,
      ]),
    ).toEqual([
      ['table-created', 9, 16, 1, null],
      ['table-grown', 15, 32, 1, null],
      ['table-grown', 29, 64, 1, null],
      ['table-grown', 57, 128, 1, null],
      ['table-grown', 113, 256, 1, null],
      ['table-grown', 225, 512, 1, null],
      ['table-grown', 449, 1024, 1, null],
      ['table-split', 897, 2048, 2, 2],
    ]);
  });

  it('counts the tables that a hint made', () => {
    const steps = growthOf({ runtime: swiss(26), steps: fill(4000), hint: 1793 });
    expect(steps[0]).toMatchObject({ kind: 'table-grown', fromSlots: 512, tables: 4 });
  });

  it('takes splits together until the tables have doubled', () => {
    const steps = growthOf({ runtime: swiss(26), steps: fill(100_000) });
    const rows = growthRows(steps);
    const splits = rows.filter(({ kind }) => kind === 'table-split');
    expect(splits.map(({ count }) => count)).toEqual([1, 2, 4, 8, 16, 32, 64]);
    expect(splits.map(({ tables }) => tables)).toEqual([
      [1, 2],
      [2, 4],
      [4, 8],
      [8, 16],
      [16, 32],
      [32, 64],
      [64, 128],
    ]);
    const sum = (items: readonly { movedEntries: number; allocatedBytes: number }[]) => [
      items.reduce((total, { movedEntries }) => total + movedEntries, 0),
      items.reduce((total, { allocatedBytes }) => total + allocatedBytes, 0),
    ];
    expect(sum(rows)).toEqual(sum(steps));
  });
});
