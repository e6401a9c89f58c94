import { describe, expect, it } from 'vitest';
import { EVACUATION, HINTED } from './fixtures.ts';
import { totalRows, totalsMarkdown } from './totals.ts';

describe('totalRows', () => {
  it('holds two runs against each other', () => {
    expect(totalRows(EVACUATION, HINTED).map(({ label, shown, other }) => [label, shown, other])).toEqual([
      ['growths', '1', '0'],
      ['entries moved', '4', '0'],
      ['most in one insert', '2', '0'],
      ['allocations', '3', '2'],
      ['bytes allocated', '1.8 kB', '1.2 kB'],
      ['bytes at the end', '1.2 kB', '1.2 kB'],
      ['bytes per entry', '120.0', '120.0'],
    ]);
  });

  it('marks what the other run needs less of', () => {
    expect(totalRows(EVACUATION, HINTED).map(({ otherIsLess }) => otherIsLess)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('totalsMarkdown', () => {
  it('is a table whose cells cannot break it', () => {
    const rows = totalRows(EVACUATION, HINTED).slice(0, 1);
    expect(totalsMarkdown('map[string]a|b', ['no hint', 'hint 10'], rows)).toBe(
      'map[string]a\\|b\n\n| | no hint | hint 10 |\n|---|---:|---:|\n| growths | 1 | 0 |\n',
    );
  });
});
