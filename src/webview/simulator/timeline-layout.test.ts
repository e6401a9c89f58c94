import { describe, expect, it } from 'vitest';
import { layoutTimeline } from './timeline-layout.ts';

describe('layoutTimeline', () => {
  it('puts labels left of the tracks where there is room, else above', () => {
    const wide = layoutTimeline(900, 13);
    const narrow = layoutTimeline(300, 13);
    expect([wide.labels, narrow.labels]).toEqual(['left', 'above']);
    expect(wide.left).toBeGreaterThan(60);
    expect(narrow.left).toBeLessThan(10);
    for (const track of narrow.tracks)
      expect(track.top - track.labelTop).toBeGreaterThanOrEqual(narrow.fontSize);
  });

  it('keeps the tracks apart and inside', () => {
    for (const width of [40, 300, 640, 1600]) {
      const layout = layoutTimeline(width, 13);
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
    expect(layoutTimeline(560, 13).labels).toBe('left');
    expect(layoutTimeline(560, 20).labels).toBe('above');
  });
});
