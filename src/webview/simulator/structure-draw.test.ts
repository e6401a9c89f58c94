import { describe, expect, it } from 'vitest';
import { readTheme } from '../shared/theme.ts';
import type { Theme } from '../shared/theme.ts';
import { EVACUATION } from './fixtures.ts';
import { mapStateAt } from './map-state.ts';
import { recordingPen } from './recording-pen.ts';
import { drawStructure, stripsOf, structureHeight } from './structure-draw.ts';

const THEME: Theme = { ...readTheme(() => '', false), purple: 'purple', blue: 'blue', accent: 'accent' };

describe('stripsOf', () => {
  it('shows an old array half as wide as the new one, evacuated up to the mark', () => {
    const [old, fresh] = stripsOf(mapStateAt(EVACUATION, 6));
    expect(old).toMatchObject({ label: 'old', share: 0.5, cells: 4 });
    expect(old?.parts).toEqual([
      { kind: 'evacuated', width: 0.75, load: 3 / 24 },
      { kind: 'entries', width: 0.25, load: 1 / 8 },
    ]);
    expect(fresh).toMatchObject({ label: 'new', share: 1, cells: 8 });
    expect(fresh?.parts.map(({ width, load }) => [width, load])).toEqual([
      [0.375, 5 / 48],
      [0.125, 0],
      [0.375, 5 / 48],
      [0.125, 0],
    ]);
  });

  it('keeps the entries of the map in the sum of its parts', () => {
    for (const operation of [5, 6]) {
      const held = stripsOf(mapStateAt(EVACUATION, operation)).flatMap(({ cells, parts }) =>
        parts.filter(({ kind }) => kind === 'entries').map(({ width, load }) => width * cells * 8 * load),
      );
      expect(held.reduce((sum, entries) => sum + entries, 0)).toBeCloseTo(operation);
    }
  });

  it('shows slots of a group, fill of tables, and nothing of a bare map', () => {
    expect(stripsOf({ kind: 'bare' })).toEqual([]);
    expect(stripsOf({ kind: 'group', entries: 6, slots: 8 })[0]).toMatchObject({
      cells: 8,
      parts: [
        { width: 0.75, load: 1 },
        { width: 0.25, load: 0 },
      ],
    });
    expect(stripsOf({ kind: 'tables', tables: 9, entries: 6839, slots: 9216 })[0]).toMatchObject({
      label: 'tables',
      cells: 9,
      parts: [{ load: 6839 / 9216 }],
    });
  });
});

describe('drawStructure', () => {
  const strips = stripsOf(mapStateAt(EVACUATION, 6));

  it('marks how far the evacuation is', () => {
    const { pen, marks } = recordingPen();
    drawStructure(pen, strips, THEME, 500, 100);
    const evacuated = marks.find(({ colour }) => colour === 'purple');
    expect(evacuated?.points[0]?.[0]).toBe(100);
    expect(evacuated?.points[1]?.[0]).toBe(250);
    const mark = marks.find(({ colour }) => colour === 'accent');
    expect(mark?.points[0]?.[0]).toBe(249);
  });

  it('tells cells apart only where they are wide enough', () => {
    const rects = (width: number): number => {
      const { pen, marks } = recordingPen();
      drawStructure(pen, strips, THEME, width, 0);
      return marks.length;
    };
    // 3 + 7 lines between 4 old and 8 new buckets.
    expect(rects(500) - rects(20)).toBe(10);
  });

  it('fits its height', () => {
    const { pen, marks } = recordingPen();
    drawStructure(pen, strips, THEME, 500, 100);
    const lowest = Math.max(...marks.flatMap(({ points }) => points.map(([, y]) => y)));
    expect(lowest).toBeLessThanOrEqual(structureHeight('classic'));
  });
});
