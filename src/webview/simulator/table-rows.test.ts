import { describe, expect, it } from 'vitest';
import { EVACUATION, HINTED, SWISS, handMade } from './fixtures.ts';
import { tableRows } from './table-rows.ts';

describe('tableRows', () => {
  it('has a line for the start, the end, each event and steps between', () => {
    const rows = tableRows(EVACUATION, HINTED);
    expect(rows.map(({ operation }) => operation)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(rows[5]).toEqual({
      operation: 5,
      entries: 5,
      moved: 2,
      mostMoved: 2,
      slots: 64,
      burden: 0,
      liveBytes: 1800,
      otherLiveBytes: 1200,
      allocatedBytes: 1800,
      event: '4 → 8 buckets',
    });
  });

  it('loses no moved entry between its lines', () => {
    const moved = Array.from({ length: 1001 }, (_, operation) => (operation % 7 === 3 ? operation : 0));
    const long = handMade({ runtime: SWISS, entries: 1000, moved });
    const rows = tableRows(long, long);
    expect(rows).toHaveLength(11);
    expect(rows.reduce((sum, row) => sum + row.moved, 0)).toBe(moved.reduce((sum, value) => sum + value, 0));
    expect(Math.max(...rows.map(({ mostMoved }) => mostMoved))).toBe(Math.max(...moved));
  });

  it('counts overflow buckets or tombstones, whichever the map has', () => {
    const columns = { entries: 1, overflowBuckets: [0, 3], tombstones: [0, 5] };
    expect(tableRows(handMade(columns), undefined)[1]).toMatchObject({
      burden: 3,
      otherLiveBytes: undefined,
    });
    expect(tableRows(handMade({ ...columns, runtime: SWISS }), undefined)[1]?.burden).toBe(5);
  });

  it('is one line for an empty run', () => {
    expect(tableRows(handMade({ entries: 0 }), undefined)).toHaveLength(1);
  });
});
