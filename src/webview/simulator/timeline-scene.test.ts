import { describe, expect, it } from 'vitest';
import { EVACUATION, HINTED, handMade } from './fixtures.ts';
import { layoutTimeline } from './timeline-layout.ts';
import { operationAt, timelineScene } from './timeline-scene.ts';

const layout = layoutTimeline(900, 13);
const scene = timelineScene(EVACUATION, HINTED, 'with hint', layout);

describe('timelineScene', () => {
  it('spans all operations', () => {
    expect(scene.x(0)).toBe(layout.left);
    expect(scene.x(10)).toBe(layout.right);
    expect(scene.bins.count).toBe(11);
  });

  it('leaves room above the highest value of either run', () => {
    const taller = timelineScene(HINTED, EVACUATION, 'no hint', layout);
    for (const each of [scene, taller]) {
      const top = each.layout.tracks.find(({ id }) => id === 'bytes')?.top ?? 0;
      expect(each.y.bytes(1800)).toBeGreaterThan(top);
    }
  });

  it('knows from where to where entries are evacuated, also when the run ends before', () => {
    expect(scene.evacuations).toEqual([{ from: 5, to: 7 }]);
    const cut = handMade({
      entries: 10,
      events: [{ kind: 'growth-start', operation: 9, fromBuckets: 4, toBuckets: 8 }],
    });
    expect(timelineScene(cut, HINTED, '', layout).evacuations).toEqual([{ from: 9, to: 10 }]);
  });

  it('ends the axis at the last insert and has no broken numbers on it', () => {
    expect(scene.ticks.at(-1)?.value).toBe(10);
    expect(scene.ticks.every(({ value }) => Number.isInteger(value))).toBe(true);
    const odd = timelineScene(handMade({ entries: 1003 }), handMade({ entries: 1003 }), '', layout);
    expect(odd.ticks.map(({ value }) => value)).toEqual([
      0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1003,
    ]);
  });

  it('stands for an empty run', () => {
    const none = timelineScene(handMade({ entries: 0 }), handMade({ entries: 0 }), '', layout);
    expect(none.ticks.map(({ value }) => value)).toEqual([0]);
    expect(Number.isFinite(none.y.moved(0))).toBe(true);
  });
});

describe('operationAt', () => {
  it('finds the nearest operation and stays inside', () => {
    expect(operationAt(scene, scene.x(7) + 2)).toBe(7);
    expect(operationAt(scene, -50)).toBe(0);
    expect(operationAt(scene, 5000)).toBe(10);
  });
});
