/** The simulator's surface: Go's runtime maps, replayed. Stands alone: no vscode, no Node, no DOM. */
export type {
  Cost,
  FillScenario,
  FillTimeline,
  GrowthEvent,
  MapLayout,
  MapRuntime,
  SlotTypes,
  StoredType,
} from './model.ts';
export type { FillEstimate, GrowthTableRow } from './estimate.ts';
export { estimateFill, growthTable, MAX_ESTIMATED_ENTRIES } from './estimate.ts';
export type { LayoutDescription } from './layout.ts';
export { describeLayout } from './layout.ts';
export type { RuntimeOptions } from './runtime.ts';
export { runtimeFor } from './runtime.ts';
export { MAX_TIMELINE_ENTRIES, simulateFill } from './timeline.ts';
