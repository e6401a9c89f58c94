import { describe, expect, it } from 'vitest';
import { EVACUATION, HINTED, SWISS, handMade, ran } from './fixtures.ts';
import { totalRows, totalsMarkdown } from './totals.ts';

describe('totalRows', () => {
  it('holds two runs against each other', () => {
    const rows = totalRows(EVACUATION, HINTED);
    expect(rows.map(({ label, shown, other, difference }) => [label, shown, other, difference])).toEqual([
      ['growths', '1', '0', '−100%'],
      ['entries moved', '4', '0', '−100%'],
      ['most at once', '2', '0', '−100%'],
      ['allocations', '3', '2', '−33%'],
      ['bytes allocated', '1.8 kB', '1.2 kB', '−33%'],
      ['peak bytes', '1.8 kB', '1.2 kB', '−33%'],
      ['bytes at the end', '1.2 kB', '1.2 kB', ''],
      ['bytes per entry', '120.0', '120.0', ''],
    ]);
    expect(rows.map(({ otherIsLess }) => otherIsLess)).toEqual([
      true,
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('stands alone where nothing is compared', () => {
    for (const { other, difference, otherIsLess } of totalRows(EVACUATION, undefined)) {
      expect([other, difference, otherIsLess]).toEqual([undefined, '', false]);
    }
  });

  it('tells of tombstones, rebuilds and probes where there are any', () => {
    const swiss = handMade({ runtime: SWISS, entries: 10, total: { tombstones: 3, sameSizeGrowths: 1 } });
    const labels = totalRows(swiss, undefined).map(({ label }) => label);
    expect(labels).toContain('tombstones left');
    expect(labels).toContain('same-size rebuilds');
    const looked = ran([
      { kind: 'fill', entries: 100 },
      { kind: 'lookup', operations: 10, hits: 1 },
      { kind: 'iterate', times: 2 },
    ]);
    const rows = totalRows(looked, undefined);
    expect(rows.find(({ label }) => label === 'buckets per lookup found')?.shown).toBe(
      looked.total.probes.hit.mean.toFixed(2),
    );
    expect(rows.find(({ label }) => label === 'buckets per range')?.shown).toBe(
      String(Math.round(looked.total.probes.range.mean)),
    );
    expect(rows.some(({ label }) => label.includes('missed'))).toBe(false);
  });
});

describe('totalsMarkdown', () => {
  it('is a table whose cells cannot break it', () => {
    const rows = totalRows(EVACUATION, HINTED).slice(0, 1);
    expect(totalsMarkdown('map[string]a|b', ['no hint', 'hint\u00a010'], rows)).toBe(
      'map[string]a\\|b\n\n|  | no hint | hint 10 | difference |\n|---|---:|---:|---:|\n| growths | 1 | 0 | −100% |\n',
    );
    expect(totalsMarkdown('m', ['this run', ''], totalRows(EVACUATION, undefined).slice(0, 1))).toBe(
      'm\n\n|  | this run |\n|---|---:|\n| growths | 1 |\n',
    );
  });
});
