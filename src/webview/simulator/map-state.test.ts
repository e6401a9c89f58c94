import { describe, expect, it } from 'vitest';
import { simulateFill } from '../../simulator/index.ts';
import { EVACUATION, HINTED, SWISS, handMade } from './fixtures.ts';
import {
  eventsAt,
  eventsUpTo,
  mapStateAt,
  movedBetween,
  tellingOperation,
  worstInsert,
} from './map-state.ts';

const swiss = handMade({
  runtime: SWISS,
  entries: 6,
  events: [
    { kind: 'table-created', operation: 2, capacity: 16, movedEntries: 1 },
    { kind: 'directory-doubled', operation: 4, entries: 2 },
    { kind: 'table-split', index: 0, operation: 4, movedEntries: 3, tables: 2 },
  ],
  moved: [0, 0, 1, 0, 3],
  slots: [0, 8, 16, 16, 2048, 2048, 2048],
  tables: [0, 0, 1, 1, 2, 2, 2],
});

describe('mapStateAt', () => {
  it('tells buckets, evacuation and buckets again in a classic map', () => {
    expect(mapStateAt(EVACUATION, 4)).toEqual({
      kind: 'buckets',
      buckets: 4,
      entries: 4,
      overflowBuckets: 0,
    });
    expect(mapStateAt(EVACUATION, 5)).toEqual({
      kind: 'evacuating',
      oldBuckets: 4,
      evacuated: 2,
      newBuckets: 8,
      moved: 2,
      waiting: 2,
      arrived: 3,
      overflowBuckets: 0,
    });
    expect(mapStateAt(EVACUATION, 6)).toMatchObject({ evacuated: 3, waiting: 1, arrived: 5 });
    expect(mapStateAt(EVACUATION, 7)).toMatchObject({ kind: 'buckets', buckets: 8, entries: 7 });
  });

  it('tells nothing, group, table and tables of a Swiss map', () => {
    expect(mapStateAt(swiss, 0)).toEqual({ kind: 'bare' });
    expect(mapStateAt(swiss, 1)).toEqual({ kind: 'group', entries: 1, slots: 8 });
    expect(mapStateAt(swiss, 3)).toEqual({ kind: 'tables', tables: 1, entries: 3, slots: 16 });
    expect(mapStateAt(swiss, 5)).toEqual({ kind: 'tables', tables: 2, entries: 5, slots: 2048 });
  });

  it('tells the tables a hint made', () => {
    const hinted = simulateFill({ ...swiss.scenario, hint: 897, entries: 1 });
    expect(mapStateAt(hinted, 0)).toEqual({ kind: 'tables', tables: 2, entries: 0, slots: 1024 });
  });
});

describe('events of a timeline', () => {
  it('are found by operation', () => {
    expect([3, 4, 5, 6, 7, 10].map((operation) => eventsUpTo(EVACUATION, operation))).toEqual([
      0, 0, 1, 1, 2, 2,
    ]);
    expect(eventsAt(swiss, 4).map(({ kind }) => kind)).toEqual(['directory-doubled', 'table-split']);
    expect(eventsAt(swiss, 5)).toEqual([]);
  });
});

describe('movedBetween and worstInsert', () => {
  it('sum and find the entries moved', () => {
    expect(movedBetween(EVACUATION, 5, 6)).toBe(3);
    expect(worstInsert(EVACUATION)).toBe(2);
    expect(worstInsert(HINTED)).toBe(0);
  });
});

describe('tellingOperation', () => {
  it('is midway through the last evacuation, else at the last growth, else at the end', () => {
    expect(tellingOperation(EVACUATION)).toBe(6);
    expect(tellingOperation(swiss)).toBe(4);
    expect(tellingOperation(HINTED)).toBe(10);
  });

  it('stays inside a run that ends while evacuating', () => {
    const cut = handMade({
      entries: 9,
      events: [{ kind: 'growth-start', operation: 7, fromBuckets: 16, toBuckets: 32 }],
    });
    expect(tellingOperation(cut)).toBe(8);
  });
});
