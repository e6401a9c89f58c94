/** The simulator's surface: Go's runtime maps, replayed. Stands alone: no vscode, no Node, no DOM. */
export type {
  FillTimeline,
  MapEvent,
  KeyType,
  MapLayout,
  MapRuntime,
  SlotTypes,
  StoredType,
} from './model.ts';
export { TYPICAL_SEED } from './hash.ts';
export { estimateFill, growthTable, MAX_ESTIMATED_ENTRIES } from './estimate.ts';
export { isHintIgnored } from './hint.ts';
export { EVACUATED_EMPTY, EVACUATED_X, EVACUATED_Y, MIN_TOP_HASH } from './hmap/buckets.ts';
export type { LayoutDescription } from './layout.ts';
export { describeLayout, SLOTS_PER_CONTAINER } from './layout.ts';
export type {
  BucketArrayPicture,
  ClassicPicture,
  MapPicture,
  SwissPicture,
  TablePicture,
} from './picture.ts';
export { buffersOf } from './picture.ts';
export { entriesPerBucket, entriesPerGroup, hashStrip, probeLengths } from './picture-distribution.ts';
export type { Playback } from './playback.ts';
export { createPlayback } from './playback.ts';
export { runtimeFor } from './runtime.ts';
export { CONTROL_DELETED, NOT_FULL } from './swiss/state.ts';
export type { Timeline } from './timeline.ts';
export { simulate, simulateFill } from './timeline.ts';
export { OPERATION_KINDS } from './run-recorder.ts';
export type { HashDistribution, Scenario, Step } from './workload.ts';
export { MAX_TIMELINE_ENTRIES } from './workload-plan.ts';
