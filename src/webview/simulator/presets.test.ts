import { describe, expect, it } from 'vitest';
import { parseSimulatorSetup } from '../../protocol/simulator-setup.ts';
import { describeLayout, simulate } from '../../simulator/index.ts';
import type { Timeline } from '../../simulator/index.ts';
import { PRESETS } from './presets.ts';
import type { Preset } from './presets.ts';
import { otherScenario, shownScenario } from './setup.ts';

function preset(id: string): Preset {
  const found = PRESETS.find((candidate) => candidate.id === id);
  if (found === undefined) throw new Error(`no preset ${id}`);
  return found;
}

function runs(id: string): { readonly shown: Timeline; readonly other: Timeline } {
  const { setup } = preset(id);
  const shown = simulate(shownScenario(setup));
  const other = otherScenario(setup);
  return { shown, other: other === undefined ? shown : simulate(other) };
}

const last = (column: ArrayLike<number>): number => column[column.length - 1] ?? NaN;

/** Probes of the last `range`. */
function lastRange({ kinds, probes }: Timeline): number {
  const at = kinds.lastIndexOf(6);
  return probes[at] ?? NaN;
}

describe('every preset', () => {
  it.each(PRESETS)('$id can be linked to and tells what to look at', ({ setup, lesson }) => {
    expect(parseSimulatorSetup(setup)).toEqual(setup);
    expect(lesson.match(/[.!?](?: |$)/g)).toHaveLength(2);
  });

  it.each(PRESETS)('$id opens at an operation it has', ({ setup, playhead }) => {
    const { operations } = simulate(shownScenario(setup));
    expect(playhead ?? 0).toBeLessThanOrEqual(operations);
  });

  it('has a name of its own', () => {
    expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length);
    expect(new Set(PRESETS.map(({ title }) => title)).size).toBe(PRESETS.length);
  });
});

describe('what presets claim', () => {
  it('no-hint: growth moves entries, a hint moves none', () => {
    const { shown, other } = runs('no-hint');
    expect(shown.total.growths).toBeGreaterThan(5);
    expect(shown.total.movedEntries).toBeGreaterThan(2000);
    expect(other.total).toMatchObject({ growths: 0, movedEntries: 0 });
  });

  it('evacuation: an array of 256 old buckets, moved over many writes, two buckets each', () => {
    const { shown } = runs('evacuation');
    const largest = Math.max(...shown.oldBuckets);
    expect(largest).toBe(256);
    const writes = shown.oldBuckets.filter((buckets) => buckets === largest).length;
    expect(writes).toBeGreaterThanOrEqual(largest / 2 - 1);
    for (let at = 1; at < shown.evacuatedBuckets.length; at++) {
      const before = shown.evacuatedBuckets[at - 1] ?? 0;
      if (shown.oldBuckets[at] !== largest || before === 0) continue;
      expect((shown.evacuatedBuckets[at] ?? 0) - before).toBeLessThanOrEqual(2);
    }
  });

  it('dummy-write: two of 256 old buckets moved by the overwrite', () => {
    const { shown } = runs('dummy-write');
    const end = shown.operations;
    expect(last(shown.oldBuckets)).toBe(256);
    expect(last(shown.evacuatedBuckets) - (shown.evacuatedBuckets[end - 1] ?? 0)).toBe(2);
    expect(shown.oldBuckets[end - 2]).toBe(0);
    const { setup } = preset('dummy-write');
    const oneKey = { kind: 'put', operations: 400, keys: { kind: 'sequential', space: 1 } } as const;
    const longer = simulate(shownScenario({ ...setup, steps: [...setup.steps, oneKey] }));
    const over = longer.oldBuckets.indexOf(0, end);
    expect(over - end).toBeGreaterThan(240);
    expect(over - end).toBeLessThan(260);
  });

  it('delete-keeps: bytes stay, the range visits all; rebuilt both fall', () => {
    const { shown, other } = runs('delete-keeps');
    const full = shown.liveBytes[20_000] ?? NaN;
    expect(last(shown.liveBytes)).toBe(full);
    expect(last(other.liveBytes)).toBeLessThan(full / 20);
    expect(lastRange(shown)).toBeGreaterThan(20 * lastRange(other));
    expect(lastRange(shown)).toBeGreaterThanOrEqual(last(shown.slots) / 8);
  });

  it('delete-in-range: as large after both; one operation against one for each entry', () => {
    const { shown, other } = runs('delete-in-range');
    expect(last(shown.slots)).toBe(last(other.slots));
    const full = shown.liveBytes[2000];
    expect(last(shown.liveBytes)).toBe(full);
    expect(last(other.liveBytes)).toBe(full);
    const steps = (run: Timeline): number => (run.steps[1]?.end ?? 0) - (run.steps[1]?.start ?? 0);
    expect(steps(other)).toBe(1);
    expect(steps(shown)).toBe(2001);
  });

  it('churn: tombstones gather and tables split while the length stays; rebuilt it holds a third less', () => {
    const { shown, other } = runs('churn');
    const churned = shown.steps[1];
    expect(Math.max(...shown.tombstones)).toBeGreaterThan(100);
    const moved = shown.moved.slice((churned?.start ?? 0) + 1).reduce((sum, value) => sum + value, 0);
    expect(moved).toBeGreaterThan(1000);
    expect(last(shown.tables)).toBeGreaterThan(shown.tables[7000] ?? NaN);
    expect(other.total.finalBytes).toBeLessThan(0.67 * shown.total.finalBytes);
    expect(last(shown.entries)).toBe(7000);
  });

  it('same-size: growths to an array of the same size', () => {
    const { shown } = runs('same-size');
    expect(shown.total.sameSizeGrowths).toBeGreaterThan(0);
    const from = shown.steps[1]?.start ?? 0;
    expect(new Set(shown.slots.slice(from)).size).toBe(1);
  });

  it('oversized: much memory for few entries', () => {
    const { shown, other } = runs('oversized');
    expect(shown.total.growths).toBe(0);
    expect(shown.total.finalBytes).toBeGreaterThan(100 * other.total.finalBytes);
  });

  it('empty-struct: the same bytes from Go 1.24 on, fewer before', () => {
    const { setup } = preset('empty-struct');
    const bytes = (version: string, compared: boolean): number => {
      const wanted = { ...setup, version };
      return simulate((compared ? otherScenario(wanted) : undefined) ?? shownScenario(wanted)).total
        .finalBytes;
    };
    expect(bytes('1.26', false)).toBe(bytes('1.26', true));
    expect(bytes('1.23', false)).toBeLessThan(bytes('1.23', true));
  });

  it('large-elements: an allocation for each', () => {
    const { shown, other } = runs('large-elements');
    expect(shown.total.allocations).toBeGreaterThanOrEqual(2000 + other.total.allocations);
    expect(describeLayout(shown.scenario.runtime, shown.scenario.types).indirectElem).toBe(true);
    expect(describeLayout(other.scenario.runtime, other.scenario.types).indirectElem).toBe(false);
  });

  it('bulk-put: grows as a loop would, and not with a hint for both', () => {
    const { shown, other } = runs('bulk-put');
    const [fill, copy] = shown.steps;
    const growing = shown.moved.slice((copy?.start ?? 0) + 1).some((moved) => moved > 0);
    expect(fill?.end).toBe(1000);
    expect(growing).toBe(true);
    expect(other.scenario.hint).toBe(6000);
    expect(other.total.growths).toBe(0);
  });

  it('one-bucket: lookups walk a long chain', () => {
    const { shown } = runs('one-bucket');
    expect(shown.total.probes.hit.mean).toBeGreaterThan(10);
  });

  it('swiss: one operation moves a table, against a few entries', () => {
    const { shown, other } = runs('swiss');
    expect(Math.max(...shown.moved)).toBeGreaterThan(800);
    expect(Math.max(...other.moved)).toBeLessThan(40);
  });
});
