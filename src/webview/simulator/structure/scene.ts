import type { MapPicture } from '../../../simulator/index.ts';
import type { Theme } from '../../shared/theme.ts';
import { columnsOf, probedColumns } from './columns.ts';
import type { Columns } from './columns.ts';
import { layoutDirectory } from './directory-layout.ts';
import type { DirectoryPart } from './directory-layout.ts';
import { layoutStrip } from './strip-layout.ts';
import type { Box, StripLayout } from './strip-layout.ts';

/** The part of each array that is shown, as shares of its length. */
export interface Zoom {
  readonly from: number;
  readonly to: number;
}

export const WHOLE: Zoom = { from: 0, to: 1 };

/** An array of the picture with its place. */
export interface Strip {
  readonly columns: Columns;
  readonly layout: StripLayout;
  /** Columns the operation looked into, in order. */
  readonly probed: readonly number[];
}

/** A Swiss map's directory with its place. */
export interface DirectoryScene {
  readonly box: Box;
  readonly parts: readonly DirectoryPart[];
  readonly chosen: number;
}

/** Everything the structure shows of one operation, in CSS pixels. */
export interface StructureScene {
  readonly width: number;
  readonly height: number;
  readonly labelWidth: number;
  readonly fontSize: number;
  readonly strips: readonly Strip[];
  /** Undefined for buckets, and for a map of at most one table. */
  readonly directory: DirectoryScene | undefined;
}

/** Height of the structure of any moment of a run: the page must not jump while the playhead moves. */
export const STRUCTURE_HEIGHT = 236;
const RIGHT_PADDING = 14;
const DIRECTORY_HEIGHT = 62;
const GAP = 14;
/** Share of the height that the old array gets; the new one has twice as many buckets. */
const OLD_SHARE = 0.38;

/** Lays a picture out. @param labelWidth pixels kept free at the left */
export function structureScene(
  picture: MapPicture,
  options: {
    readonly width: number;
    readonly labelWidth: number;
    readonly zoom: Zoom;
    /** Table whose groups are shown. */
    readonly table: number;
    readonly theme: Pick<Theme, 'fontSize'>;
  },
): StructureScene {
  const { width, labelWidth, zoom, table, theme } = options;
  const inner = Math.max(20, width - labelWidth - RIGHT_PADDING);
  const hasDirectory = picture.layout === 'swiss' && picture.tables.length > 1;
  const directoryBox: Box = { left: labelWidth, top: 0, width: inner, height: DIRECTORY_HEIGHT };
  const top = hasDirectory ? DIRECTORY_HEIGHT + GAP : 0;
  const columns = columnsOf(picture, table);
  const boxes = boxesFor(columns, { left: labelWidth, top, width: inner, height: STRUCTURE_HEIGHT - top });
  return {
    width,
    height: STRUCTURE_HEIGHT,
    labelWidth,
    fontSize: Math.max(10, Math.round(theme.fontSize * 0.86)),
    strips: columns.map((each, index) => ({
      columns: each,
      layout: layoutStrip(
        zoomed(each.count, zoom),
        boxes[index] ?? directoryBox,
        picture.layout === 'classic',
      ),
      probed: probedColumns(picture, each.id, table),
    })),
    directory: hasDirectory
      ? { box: directoryBox, parts: layoutDirectory(picture, directoryBox), chosen: table }
      : undefined,
  };
}

function boxesFor(columns: readonly Columns[], box: Box): readonly Box[] {
  if (columns.length < 2) return [box];
  const old = Math.round((box.height - GAP) * OLD_SHARE);
  return [
    { ...box, height: old },
    { ...box, top: box.top + old + GAP, height: box.height - GAP - old },
  ];
}

/** The columns of a share of an array, one at least. */
function zoomed(count: number, { from, to }: Zoom): { readonly from: number; readonly count: number } {
  const first = Math.min(count - 1, Math.floor(from * count));
  const end = Math.max(first + 1, Math.ceil(to * count));
  return { from: first, count: Math.min(count, end) - first };
}

/** The zoom with a factor more or less of an array in view, around a share of its length. */
export function zoomAround(zoom: Zoom, centre: number, factor: number): Zoom {
  const span = Math.min(1, Math.max(1e-5, (zoom.to - zoom.from) * factor));
  const share = (centre - zoom.from) / (zoom.to - zoom.from);
  const from = Math.min(1 - span, Math.max(0, centre - share * span));
  return { from, to: from + span };
}

/** The zoom moved so that a share of the length is in view. */
export function zoomTo(zoom: Zoom, place: number): Zoom {
  if (place >= zoom.from && place < zoom.to) return zoom;
  const span = zoom.to - zoom.from;
  const from = Math.min(1 - span, Math.max(0, place - span / 2));
  return { from, to: from + span };
}
