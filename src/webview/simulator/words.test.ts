import { describe, expect, it } from 'vitest';
import { EVACUATION, HINTED, SWISS, handMade, ran } from './fixtures.ts';
import type { PlainEvent } from './run-data.ts';
import { eventRows, operationText, rowOperations } from './words.ts';

const rowsOf = (events: readonly PlainEvent[], entries = 3000): ReturnType<typeof eventRows> =>
  eventRows(handMade({ runtime: SWISS, entries, events }));

describe('eventRows', () => {
  it('tells a growth from its start to the end of its evacuation', () => {
    expect(eventRows(EVACUATION)).toEqual([
      { kind: 'event', operation: 5, lastOperation: 7, text: '4 → 8 buckets', moved: 4 },
    ]);
  });

  it('tells a growth that ends at once, and one that has not ended', () => {
    const rows = rowsOf([
      { kind: 'growth-start', operation: 9, fromBuckets: 1, toBuckets: 2 },
      { kind: 'growth-end', operation: 9, buckets: 2 },
      { kind: 'growth-start', operation: 14, fromBuckets: 2, toBuckets: 4 },
    ]);
    expect(rows.map(({ text }) => text)).toEqual(['1 → 2 buckets', '2 → 4 buckets, not finished']);
    expect(rows.map(rowOperations)).toEqual(['9', '14–3,000']);
  });

  it('tells a growth that a clear cuts short', () => {
    const rows = rowsOf([
      { kind: 'growth-start', operation: 9, fromBuckets: 1, toBuckets: 2 },
      { kind: 'cleared', operation: 10, entries: 9 },
    ]);
    expect(rows.map(({ text }) => text)).toEqual(['1 → 2 buckets, not finished', 'cleared of 9 entries']);
    expect(rows.map(rowOperations)).toEqual(['9–10', '10']);
  });

  it('tells the splits up to the next doubling of the directory as one row', () => {
    const split = (operation: number, tables: number): PlainEvent => ({
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
      ]).map(({ operation, lastOperation, text, moved }) => [operation, lastOperation, text, moved]),
    ).toEqual([
      [897, 897, '1 → 2 tables', 896],
      [1784, 1803, '2 → 4 tables', 1792],
    ]);
  });

  it('tells splits that need no larger directory', () => {
    const rows = rowsOf([{ kind: 'table-split', index: 0, operation: 7169, movedEntries: 896, tables: 9 }]);
    expect(rows.map(({ text }) => text)).toEqual(['8 → 9 tables']);
  });

  it('names all that can happen to a map', () => {
    const rows = rowsOf([
      { kind: 'table-created', operation: 9, capacity: 16, movedEntries: 8 },
      { kind: 'table-grown', index: 0, operation: 15, fromCapacity: 16, toCapacity: 32, movedEntries: 14 },
      { kind: 'table-grown', index: 0, operation: 20, fromCapacity: 32, toCapacity: 32, movedEntries: 12 },
      { kind: 'tombstones-pruned', operation: 21, index: 0, tombstones: 1 },
      { kind: 'replaced', operation: 22, slots: 64 },
      { kind: 'growth-start', operation: 23, fromBuckets: 8, toBuckets: 8 },
    ]);
    expect(rows.map(({ text, moved }) => [text, moved])).toEqual([
      ['group → table of 16 slots', 8],
      ['table 16 → 32 slots', 14],
      ['table of 32 slots rebuilt', 12],
      ['1 tombstone pruned', 0],
      ['a new map of 64 slots', 0],
      ['8 buckets to as many new ones, not finished', 0],
    ]);
  });

  it('says where the steps of a program begin', () => {
    const run = ran([
      { kind: 'fill', entries: 20 },
      { kind: 'clear' },
      { kind: 'overwrite', operations: 5 },
      { kind: 'fill', entries: 1 },
    ]);
    const rows = eventRows(run);
    expect(
      rows.filter(({ kind }) => kind === 'step').map(({ operation, text }) => [operation, text]),
    ).toEqual([
      [1, 'fill 20'],
      [21, 'clear'],
      [22, 'fill 1'],
    ]);
    const at = rows.findIndex(({ text }) => text === 'clear');
    expect(rows[at + 1]?.text).toBe('cleared of 20 entries');
  });
});

describe('operationText', () => {
  it('says how far an evacuation is', () => {
    expect(operationText(EVACUATION, 6)).toBe(
      'operation 6, insert: evacuated 3 of 4 old buckets, moved 1 entry',
    );
    expect(operationText(EVACUATION, 5)).toBe(
      'operation 5, insert: 4 → 8 buckets, evacuated 2 of 4 old buckets, moved 2 entries',
    );
  });

  it('tells what a Swiss growth moved', () => {
    const swiss = handMade({
      runtime: SWISS,
      entries: 9,
      events: [{ kind: 'table-created', operation: 9, capacity: 16, movedEntries: 8 }],
      moved: [0, 0, 0, 0, 0, 0, 0, 0, 0, 8],
    });
    expect(operationText(swiss, 9)).toBe('operation 9, insert: group → table of 16 slots, moved 8 entries');
    expect(operationText(swiss, 8)).toBe('operation 8, insert: nothing moved');
  });

  it('says when nothing moves, how far it looked, and how the map was made', () => {
    expect(operationText(EVACUATION, 9)).toBe('operation 9, insert: nothing moved');
    expect(operationText(HINTED, 0)).toBe('before the first operation: made with a hint of 10, 1.2 kB');
    expect(operationText(EVACUATION, 0)).toBe('before the first operation: made without a hint, 600 B');
    const ranged = ran([
      { kind: 'fill', entries: 100 },
      { kind: 'iterate', times: 1 },
    ]);
    expect(operationText(ranged, 101)).toBe(
      `operation 101, range: looked into ${ranged.probes[101]} buckets`,
    );
  });
});
