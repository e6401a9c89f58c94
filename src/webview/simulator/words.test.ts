import { describe, expect, it } from 'vitest';
import type { GrowthEvent } from '../../simulator/index.ts';
import { EVACUATION, HINTED, SWISS, handMade } from './fixtures.ts';
import { mapStateAt } from './map-state.ts';
import { eventRows, operationText, rowInserts, runName, stateText } from './words.ts';

const rowsOf = (events: readonly GrowthEvent[], entries = 3000): ReturnType<typeof eventRows> =>
  eventRows(handMade({ runtime: SWISS, entries, events }));

describe('eventRows', () => {
  it('tells a growth from its start to the end of its evacuation', () => {
    expect(eventRows(EVACUATION)).toEqual([
      { operation: 5, lastOperation: 7, text: '4 → 8 buckets', moved: 4 },
    ]);
  });

  it('tells a growth that ends at once, and one that has not ended', () => {
    const rows = rowsOf([
      { kind: 'growth-start', operation: 9, fromBuckets: 1, toBuckets: 2 },
      { kind: 'growth-end', operation: 9, buckets: 2 },
      { kind: 'growth-start', operation: 14, fromBuckets: 2, toBuckets: 4 },
    ]);
    expect(rows.map(({ text }) => text)).toEqual(['1 → 2 buckets', '2 → 4 buckets, not finished']);
    expect(rows.map(rowInserts)).toEqual(['9', '14–3,000']);
  });

  it('tells the splits up to the next doubling of the directory as one row', () => {
    const split = (operation: number, tables: number): GrowthEvent => ({
      kind: 'table-split',
      index: 0,
      operation,
      movedEntries: 896,
      tables,
    });
    expect(
      rowsOf([
        { kind: 'directory-doubled', operation: 897, entries: 2 },
        split(897, 2),
        { kind: 'directory-doubled', operation: 1784, entries: 4 },
        split(1784, 3),
        split(1803, 4),
      ]),
    ).toEqual([
      { operation: 897, lastOperation: 897, text: '1 → 2 tables', moved: 896 },
      { operation: 1784, lastOperation: 1803, text: '2 → 4 tables', moved: 1792 },
    ]);
  });

  it('tells splits that need no larger directory', () => {
    const rows = rowsOf([{ kind: 'table-split', index: 0, operation: 7169, movedEntries: 896, tables: 9 }]);
    expect(rows.map(({ text }) => text)).toEqual(['8 → 9 tables']);
  });

  it('names tables that are made and grown', () => {
    const rows = rowsOf([
      { kind: 'table-created', operation: 9, capacity: 16, movedEntries: 8 },
      { kind: 'table-grown', index: 0, operation: 15, fromCapacity: 16, toCapacity: 32, movedEntries: 14 },
    ]);
    expect(rows.map(({ text, moved }) => [text, moved])).toEqual([
      ['group → table of 16 slots', 8],
      ['table 16 → 32 slots', 14],
    ]);
  });
});

describe('operationText', () => {
  it('says how far an evacuation is', () => {
    expect(operationText(EVACUATION, 6)).toBe('insert 6: evacuated 3 of 4 old buckets, moved 1 entry');
    expect(operationText(EVACUATION, 5)).toBe(
      'insert 5: 4 → 8 buckets, evacuated 2 of 4 old buckets, moved 2 entries',
    );
  });

  it('tells what a Swiss growth moved', () => {
    const swiss = handMade({
      runtime: SWISS,
      entries: 9,
      events: [{ kind: 'table-created', operation: 9, capacity: 16, movedEntries: 8 }],
      moved: [0, 0, 0, 0, 0, 0, 0, 0, 0, 8],
    });
    expect(operationText(swiss, 9)).toBe('insert 9: group → table of 16 slots, moved 8 entries');
    expect(operationText(swiss, 8)).toBe('insert 8: nothing moved');
  });

  it('says when nothing moves, and how the map was made', () => {
    expect(operationText(EVACUATION, 9)).toBe('insert 9: nothing moved');
    expect(operationText(HINTED, 0)).toBe('before the first insert: made with a hint of 10, 1.2 kB');
    expect(operationText(EVACUATION, 0)).toBe('before the first insert: made without a hint, 600 B');
  });
});

describe('stateText', () => {
  it('describes each kind of inside', () => {
    expect(stateText(mapStateAt(EVACUATION, 4))).toBe('4 buckets, 32 slots, 13% used');
    expect(stateText(mapStateAt(EVACUATION, 6))).toBe('4 old → 8 new buckets, 75% evacuated, 1 entry waits');
    const swiss = handMade({
      runtime: SWISS,
      entries: 2,
      events: [{ kind: 'table-created', operation: 2, capacity: 16, movedEntries: 1 }],
      slots: [0, 8, 16],
      tables: [0, 0, 1],
    });
    expect([0, 1, 2].map((operation) => stateText(mapStateAt(swiss, operation)))).toEqual([
      'no bucket or group allocated yet',
      'one group, 1 of 8 slots used',
      '1 table, 16 slots, 13% used',
    ]);
  });

  it('counts overflow buckets', () => {
    expect(stateText({ kind: 'buckets', buckets: 4, entries: 26, overflowBuckets: 1 })).toBe(
      '4 buckets, 32 slots, 81% used, 1 overflow bucket',
    );
  });
});

describe('runName', () => {
  it('names a run by its hint', () => {
    expect(runName(EVACUATION.scenario)).toBe('no hint');
    expect(runName(HINTED.scenario)).toBe('with hint');
    expect(runName({ ...HINTED.scenario, hint: 4096 })).toBe('hint\u00a04,096');
  });
});
