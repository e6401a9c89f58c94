import { describe, expect, it } from 'vitest';
import { readTheme } from '../shared/theme.ts';
import { HASH_STRIP_HEIGHT, HISTOGRAM_HEIGHT, drawHashStrip, drawHistogram } from './histogram-draw.ts';
import type { Histogram } from './histogram-draw.ts';
import { recordingPen } from './recording-pen.ts';
import type { Mark } from './recording-pen.ts';

const THEME = { ...readTheme(() => '', false), blue: 'blue', yellow: 'yellow' };

function drawn(histogram: Histogram, width = 300): readonly Mark[] {
  const { pen, marks } = recordingPen();
  drawHistogram(pen, histogram, THEME, width);
  return marks;
}

const heights = (marks: readonly Mark[]): readonly number[] =>
  marks
    .filter(({ kind }) => kind === 'rect')
    .map(({ points }) => (points[1]?.[1] ?? 0) - (points[0]?.[1] ?? 0));

describe('drawHistogram', () => {
  it('draws a bar for each number that came, as high as it came often', () => {
    const [four, two, one] = heights(drawn({ counts: [4, 0, 2, 1], expected: undefined, first: 0 }));
    expect([four, two].map((height) => (height ?? 0) / (one ?? 1))).toEqual([4, 2]);
  });

  it('leaves a bar to be seen where one came among thousands', () => {
    const [, one] = heights(drawn({ counts: [100_000, 1], expected: undefined, first: 0 }));
    expect(one).toBeGreaterThanOrEqual(1);
  });

  it('draws what was expected over it, on the same scale', () => {
    const marks = drawn({ counts: [4], expected: [4, 8], first: 0 });
    const line = marks.find(({ kind, colour }) => kind === 'stroke' && colour === 'yellow');
    const bar = marks.find(({ kind }) => kind === 'rect');
    expect(line?.points[0]?.[1]).toBe(bar?.points[0]?.[1]);
    expect(line?.points[1]?.[1]).toBeLessThan(line?.points[0]?.[1] ?? 0);
  });

  it('numbers its bars from the first, and fewer of them where they would touch', () => {
    const words = (counts: readonly number[], width: number): readonly string[] =>
      drawn({ counts, expected: undefined, first: 1 }, width)
        .filter(({ kind }) => kind === 'text')
        .map(({ text }) => text);
    expect(words([1, 1, 1], 300)).toEqual(['1', '2', '3']);
    expect(
      words(
        Array.from({ length: 40 }, () => 1),
        300,
      ),
    ).toEqual(['1', '6', '11', '16', '21', '26', '31', '36']);
  });

  it('stays inside its picture, and draws nothing of nothing', () => {
    for (const { points } of drawn({ counts: [5, 9, 1], expected: [3, 3, 9], first: 0 }, 120)) {
      for (const [x, y] of points) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(120);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(HISTOGRAM_HEIGHT);
      }
    }
    expect(drawn({ counts: [], expected: undefined, first: 0 })).toEqual([]);
  });
});

describe('drawHashStrip', () => {
  it('is denser where more entries are', () => {
    const { pen, marks } = recordingPen();
    drawHashStrip(pen, [0, 5, 10], THEME, 90);
    const parts = marks.filter(({ colour }) => colour === 'blue');
    expect(parts.map(({ points }) => points)).toEqual([
      [
        [30, 0],
        [60, HASH_STRIP_HEIGHT],
      ],
      [
        [60, 0],
        [90, HASH_STRIP_HEIGHT],
      ],
    ]);
    expect(parts[0]?.alpha).toBeLessThan(parts[1]?.alpha ?? 0);
  });
});
