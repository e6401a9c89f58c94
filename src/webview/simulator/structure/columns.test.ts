import { describe, expect, it } from 'vitest';
import { columnsOf, probedColumns, tellingTable } from './columns.ts';
import type { Columns } from './columns.ts';
import { pictured } from './testing.ts';

const count = (columns: Columns, role: string): number => {
  let found = 0;
  for (let column = 0; column < columns.count; column++) {
    for (let slot = 0; slot < 8; slot++) if (columns.roleAt(column, slot) === role) found++;
  }
  return found;
};
const sum = (columns: Columns, of: (column: number) => number): number =>
  Array.from({ length: columns.count }, (_, column) => of(column)).reduce((a, b) => a + b, 0);

describe('columnsOf a classic map', () => {
  it('has a column for each bucket, and all entries in their chains', () => {
    const picture = pictured([{ kind: 'fill', entries: 1600 }], '1.23');
    const [buckets, ...rest] = columnsOf(picture, 0);
    if (buckets === undefined || picture.layout !== 'classic') throw new Error('no buckets');
    expect(rest).toEqual([]);
    expect(buckets.count).toBe(256);
    expect(sum(buckets, buckets.entriesAt)).toBe(1600);
    expect(sum(buckets, buckets.overflowAt)).toBe(picture.current?.overflowBuckets);
    expect(sum(buckets, buckets.overflowAt)).toBeGreaterThan(0);
  });

  it('shows both arrays while entries move, and which have just moved', () => {
    const picture = pictured([{ kind: 'fill', entries: 3000 }], '1.23', 1700);
    const [old, now] = columnsOf(picture, 0);
    if (old === undefined || now === undefined || picture.layout !== 'classic')
      throw new Error('not growing');
    expect([old.id, old.count, now.id, now.count]).toEqual(['old', 256, 'buckets', 512]);
    expect(old.mark).toBe(picture.nevacuate);
    const evacuated = Array.from({ length: 256 }, (_, column) => column).filter(
      (column) => old.roleAt(column, 0) === 'evacuated',
    );
    // A bucket that was empty is evacuated, too, but leaves no trace in its slots.
    expect(evacuated.length).toBeLessThanOrEqual(picture.evacuatedBuckets);
    expect(evacuated.length).toBeGreaterThan(picture.evacuatedBuckets - 5);
    expect(count(now, 'moved')).toBeGreaterThan(0);
    expect(count(old, 'full') + count(now, 'full') + count(now, 'moved')).toBeLessThanOrEqual(1700);
  });

  it('has none before there is a bucket', () => {
    expect(columnsOf(pictured([], '1.23'), 0)).toEqual([]);
  });
});

describe('columnsOf a Swiss map', () => {
  it('shows the groups of a table with their tombstones', () => {
    const picture = pictured(
      [
        { kind: 'fill', entries: 6900 },
        { kind: 'delete', victims: 'random', amount: { kind: 'share', share: 0.2 } },
      ],
      '1.26',
      8280,
    );
    if (picture.layout !== 'swiss') throw new Error('not Swiss');
    const all = picture.tables.map((_, table) => columnsOf(picture, table)[0]);
    const entries = all.reduce(
      (total, each) => total + (each === undefined ? 0 : sum(each, each.entriesAt)),
      0,
    );
    expect(entries).toBe(picture.entries);
    const tombstones = all.reduce(
      (total, each) => total + (each === undefined ? 0 : count(each, 'deleted')),
      0,
    );
    expect(tombstones).toBe(picture.tables.reduce((total, table) => total + table.tombstones, 0));
    expect(tombstones).toBeGreaterThan(0);
  });

  it('shows the single group of a small map', () => {
    const [group, ...rest] = columnsOf(pictured([{ kind: 'fill', entries: 5 }], '1.26'), 0);
    if (group === undefined) throw new Error('no group');
    expect(rest).toEqual([]);
    expect([group.count, count(group, 'full'), count(group, 'empty')]).toEqual([1, 5, 3]);
  });

  it('opens on the table of the operation, and knows its probe path', () => {
    const picture = pictured([{ kind: 'fill', entries: 6900 }], '1.26');
    if (picture.layout !== 'swiss') throw new Error('not Swiss');
    const table = tellingTable(picture);
    expect(table).toBe(picture.probe?.table);
    expect(probedColumns(picture, 'groups', table)).toEqual([...(picture.probe?.groups ?? [])]);
    expect(probedColumns(picture, 'groups', table + 1)).toEqual([]);
  });
});
