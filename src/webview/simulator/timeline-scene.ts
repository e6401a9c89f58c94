import { scaleLinear } from 'd3-scale';
import type { ScaleLinear } from 'd3-scale';
import { formatBytes, formatCount } from '../../base/format.ts';
import { stepText } from './program.ts';
import { burdenOf, endsGrowth } from './run-data.ts';
import type { RunData } from './run-data.ts';
import { binOperations, binSeries, binnedMax } from './timeline-bins.ts';
import type { BinnedSeries, Bins } from './timeline-bins.ts';
import type { TimelineLayout, TrackFrame, TrackId } from './timeline-layout.ts';

/** A number along an axis, with where it stands and what is written there. */
export interface Tick {
  readonly value: number;
  readonly text: string;
}

/** A stretch of operations. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What stands at a track: its name in short lines, and the most it reaches where no line says so. */
export interface TrackLabel {
  readonly name: readonly string[];
  readonly most: string | undefined;
}

/** A run brought down to the pixels of one layout. */
export interface RunScene {
  readonly bins: Bins;
  readonly moved: BinnedSeries;
  readonly slots: BinnedSeries;
  readonly entries: BinnedSeries;
  readonly burden: BinnedSeries;
  readonly liveBytes: BinnedSeries;
  readonly allocatedBytes: BinnedSeries;
}

/** Everything the timeline shows of a run, and of the one it is compared with. */
export interface TimelineScene {
  readonly layout: TimelineLayout;
  /** Of the longer run, which the axis spans. */
  readonly operations: number;
  /** Of the shown run, where the playhead can go. */
  readonly playable: number;
  /** Operation to CSS pixels. */
  readonly x: ScaleLinear<number, number>;
  /** Value to CSS pixels, for each track. */
  readonly y: Readonly<Record<TrackId, ScaleLinear<number, number>>>;
  readonly labels: Readonly<Record<TrackId, TrackLabel>>;
  readonly shown: RunScene;
  readonly other: RunScene | undefined;
  readonly otherLabel: string;
  /** Classic: from the start of each growth to its end. */
  readonly evacuations: readonly Stretch[];
  /** Where the steps of a program of several begin; `value` is the last operation before. */
  readonly steps: readonly Tick[];
  readonly finalSlots: string;
  readonly finalEntries: string;
  readonly finalAllocated: string;
  readonly ticks: readonly Tick[];
}

/** Share of a track's height kept free above its highest value, for the labels that stand there. */
const HEADROOM = 1.22;

/** Pixels an axis number needs with its neighbours kept apart. */
const TICK_SPACING = 90;

/** True where a track of overflow buckets or tombstones has something to show. */
export function hasBurden(run: RunData): boolean {
  return run.most.burden > 0;
}

/** Brings a run, and the one it is compared with, down to a layout. Costs one pass over each series. */
export function timelineScene(
  shown: RunData,
  other: RunData | undefined,
  otherName: string,
  layout: TimelineLayout,
): TimelineScene {
  const operations = Math.max(shown.operations, other?.operations ?? 0);
  const pixels = layout.right - layout.left;
  const sceneOf = (run: RunData): RunScene => runScene(run, (pixels * run.operations) / (operations || 1));
  const scene = sceneOf(shown);
  const otherScene = other === undefined ? undefined : sceneOf(other);
  const most = (series: keyof Omit<RunScene, 'bins'>): number =>
    Math.max(binnedMax(scene[series]), otherScene === undefined ? 0 : binnedMax(otherScene[series]));
  const x = scaleLinear([0, Math.max(1, operations)], [layout.left, layout.right]);
  return {
    layout,
    operations,
    playable: shown.operations,
    x,
    y: {
      moved: trackScale(layout, 'moved', most('moved')),
      slots: trackScale(layout, 'slots', Math.max(most('slots'), most('entries'))),
      burden: trackScale(layout, 'burden', most('burden')),
      // All that was ever allocated is never less than what is live; of the other run only the latter is drawn.
      bytes: trackScale(layout, 'bytes', Math.max(most('liveBytes'), binnedMax(scene.allocatedBytes))),
    },
    labels: {
      moved: { name: ['moved per', 'operation'], most: `max ${formatCount(binnedMax(scene.moved))}` },
      slots: { name: ['slots', 'and entries'], most: undefined },
      burden: {
        name: shown.scenario.runtime.layout === 'classic' ? ['overflow', 'buckets'] : ['tombstones'],
        most: `max ${formatCount(binnedMax(scene.burden))}`,
      },
      bytes: { name: ['live bytes'], most: `max ${formatBytes(binnedMax(scene.liveBytes))}` },
    },
    shown: scene,
    other: otherScene,
    otherLabel: other === undefined ? '' : `${otherName}: ${formatBytes(other.total.finalBytes)}`,
    evacuations: evacuationsOf(shown),
    steps: stepTicks(shown),
    finalSlots: `${formatCount(shown.slots.at(-1) ?? 0)} slots`,
    finalEntries: `${formatCount(shown.entries.at(-1) ?? 0)} entries`,
    finalAllocated: `${formatBytes(shown.total.bytes)} allocated in all`,
    ticks: ticksOf(x, operations, layout),
  };
}

function runScene(run: RunData, pixels: number): RunScene {
  const bins = binOperations(run.operations + 1, pixels);
  const series = (column: ArrayLike<number>): BinnedSeries => binSeries(column, bins);
  return {
    bins,
    moved: series(run.moved),
    slots: series(run.slots),
    entries: series(run.entries),
    burden: series(burdenOf(run)),
    liveBytes: series(run.liveBytes),
    allocatedBytes: series(run.allocatedBytes),
  };
}

/** The operation of the shown run that is nearest to a place on the timeline. */
export function operationAt(scene: TimelineScene, x: number): number {
  return Math.min(scene.playable, Math.max(0, Math.round(scene.x.invert(x))));
}

function trackScale(layout: TimelineLayout, id: TrackId, most: number): ScaleLinear<number, number> {
  const frame: TrackFrame | undefined = layout.tracks.find((track) => track.id === id);
  return scaleLinear([0, Math.max(1, most) * HEADROOM], [frame?.bottom ?? 0, frame?.top ?? 0]);
}

function evacuationsOf(run: RunData): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let from: number | undefined;
  for (const event of run.events) {
    if (event.kind === 'growth-start') from = event.operation;
    else if (from !== undefined && endsGrowth(event)) {
      stretches.push({ from, to: event.operation });
      from = undefined;
    }
  }
  if (from !== undefined) stretches.push({ from, to: run.operations });
  return stretches;
}

function stepTicks(run: RunData): readonly Tick[] {
  if (run.steps.length < 2) return [];
  return run.steps.flatMap(({ start, end }, index) => {
    const step = run.scenario.steps[index];
    return step === undefined || end === start ? [] : [{ value: start, text: stepText(step) }];
  });
}

function ticksOf(
  x: ScaleLinear<number, number>,
  operations: number,
  layout: TimelineLayout,
): readonly Tick[] {
  const wanted = Math.max(2, Math.floor((layout.right - layout.left) / TICK_SPACING));
  const round = x.ticks(wanted).filter((value) => Number.isInteger(value) && value <= operations);
  const room = TICK_SPACING * 0.6;
  const kept = round.filter((value) => value === operations || x(operations) - x(value) >= room);
  return [...new Set([...kept, operations])].map((value) => ({ value, text: formatCount(value) }));
}
