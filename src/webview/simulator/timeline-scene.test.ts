import { describe, expect, it } from 'vitest';
import { EVACUATION, HINTED, handMade, ran } from './fixtures.ts';
import { layoutTimeline, tracksOf } from './timeline-layout.ts';
import { hasBurden, operationAt, timelineScene } from './timeline-scene.ts';

const layout = layoutTimeline(900, 13, tracksOf(true));
const scene = timelineScene(EVACUATION, HINTED, 'with hint', layout);

describe('timelineScene', () => {
  it('spans all operations', () => {
    expect(scene.x(0)).toBe(layout.left);
    expect(scene.x(10)).toBe(layout.right);
    expect(scene.shown.bins.count).toBe(11);
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

describe('timelineScene of a program', () => {
  const fill = { kind: 'fill', entries: 50 } as const;
  const run = ran([fill, { kind: 'clear' }, fill]);
  const longer = ran([fill, { kind: 'rebuild' }, { kind: 'clear' }, fill]);
  const compared = timelineScene(run, longer, 'rebuilt', layout);

  it('spans the longer run, and lets the playhead go no further than the shown one', () => {
    expect(compared.operations).toBe(longer.operations);
    expect(compared.playable).toBe(run.operations);
    expect(operationAt(compared, 5000)).toBe(run.operations);
    expect(compared.other?.bins.starts.at(-1)).toBe(longer.operations + 1);
  });

  it('knows where steps begin', () => {
    expect(compared.steps.map(({ value, text }) => [value, text])).toEqual([
      [0, 'fill 50'],
      [50, 'clear'],
      [51, 'fill 50'],
    ]);
    expect(scene.steps).toEqual([]);
  });

  it('stands without a run to compare', () => {
    const alone = timelineScene(run, undefined, '', layout);
    expect(alone.other).toBeUndefined();
    expect(alone.otherLabel).toBe('');
  });
});

describe('hasBurden', () => {
  it('is true where overflow buckets or tombstones are to be shown', () => {
    expect(hasBurden(EVACUATION)).toBe(false);
    expect(hasBurden(handMade({ entries: 1, overflowBuckets: [0, 1] }))).toBe(true);
  });
});

describe('operationAt', () => {
  it('finds the nearest operation and stays inside', () => {
    expect(operationAt(scene, scene.x(7) + 2)).toBe(7);
    expect(operationAt(scene, -50)).toBe(0);
    expect(operationAt(scene, 5000)).toBe(10);
  });
});
