import { formatBytes, formatCount } from '../../base/format.ts';
import { scaleLinear } from 'd3-scale';
import type { ScaleLinear } from 'd3-scale';
import type { FillTimeline } from '../../simulator/index.ts';
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

/** Everything the timeline shows of two runs, brought down to the pixels of one layout. */
export interface TimelineScene {
  readonly layout: TimelineLayout;
  readonly entries: number;
  /** Operation to CSS pixels. */
  readonly x: ScaleLinear<number, number>;
  /** Value to CSS pixels, for each track. */
  readonly y: Readonly<Record<TrackId, ScaleLinear<number, number>>>;
  readonly labels: Readonly<Record<TrackId, TrackLabel>>;
  readonly bins: Bins;
  readonly moved: BinnedSeries;
  readonly slots: BinnedSeries;
  readonly liveBytes: BinnedSeries;
  /** Live bytes of the run that is held against the shown one. */
  readonly otherLiveBytes: BinnedSeries;
  readonly otherLabel: string;
  /** Classic: from the start of each growth to its end. */
  readonly evacuations: readonly Stretch[];
  readonly finalSlots: string;
  readonly finalEntries: string;
  readonly ticks: readonly Tick[];
}

/** Share of a track's height kept free above its highest value, for the labels that stand there. */
const HEADROOM = 1.22;

/** Pixels an axis number needs with its neighbours kept apart. */
const TICK_SPACING = 90;

/** Brings two runs of one fill down to a layout. Costs one pass over each series. */
export function timelineScene(
  shown: FillTimeline,
  other: FillTimeline,
  otherLabel: string,
  layout: TimelineLayout,
): TimelineScene {
  const { entries } = shown.scenario;
  const bins = binOperations(shown.moved.length, layout.right - layout.left);
  const moved = binSeries(shown.moved, bins);
  const slots = binSeries(shown.slots, bins);
  const liveBytes = binSeries(shown.liveBytes, bins);
  const otherLiveBytes = binSeries(other.liveBytes, bins);
  const mostMoved = binnedMax(moved);
  const mostSlots = binnedMax(slots);
  const mostBytes = binnedMax(liveBytes);
  const x = scaleLinear([0, Math.max(1, entries)], [layout.left, layout.right]);
  return {
    layout,
    entries,
    x,
    y: {
      moved: trackScale(layout, 'moved', mostMoved),
      slots: trackScale(layout, 'slots', Math.max(mostSlots, entries)),
      bytes: trackScale(layout, 'bytes', Math.max(mostBytes, binnedMax(otherLiveBytes))),
    },
    labels: {
      moved: { name: ['moved', 'per insert'], most: `max ${formatCount(mostMoved)}` },
      slots: { name: ['slots', 'and entries'], most: undefined },
      bytes: { name: ['live bytes'], most: `max ${formatBytes(mostBytes)}` },
    },
    bins,
    moved,
    slots,
    liveBytes,
    otherLiveBytes,
    otherLabel,
    evacuations: evacuationsOf(shown),
    finalSlots: `${formatCount(shown.slots.at(-1) ?? 0)} slots`,
    finalEntries: `${formatCount(entries)} entries`,
    ticks: ticksOf(x, entries, layout),
  };
}

/** The operation nearest to a place on the timeline. */
export function operationAt(scene: TimelineScene, x: number): number {
  return Math.min(scene.entries, Math.max(0, Math.round(scene.x.invert(x))));
}

function trackScale(layout: TimelineLayout, id: TrackId, most: number): ScaleLinear<number, number> {
  const frame: TrackFrame | undefined = layout.tracks.find((track) => track.id === id);
  return scaleLinear([0, Math.max(1, most) * HEADROOM], [frame?.bottom ?? 0, frame?.top ?? 0]);
}

function evacuationsOf(run: FillTimeline): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let from: number | undefined;
  for (const event of run.events) {
    if (event.kind === 'growth-start') from = event.operation;
    else if (event.kind === 'growth-end' && from !== undefined) {
      stretches.push({ from, to: event.operation });
      from = undefined;
    }
  }
  if (from !== undefined) stretches.push({ from, to: run.scenario.entries });
  return stretches;
}

function ticksOf(x: ScaleLinear<number, number>, entries: number, layout: TimelineLayout): readonly Tick[] {
  const wanted = Math.max(2, Math.floor((layout.right - layout.left) / TICK_SPACING));
  const round = x.ticks(wanted).filter((value) => Number.isInteger(value) && value <= entries);
  const room = TICK_SPACING * 0.6;
  const kept = round.filter((value) => value === entries || x(entries) - x(value) >= room);
  return [...new Set([...kept, entries])].map((value) => ({ value, text: formatCount(value) }));
}
