import { describe, expect, it } from 'vitest';
import { columnsOf } from './columns.ts';
import { runsOf } from './structure-table.tsx';
import { pictured } from './testing.ts';
import { columnText, pictureText, probeText } from './words.ts';

describe('pictureText', () => {
  it('describes each kind of memory', () => {
    expect(pictureText(pictured([], '1.23'))).toBe('No bucket is allocated yet.');
    expect(pictureText(pictured([], '1.26'))).toBe('No group is allocated yet.');
    expect(pictureText(pictured([{ kind: 'fill', entries: 8 }], '1.23'))).toBe(
      '1 bucket of 8 slots, 8.0 entries in each on average.',
    );
    expect(pictureText(pictured([{ kind: 'fill', entries: 5 }], '1.26'))).toBe(
      'One group, 5 of 8 slots used.',
    );
    expect(pictureText(pictured([{ kind: 'fill', entries: 500 }], '1.26'))).toBe(
      'One table of 1,024 slots, 49% used.',
    );
    expect(pictureText(pictured([{ kind: 'fill', entries: 1500 }], '1.26'))).toBe(
      '2 tables behind a directory of 2, 2,048 slots, 73% used.',
    );
  });

  it('tells how far an evacuation is, and what went out of order', () => {
    const picture = pictured([{ kind: 'fill', entries: 3000 }], '1.23', 1700);
    if (picture.layout !== 'classic') throw new Error('not classic');
    const { evacuatedBuckets, nevacuate } = picture;
    expect(pictureText(picture)).toContain(
      `256 old → 512 new buckets, 27% evacuated: ${nevacuate} in order and ${evacuatedBuckets - nevacuate} out of order, because a write touched them`,
    );
  });
});

describe('columnText', () => {
  it('tells all about a bucket', () => {
    const picture = pictured([{ kind: 'fill', entries: 3 }], '1.23');
    const [columns] = columnsOf(picture, 0);
    if (columns === undefined || picture.layout !== 'classic') throw new Error('no bucket');
    const bytes = [...(picture.current?.tophash.slice(0, 8) ?? [])]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join(' ');
    expect(columnText(picture, columns, 0, 0)).toBe(`Bucket 0: 3 entries; tophash ${bytes}; keys 0 · 1 · 2`);
  });

  it('tells all about a group', () => {
    const picture = pictured([{ kind: 'fill', entries: 8 }], '1.26');
    const [columns] = columnsOf(picture, 0);
    if (columns === undefined) throw new Error('no group');
    expect(columnText(picture, columns, 0, 0)).toMatch(
      /^Group 0: 8 entries; control word ([0-7][0-9a-f] ?){8}; keys 0 · 1 · 2 · 3 · 4 · 5 · 6 · 7$/,
    );
  });

  it('tells of an old bucket that it was evacuated', () => {
    const picture = pictured([{ kind: 'fill', entries: 3000 }], '1.23', 1700);
    const [old] = columnsOf(picture, 0);
    if (old === undefined) throw new Error('not growing');
    expect(columnText(picture, old, 0, 0)).toMatch(
      /^Old bucket 0: evacuated, had \d+ entries.*; tophash (0[234] ?)+/,
    );
  });
});

describe('probeText', () => {
  it('tells of a path of several groups or buckets, and of nothing else', () => {
    expect(probeText(pictured([{ kind: 'fill', entries: 1 }], '1.26'))).toBeUndefined();
    expect(probeText(pictured([{ kind: 'fill', entries: 1 }], '1.23'))).toBeUndefined();
    const long = Array.from({ length: 300 }, (_, at) =>
      pictured([{ kind: 'fill', entries: 896 }], '1.26', 596 + at),
    ).find((picture) => picture.layout === 'swiss' && (picture.probe?.groups.length ?? 0) > 1);
    if (long?.layout !== 'swiss') throw new Error('no long path');
    expect(probeText(long)).toBe(
      `The last operation looked into groups ${[...(long.probe?.groups ?? [])].join(' → ')}.`,
    );
  });
});

describe('runsOf', () => {
  it('counts neighbours that are alike', () => {
    expect(runsOf(['full', 'full', 'empty', 'full'])).toBe('2 full, 1 empty, 1 full');
  });
});
