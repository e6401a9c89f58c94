import type { MapEvent, Timeline } from '../../simulator/index.ts';

/** What a map does to its memory, but for the single buckets of an evacuation, which columns tell of. */
export type PlainEvent = Exclude<MapEvent, { readonly kind: 'bucket-evacuated' }>;

/** The run of a scenario as plain data that crosses to a worker and back. */
export interface RunData extends Omit<Timeline, 'log'> {
  readonly events: readonly PlainEvent[];
}

/** A run without what belongs to the simulator alone. */
export function runData({ log, ...timeline }: Timeline): RunData {
  const events: PlainEvent[] = [];
  for (let index = 0; index < log.length; index++) {
    if (log.kindAt(index) === 'bucket-evacuated') continue;
    events.push(log.at(index) as PlainEvent);
  }
  return { ...timeline, events };
}
