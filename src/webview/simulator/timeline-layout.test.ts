import { describe, expect, it } from 'vitest';
import { layoutTimeline, tracksOf } from './timeline-layout.ts';

const lay = (width: number, fontSize: number): ReturnType<typeof layoutTimeline> =>
  layoutTimeline(width, fontSize, tracksOf(true));

describe('layoutTimeline', () => {
  it('puts labels left of the tracks where there is room, else above', () => {
    const wide = lay(900, 13);
    const narrow = lay(300, 13);
    expect([wide.labels, narrow.labels]).toEqual(['left', 'above']);
    expect(wide.left).toBeGreaterThan(60);
    expect(narrow.left).toBeLessThan(10);
    for (const track of narrow.tracks)
      expect(track.top - track.labelTop).toBeGreaterThanOrEqual(narrow.fontSize);
  });

  it('keeps the tracks apart and inside', () => {
    for (const width of [40, 300, 640, 1600]) {
      const layout = lay(width, 13);
      let y = 0;
      for (const track of layout.tracks) {
        expect(track.labelTop).toBeGreaterThanOrEqual(y);
        expect(track.bottom).toBeGreaterThan(track.top);
        y = track.bottom;
      }
      expect(layout.axisTop).toBeGreaterThan(y);
      expect(layout.height).toBeGreaterThan(layout.axisTop + layout.fontSize);
      expect(layout.right).toBeGreaterThan(layout.left);
    }
  });

  it('becomes narrow sooner for larger type', () => {
    expect(lay(560, 13).labels).toBe('left');
    expect(lay(560, 20).labels).toBe('above');
  });

  it('has a track of overflow buckets or tombstones only where there are any', () => {
    expect(tracksOf(false)).toEqual(['moved', 'slots', 'bytes']);
    const { tracks, height } = layoutTimeline(900, 13, tracksOf(false));
    expect(tracks.map(({ id }) => id)).toEqual(['moved', 'slots', 'bytes']);
    expect(height).toBeLessThan(lay(900, 13).height);
  });
});
