import { describe, expect, it } from 'vitest';
import { columnAt, columnHeight, cornerOf, layoutStrip } from './strip-layout.ts';

const BOX = { left: 70, top: 10, width: 850, height: 220 };
const lay = (count: number, from = 0): ReturnType<typeof layoutStrip> =>
  layoutStrip({ from, count }, BOX, true);

describe('layoutStrip', () => {
  it('draws slots of up to some thousand buckets, the larger the fewer there are', () => {
    const sizes = [1, 64, 256, 512, 1024, 2048].map((count) => lay(count));
    expect(sizes.every(({ mode }) => mode === 'slots')).toBe(true);
    const widths = sizes.map(({ cellWidth }) => cellWidth);
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
    expect(Math.min(...widths)).toBeGreaterThanOrEqual(3);
  });

  it('draws a heat map of more, of several buckets a cell where need be', () => {
    expect(lay(12_500)).toMatchObject({ mode: 'heat', perCell: 1, cellWidth: 3 });
    const million = lay(131_072);
    expect(million.mode).toBe('heat');
    expect(million.perCell).toBeGreaterThan(1);
  });

  it.each([1, 7, 100, 1023, 3000, 4096, 12_500, 131_072, 1_000_000])(
    'keeps %d columns inside its box',
    (count) => {
      const layout = lay(count);
      const { x, y } = cornerOf(layout, count - 1);
      expect(x + layout.cellWidth).toBeLessThanOrEqual(BOX.left + BOX.width);
      expect(y + columnHeight(layout)).toBeLessThanOrEqual(BOX.top + BOX.height);
    },
  );
});

describe('columnAt', () => {
  it.each([
    [300, 0],
    [300, 1000],
    [20_000, 512],
    [500_000, 0],
  ])('finds each of %d columns from %d where it is drawn', (count, from) => {
    const layout = lay(count, from);
    for (const part of [0, 0.3, 0.77, 1]) {
      const column = from + Math.floor(part * (count - 1));
      const { x, y } = cornerOf(layout, column);
      const found = columnAt(layout, x + 1, y + 1);
      expect(found).toBeLessThanOrEqual(column);
      expect(found).toBeGreaterThan(column - layout.perCell);
    }
  });

  it('finds none outside', () => {
    const layout = lay(300);
    for (const [x, y] of [
      [0, 20],
      [80, 0],
      [80, 1000],
      [BOX.left + BOX.width + 5, 20],
    ] as const) {
      expect(columnAt(layout, x, y)).toBeUndefined();
    }
    const last = cornerOf(layout, 299);
    expect(columnAt(layout, last.x + layout.cellWidth + 1, last.y + 1)).toBeUndefined();
  });
});
