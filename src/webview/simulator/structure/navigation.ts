import type { Chosen } from './draw.ts';
import { zoomAround, zoomTo, WHOLE } from './scene.ts';
import type { StructureScene, Zoom } from './scene.ts';

/** What a reader looks at. */
export interface Look {
  readonly zoom: Zoom;
  readonly chosen: Chosen | undefined;
  /** Table whose groups are shown; undefined: that of the operation. */
  readonly table: number | undefined;
}

export const OVERVIEW: Look = { zoom: WHOLE, chosen: undefined, table: undefined };

/** How much nearer one step of the zoom goes. */
export const ZOOM_STEP = 0.6;

/** Where a key takes a reader, undefined for a key that is not the structure's. */
export function lookAfter(key: string, look: Look, scene: StructureScene): Look | undefined {
  switch (key) {
    case 'ArrowRight':
      return moved(look, scene, 1);
    case 'ArrowLeft':
      return moved(look, scene, -1);
    case 'ArrowDown':
      return moved(look, scene, perRow(look, scene));
    case 'ArrowUp':
      return moved(look, scene, -perRow(look, scene));
    case 'PageDown':
      return otherTable(look, scene, 1);
    case 'PageUp':
      return otherTable(look, scene, -1);
    case 'Home':
      return moved(look, scene, -Infinity);
    case 'End':
      return moved(look, scene, Infinity);
    case '+':
    case '=':
      return { ...look, zoom: zoomAround(look.zoom, centre(look, scene), ZOOM_STEP) };
    case '-':
      return { ...look, zoom: zoomAround(look.zoom, centre(look, scene), 1 / ZOOM_STEP) };
    case 'Escape':
      return look === OVERVIEW ? undefined : OVERVIEW;
    default:
      return undefined;
  }
}

/** The strip of the chosen column, else the last, which is the current array. */
function stripOf({ chosen }: Look, { strips }: StructureScene): StructureScene['strips'][number] | undefined {
  return strips.find(({ columns }) => columns.id === chosen?.id) ?? strips.at(-1);
}

function perRow(look: Look, scene: StructureScene): number {
  const layout = stripOf(look, scene)?.layout;
  return layout === undefined ? 1 : layout.perRow * layout.perCell;
}

/** Moves the choice by so many columns, and over the end of one array into the next. */
function moved(look: Look, scene: StructureScene, by: number): Look {
  const strip = stripOf(look, scene);
  if (strip === undefined) return look;
  const { columns, layout } = strip;
  const step = Math.abs(by) === 1 ? by * layout.perCell : by;
  const isHere = look.chosen?.id === columns.id;
  const start = isHere || !Number.isFinite(step) ? (look.chosen?.column ?? 0) + step : layout.from;
  const at = scene.strips.indexOf(strip);
  const neighbour =
    start < 0 ? scene.strips[at - 1] : start >= columns.count ? scene.strips[at + 1] : undefined;
  if (neighbour !== undefined && Number.isFinite(by)) {
    const column = start < 0 ? neighbour.columns.count - 1 : 0;
    return chosenAt(look, neighbour.columns.id, column, neighbour.columns.count);
  }
  return chosenAt(look, columns.id, Math.min(columns.count - 1, Math.max(0, start)), columns.count);
}

/** The look with a column chosen and in view. */
export function chosenAt(look: Look, id: string, column: number, count: number): Look {
  return { ...look, chosen: { id, column }, zoom: zoomTo(look.zoom, (column + 0.5) / count) };
}

function otherTable(look: Look, { directory }: StructureScene, by: number): Look | undefined {
  if (directory === undefined) return undefined;
  const table = Math.min(directory.parts.length - 1, Math.max(0, directory.chosen + by));
  return { ...look, table, chosen: undefined };
}

/** Where a zoom by key goes: the chosen column, else the middle. */
function centre(look: Look, scene: StructureScene): number {
  const strip = stripOf(look, scene);
  if (look.chosen === undefined || strip === undefined) return (look.zoom.from + look.zoom.to) / 2;
  return (look.chosen.column + 0.5) / strip.columns.count;
}
