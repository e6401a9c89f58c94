import { describe, expect, it } from 'vitest';
import { estimateFill, runtimeFor } from '../../simulator/index.ts';
import { curvePath, growthCurve, growthLines, peakOf } from './growth-curve.ts';
import { Repricer } from './repricing.ts';
import { elsewhere, finding, rowsOf, TYPES, viewFile, viewRow } from './testing.ts';
import { moveOf, totalsOf } from './totals.ts';

const OLD = runtimeFor({ major: 1, minor: 23, patch: 0 });
const NEW = runtimeFor({ major: 1, minor: 26, patch: 0 });

/** A set of strings that becomes one with `struct{}`, which is what costs less before 1.24. */
const rowsWithSets = rowsOf(
  viewFile([
    viewRow(1, {
      findings: [
        finding({
          rule: 'bool-map-as-set',
          savedBytes: 1234,
          savedAllocations: 2,
          refill: {
            now: { types: 0, hint: null, entries: 1000 },
            fixed: { types: 1, hint: null, entries: 1000 },
          },
        }),
      ],
    }),
    viewRow(2, {
      findings: [
        finding({
          savedBytes: 500,
          refill: {
            now: { types: 0, hint: null, entries: 1000 },
            fixed: { types: 0, hint: 1000, entries: 1000 },
          },
        }),
      ],
    }),
    elsewhere(3),
    viewRow(4, { entries: 3 }),
  ]),
);

function repriced(rows = rowsWithSets): Repricer {
  const repricer = new Repricer(NEW);
  expect(repricer.run(rows, 0)).toBe(rows.length);
  return repricer;
}

describe('Repricer', () => {
  it('gives the prices of the simulator on the release', () => {
    const repricer = repriced();
    for (const row of rowsWithSets) {
      const { fill } = row;
      if (fill === null) {
        expect(repricer.priceOf(row)).toBeUndefined();
        continue;
      }
      const { bytes, growths, allocations } = estimateFill({ runtime: NEW, ...fill });
      expect(repricer.priceOf(row)).toMatchObject({ bytes, growths, allocations });
    }
  });

  it('stops when its time is over and goes on from there', () => {
    const rows = rowsOf(viewFile(Array.from({ length: 300 }, (_, id) => viewRow(id))));
    const repricer = new Repricer(NEW);
    let time = 0;
    const now = (): number => (time += 20);
    expect(repricer.run(rows, 0, now)).toBe(64);
    expect([repricer.priceOf(rows[63]!), repricer.priceOf(rows[64]!)]).toEqual([
      expect.anything(),
      undefined,
    ]);
    expect(repricer.run(rows, 64, now)).toBe(128);
    expect(repricer.run(rows, 128, () => 0)).toBe(300);
  });
});

describe('totalsOf', () => {
  it('adds up maps, and findings of those made elsewhere too', () => {
    const totals = totalsOf(rowsWithSets);
    expect(totals).toMatchObject({ sites: 3, findings: 3, fixes: 3, savedBytes: 1734, assumed: 2 });
    const sum = rowsWithSets.reduce((total, { bytes }) => total + bytes, 0);
    expect(totals.bytes).toBe(sum);
    expect(totalsOf([])).toMatchObject({ sites: 0, bytes: 0, savedBytes: 0 });
  });
});

describe('moveOf', () => {
  it('says what changes, where most, and which rules lose their point', () => {
    const repricer = repriced();
    const move = moveOf(rowsWithSets, repricer);
    const sum = rowsWithSets.reduce((total, row) => total + (repricer.priceOf(row)?.bytes ?? 0), 0);
    expect(move.bytes).toBe(sum);
    expect(move.most.map(({ id }) => id)).toContain(1);
    const changed = rowsWithSets.filter((row) => (repricer.priceOf(row)?.bytes ?? row.bytes) !== row.bytes);
    expect(move.changed).toBe(changed.length);
    const change = ({
      types,
      hint,
      entries,
    }: {
      types: number;
      hint: number | undefined;
      entries: number;
    }): number => estimateFill({ runtime: NEW, types: TYPES[types]!, hint, entries }).bytes;
    const set = { hint: undefined, entries: 1000 };
    const saves = change({ types: 0, ...set }) - change({ types: 1, ...set });
    const rule = move.rules.find((one) => one.rule === 'bool-map-as-set');
    expect(rule).toMatchObject({ worth: 1, lost: saves <= 0 ? 1 : 0, bytesThere: Math.max(0, saves) });
  });

  it('finds nothing to change on the release that is there', () => {
    const rows = rowsOf(viewFile([viewRow(1), viewRow(2, { entries: 77 })]));
    const repricer = new Repricer(OLD);
    repricer.run(rows, 0);
    expect(moveOf(rows, repricer)).toMatchObject({ changed: 0, most: [], rules: [] });
  });
});

describe('growthCurve', () => {
  const fill = rowsWithSets[0]!.fill!;

  it('holds what the simulator says at each point', () => {
    const curve = growthCurve(NEW, fill);
    for (const [at, entries] of curve.entries.entries()) {
      const { finalBytes, growths } = estimateFill({ runtime: NEW, ...fill, entries });
      expect([curve.bytes[at], curve.growths[at]]).toEqual([finalBytes, growths]);
    }
    expect([curve.entries[0], curve.entries.at(-1)]).toEqual([0, 1000]);
    expect(growthCurve(NEW, fill)).toBe(curve);
    expect(growthCurve(OLD, fill)).not.toBe(curve);
  });

  it('has a point for each entry of a small map, and one of an empty one', () => {
    expect(growthCurve(NEW, { ...fill, entries: 3 }).entries).toEqual([0, 1, 2, 3]);
    expect(growthCurve(NEW, { ...fill, entries: 0 }).bytes.every(Number.isFinite)).toBe(true);
  });

  it('is drawn in steps inside its box', () => {
    const curve = { entries: [0, 1, 2], bytes: [0, 50, 100], growths: [0, 1, 2] };
    expect(curvePath(curve, peakOf(curve), 80, 10)).toBe('M0 10.0H40.0V5.0H80.0V0.0');
    expect(curvePath({ entries: [0], bytes: [0], growths: [0] }, 0, 80, 10)).toBe('M0 10.0');
  });

  it('is told in a line for each growth', () => {
    const lines = growthLines(growthCurve(NEW, fill));
    expect(lines[0]!.entries).toBe(0);
    expect(lines.at(-1)!.entries).toBe(1000);
    const growths = lines.slice(0, -1).map((line) => line.growths);
    expect(new Set(growths).size).toBe(growths.length);
  });
});
