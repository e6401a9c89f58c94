/** The simulator's surface: Go's runtime maps, replayed. Stands alone: no vscode, no Node, no DOM. */
export type { FillScenario, FillTimeline, GrowthEvent, MapLayout, MapRuntime, SlotTypes } from './model.ts';
export { estimateFill, growthTable } from './estimate.ts';
export type { LayoutDescription } from './layout.ts';
export { describeLayout } from './layout.ts';
export { runtimeFor } from './runtime.ts';
export type { Timeline } from './timeline.ts';
export { simulate, simulateFill } from './timeline.ts';
export type { Scenario } from './workload.ts';
