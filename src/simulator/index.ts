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
