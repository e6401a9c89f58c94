import { describe, expect, it } from 'vitest';
import type { MapPicture } from '../../../simulator/index.ts';
import { recordingPen } from '../recording-pen.ts';
import type { Mark } from '../recording-pen.ts';
import { columnsOf } from './columns.ts';
import { drawStructure } from './draw.ts';
import type { Chosen } from './draw.ts';
import { STRUCTURE_HEIGHT, WHOLE, structureScene } from './scene.ts';
import type { StructureScene } from './scene.ts';
import { columnHeight, cornerOf } from './strip-layout.ts';
import { THEME, pictured } from './testing.ts';

function sceneOf(picture: MapPicture, table = 0, zoom = WHOLE, width = 900): StructureScene {
  return structureScene(picture, { width, labelWidth: 70, zoom, table, theme: THEME });
}

function drawn(scene: StructureScene, chosen?: Chosen): readonly Mark[] {
  const { pen, marks } = recordingPen();
  drawStructure(pen, scene, THEME, chosen);
  return marks;
}

/** Slots that the rectangles of a colour cover. */
function slotsIn(marks: readonly Mark[], colour: string, slotHeight: number): number {
  return marks
    .filter((mark) => mark.kind === 'rect' && mark.colour === colour)
    .map(({ points }) => ((points[1]?.[1] ?? 0) - (points[0]?.[1] ?? 0) + 1) / slotHeight)
    .reduce((sum, slots) => sum + slots, 0);
}

describe('drawStructure', () => {
  it('draws every full slot of a classic map, and a mark for each overflow bucket that fits', () => {
    const scene = sceneOf(pictured([{ kind: 'fill', entries: 1600 }], '1.23'));
    const [strip] = scene.strips;
    if (strip === undefined) throw new Error('no buckets');
    const { columns, layout } = strip;
    const marks = drawn(scene);
    let full = 0;
    let overflow = 0;
    for (let column = 0; column < columns.count; column++) {
      for (let slot = 0; slot < 8; slot++) if (columns.roleAt(column, slot) === 'full') full++;
      overflow += Math.min(2, columns.overflowAt(column));
    }
    expect(slotsIn(marks, 'blue', layout.slotHeight)).toBe(full);
    expect(marks.filter(({ colour }) => colour === 'orange')).toHaveLength(overflow);
  });

  it('draws an evacuation: what was moved, what has just moved, and the mark', () => {
    const picture = pictured([{ kind: 'fill', entries: 3000 }], '1.23', 1700);
    const scene = sceneOf(picture);
    const marks = drawn(scene);
    expect(marks.filter(({ text }) => text === 'old' || text === 'new')).toHaveLength(2);
    expect(marks.some(({ colour, kind }) => colour === 'purple' && kind === 'rect')).toBe(true);
    const [old, now] = scene.strips;
    if (old === undefined || now === undefined) throw new Error('not growing');
    const moved = columnsOf(picture, 0)[1];
    let movedSlots = 0;
    for (let column = 0; column < 512; column++) {
      for (let slot = 0; slot < 8; slot++) if (moved?.roleAt(column, slot) === 'moved') movedSlots++;
    }
    expect(slotsIn(marks, 'green', now.layout.slotHeight)).toBe(movedSlots);
    const line = marks.find(({ colour, kind }) => colour === 'accent' && kind === 'rect');
    expect(line?.points[0]?.[0]).toBe(cornerOf(old.layout, old.columns.mark ?? -1).x - 2);
  });

  it('draws tables as full as they are, and the groups of one', () => {
    const picture = pictured([{ kind: 'fill', entries: 6900 }], '1.26');
    if (picture.layout !== 'swiss') throw new Error('not Swiss');
    const scene = sceneOf(picture, 2);
    const marks = drawn(scene);
    const { parts, box } = scene.directory ?? {};
    expect(parts).toHaveLength(picture.tables.length);
    expect(parts?.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(box?.width ?? NaN);
    const levels = marks.filter(
      ({ kind, colour, points }) =>
        kind === 'rect' && colour === 'blue' && (points[1]?.[1] ?? 99) === box?.height,
    );
    const heights = levels.map(({ points }) => (points[1]?.[1] ?? 0) - (points[0]?.[1] ?? 0));
    expect(heights).toHaveLength(picture.tables.length);
    for (const [table, { used, capacity }] of picture.tables.entries()) {
      expect(heights[table]).toBeCloseTo((used / capacity) * 38);
    }
    const slots = marks.filter(({ points }) => (points[0]?.[1] ?? 0) > (box?.height ?? 0));
    const [strip] = scene.strips;
    expect(slotsIn(slots, 'blue', strip?.layout.slotHeight ?? 1)).toBe(picture.tables[2]?.used);
  });

  it('draws a heat map of what has too many slots, and slots again where one zooms in', () => {
    const picture = pictured([{ kind: 'fill', entries: 60_000 }], '1.23');
    const whole = sceneOf(picture);
    expect(whole.strips.map(({ layout }) => layout.mode)).toContain('heat');
    const cells = drawn(whole).filter(({ kind }) => kind === 'rect');
    expect(cells.length).toBeGreaterThanOrEqual(8192);
    expect(cells.length).toBeLessThan(30_000);
    const near = sceneOf(picture, 0, { from: 0.5, to: 0.55 });
    expect(near.strips.every(({ layout }) => layout.mode === 'slots')).toBe(true);
    expect(near.strips.at(-1)?.layout.from).toBe((near.strips.at(-1)?.columns.count ?? 0) / 2);
  });

  it('outlines what was looked into and what is chosen', () => {
    const scene = sceneOf(pictured([{ kind: 'fill', entries: 100 }], '1.23'));
    const [strip] = scene.strips;
    if (strip === undefined) throw new Error('no buckets');
    const marks = drawn(scene, { id: 'buckets', column: 3 });
    const outlineOf = (colour: string): number | undefined =>
      marks.find((mark) => mark.kind === 'stroke' && mark.colour === colour)?.points[0]?.[0];
    expect(outlineOf('foreground')).toBe(cornerOf(strip.layout, 3).x - 1);
    expect(outlineOf('yellow')).toBe(cornerOf(strip.layout, strip.probed[0] ?? -1).x - 1);
  });

  it.each([
    ['1.23', 1700],
    ['1.23', 60_000],
    ['1.26', 6900],
    ['1.26', 60_000],
    ['1.26', 4],
  ])('stays inside its picture on Go %s with %d entries', (version, entries) => {
    for (const width of [300, 900]) {
      const scene = sceneOf(pictured([{ kind: 'fill', entries }], version), 0, WHOLE, width);
      for (const { points, kind } of drawn(scene)) {
        if (kind === 'text') continue;
        for (const [x, y] of points) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(width);
          expect(y).toBeGreaterThanOrEqual(-3);
          expect(y).toBeLessThanOrEqual(STRUCTURE_HEIGHT + 2);
        }
      }
      for (const { layout } of scene.strips) {
        const last = cornerOf(layout, layout.from + layout.count - 1);
        expect(last.y + columnHeight(layout)).toBeLessThanOrEqual(STRUCTURE_HEIGHT);
      }
    }
  });
});
