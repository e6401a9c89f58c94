import { describe, expect, it } from 'vitest';
import { readTheme } from '../shared/theme.ts';
import type { Theme } from '../shared/theme.ts';
import { EVACUATION, HINTED, handMade } from './fixtures.ts';
import { recordingPen } from './recording-pen.ts';
import type { Mark } from './recording-pen.ts';
import { drawPlayhead, drawTimeline } from './timeline-draw.ts';
import { layoutTimeline, tracksOf } from './timeline-layout.ts';
import { timelineScene } from './timeline-scene.ts';
import type { TimelineScene } from './timeline-scene.ts';

const THEME: Theme = {
  ...readTheme(() => '', false),
  foreground: 'foreground',
  red: 'red',
  blue: 'blue',
  green: 'green',
  purple: 'purple',
  yellow: 'yellow',
  accent: 'accent',
};

function drawn(scene: TimelineScene, playhead = 6): readonly Mark[] {
  const { pen, marks } = recordingPen();
  drawTimeline(pen, scene, THEME);
  drawPlayhead(pen, scene, THEME, playhead);
  return marks;
}

const scene = timelineScene(
  EVACUATION,
  HINTED,
  'with hint: 1.2 kB',
  layoutTimeline(900, 13, tracksOf(false)),
);
const marks = drawn(scene);
const frame = (id: string): { readonly top: number; readonly bottom: number } => {
  const found = scene.layout.tracks.find((track) => track.id === id);
  if (found === undefined) throw new Error(`no track ${id}`);
  return found;
};

describe('drawTimeline', () => {
  it('draws a bar for each insert that moved entries, as high as it moved many', () => {
    const bars = marks.filter(({ colour, kind }) => colour === 'red' && kind === 'rect');
    expect(bars.map(({ points }) => Math.round(((points[0]?.[0] ?? 0) + (points[1]?.[0] ?? 0)) / 2))).toEqual(
      [5, 6, 7].map((operation) => Math.round(scene.x(operation))),
    );
    const heights = bars.map(({ points }) => (points[1]?.[1] ?? 0) - (points[0]?.[1] ?? 0));
    expect((heights[0] ?? 0) / (heights[1] ?? 1)).toBeCloseTo(2);
    expect(bars.every(({ points }) => points[1]?.[1] === frame('moved').bottom)).toBe(true);
  });

  it('draws slots as steps that rise at the insert that grew the map', () => {
    const steps = marks.find(
      ({ colour, kind, points }) => colour === 'blue' && kind === 'stroke' && points.length > 2,
    );
    expect(steps?.points).toEqual([
      [scene.x(0), scene.y.slots(32)],
      [scene.x(5), scene.y.slots(32)],
      [scene.x(5), scene.y.slots(64)],
      [scene.layout.right, scene.y.slots(64)],
    ]);
  });

  it('draws the other run dashed', () => {
    const dashed = marks.filter((mark) => mark.dashed);
    expect(new Set(dashed.map(({ colour }) => colour))).toEqual(new Set(['yellow']));
    for (const y of [scene.y.slots(64), scene.y.bytes(1200)]) {
      expect(dashed.map(({ points }) => points)).toContainEqual([
        [scene.x(0), y],
        [scene.layout.right, y],
      ]);
    }
  });

  it('shades the evacuation over all tracks', () => {
    const shade = marks.find(({ colour, kind }) => colour === 'purple' && kind === 'rect');
    expect(shade?.points).toEqual([
      [scene.x(5), frame('moved').top],
      [scene.x(7), frame('bytes').bottom],
    ]);
    expect(shade?.alpha).toBeLessThan(0.5);
  });

  it('puts the playhead at its insert', () => {
    const heads = drawn(scene, 8).filter(({ colour, kind }) => colour === 'accent' && kind === 'stroke');
    expect(heads.map(({ points }) => points[0]?.[0])).toEqual([scene.x(8)]);
  });

  it('writes all words inside the picture, in the colour of text', () => {
    const narrow = timelineScene(EVACUATION, HINTED, 'with hint', layoutTimeline(300, 13, tracksOf(false)));
    for (const each of [scene, narrow]) {
      const words = drawn(each).filter(({ kind }) => kind === 'text');
      expect(words.map(({ text }) => text)).toEqual(expect.arrayContaining(['64 slots', '10 entries']));
      for (const { points } of words) {
        expect(points[0]?.[0]).toBeGreaterThanOrEqual(0);
        expect(points[0]?.[0]).toBeLessThanOrEqual(each.layout.width);
        expect(points[0]?.[1]).toBeGreaterThanOrEqual(0);
        expect(points[0]?.[1]).toBeLessThanOrEqual(each.layout.height);
      }
    }
    for (const { colour } of marks.filter(({ text }) => text === '64 slots'))
      expect(colour).toBe('foreground');
  });

  it('draws no more than a few marks for each pixel, however long the run', () => {
    const moved = Array.from({ length: 200_001 }, () => 3);
    const long = handMade({ entries: 200_000, moved });
    const count = drawn(timelineScene(long, long, '', layoutTimeline(900, 13, tracksOf(false)))).length;
    expect(count).toBeGreaterThan(1400);
    // A bar of each run for each pixel.
    expect(count).toBeLessThan(1900);
  });
});
