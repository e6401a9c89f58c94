import { describe, expect, it } from 'vitest';
import type { GrowthEvent } from '../../simulator/index.ts';
import { EVACUATION, HINTED, SWISS, handMade } from './fixtures.ts';
import { mapStateAt } from './map-state.ts';
import { eventRows, operationText, runName, stateText } from './words.ts';

describe('eventRows', () => {
  it('tells the start and the end of an evacuation', () => {
    expect(eventRows(EVACUATION.events)).toEqual([
      { operation: 5, lastOperation: 5, text: '4 → 8 buckets' },
      { operation: 7, lastOperation: 7, text: 'evacuation complete' },
    ]);
  });

  it('joins what one insert does', () => {
    const rows = eventRows([
      { kind: 'growth-start', operation: 9, fromBuckets: 1, toBuckets: 2 },
      { kind: 'growth-end', operation: 9, buckets: 2 },
      { kind: 'directory-doubled', operation: 897, entries: 2 },
      { kind: 'table-split', operation: 897, movedEntries: 896, tables: 2 },
    ]);
    expect(rows.map(({ text }) => text)).toEqual([
      '1 → 2 buckets, evacuation complete',
      'directory doubles to 2, a table splits: now 2, 896 moved',
    ]);
  });

  it('tells a run of splits as one row', () => {
    const splits: readonly GrowthEvent[] = [0, 1, 2, 3].map((at) => ({
      kind: 'table-split',
      operation: 2000 + at,
      movedEntries: 896,
      tables: 5 + at,
    }));
    expect(eventRows(splits)).toEqual([
      { operation: 2000, lastOperation: 2003, text: '4 more tables split: now 8, 3\u202f584 moved' },
    ]);
    expect(eventRows(splits.slice(0, 2))).toHaveLength(2);
  });

  it('names tables that are made and grown', () => {
    const rows = eventRows([
      { kind: 'table-created', operation: 9, capacity: 16, movedEntries: 8 },
      { kind: 'table-grown', operation: 15, fromCapacity: 16, toCapacity: 32, movedEntries: 14 },
    ]);
    expect(rows.map(({ text }) => text)).toEqual([
      'group → table of 16 slots, 8 moved',
      'table 16 → 32 slots, 14 moved',
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

  it('tells what a Swiss growth moved once', () => {
    const swiss = handMade({
      runtime: SWISS,
      entries: 9,
      events: [{ kind: 'table-created', operation: 9, capacity: 16, movedEntries: 8 }],
      moved: [0, 0, 0, 0, 0, 0, 0, 0, 0, 8],
    });
    expect(operationText(swiss, 9)).toBe('insert 9: group → table of 16 slots, 8 moved');
    expect(operationText(swiss, 8)).toBe('insert 8: nothing moved');
  });

  it('says when nothing moves, and how the map was made', () => {
    expect(operationText(EVACUATION, 9)).toBe('insert 9: nothing moved');
    expect(operationText(HINTED, 0)).toBe('before the first insert: made with a hint of 10, 1.2\u202fkB');
    expect(operationText(EVACUATION, 0)).toBe('before the first insert: made without a hint, 600\u202fB');
  });
});

describe('stateText', () => {
  it('describes each kind of inside', () => {
    expect(stateText(mapStateAt(EVACUATION, 4))).toBe('4 buckets, 32 slots, 13\u202f% used');
    expect(stateText(mapStateAt(EVACUATION, 6))).toBe(
      '4 old → 8 new buckets, 75\u202f% evacuated, 1 entry waits',
    );
    const swiss = handMade({
      runtime: SWISS,
      entries: 2,
      events: [{ kind: 'table-created', operation: 2, capacity: 16, movedEntries: 1 }],
      slots: [0, 8, 16],
    });
    expect([0, 1, 2].map((operation) => stateText(mapStateAt(swiss, operation)))).toEqual([
      'no bucket or group allocated yet',
      'one group, 1 of 8 slots used',
      '1 table, 16 slots, 13\u202f% used',
    ]);
  });

  it('counts overflow buckets', () => {
    expect(stateText({ kind: 'buckets', buckets: 4, entries: 26, overflowBuckets: 1 })).toBe(
      '4 buckets, 32 slots, 81\u202f% used, 1 overflow bucket',
    );
  });
});

describe('runName', () => {
  it('names a run by its hint', () => {
    expect(runName(EVACUATION.scenario)).toBe('no hint');
    expect(runName(HINTED.scenario)).toBe('with hint');
    expect(runName({ ...HINTED.scenario, hint: 4096 })).toBe('hint\u202f4\u202f096');
  });
});
