import { describe, expect, it } from 'vitest';
import type { MapPicture } from '../../../simulator/index.ts';
import { OVERVIEW, lookAfter } from './navigation.ts';
import type { Look } from './navigation.ts';
import { WHOLE, structureScene, zoomAround, zoomTo } from './scene.ts';
import type { StructureScene } from './scene.ts';
import { THEME, pictured } from './testing.ts';

const classic = pictured([{ kind: 'fill', entries: 3000 }], '1.23', 1700);
const swiss = pictured([{ kind: 'fill', entries: 6900 }], '1.26');
const large = pictured([{ kind: 'fill', entries: 60_000 }], '1.23');

const scene = (picture: MapPicture, { zoom, table }: Look): StructureScene =>
  structureScene(picture, { width: 900, labelWidth: 70, zoom, table: table ?? 0, theme: THEME });

function after(picture: MapPicture, keys: readonly string[], look: Look = OVERVIEW): Look {
  return keys.reduce((now, key) => lookAfter(key, now, scene(picture, now)) ?? now, look);
}

describe('lookAfter', () => {
  it('chooses bucket by bucket and row by row, from the current array on', () => {
    expect(after(classic, ['ArrowRight']).chosen).toEqual({ id: 'buckets', column: 0 });
    expect(after(classic, ['ArrowRight', 'ArrowRight']).chosen?.column).toBe(1);
    const perRow = scene(classic, OVERVIEW).strips.at(-1)?.layout.perRow;
    expect(after(classic, ['ArrowRight', 'ArrowDown']).chosen?.column).toBe(perRow);
    expect(after(classic, ['End']).chosen?.column).toBe(511);
    expect(after(classic, ['End', 'ArrowRight', 'Home']).chosen?.column).toBe(0);
  });

  it('goes over the beginning of the new array into the old one, and back', () => {
    const old = after(classic, ['ArrowRight', 'ArrowLeft']);
    expect(old.chosen).toEqual({ id: 'old', column: 255 });
    expect(after(classic, ['ArrowRight'], old).chosen).toEqual({ id: 'buckets', column: 0 });
  });

  it('chooses tables by page keys, as far as there are any', () => {
    expect(after(swiss, ['PageDown', 'PageDown']).table).toBe(2);
    expect(after(swiss, ['PageUp']).table).toBe(0);
    expect(lookAfter('PageDown', OVERVIEW, scene(classic, OVERVIEW))).toBeUndefined();
  });

  it('zooms, keeps the chosen bucket in view and comes back to all', () => {
    const near = after(large, ['ArrowRight', '+', '+', '+']);
    expect(near.zoom.to - near.zoom.from).toBeCloseTo(0.216);
    expect(near.zoom.from).toBeCloseTo(0);
    const end = after(large, ['End'], near);
    expect(end.zoom.to).toBeCloseTo(1);
    expect(after(large, ['-', '-', '-', '-', '-', '-'], end).zoom).toEqual(WHOLE);
    expect(after(large, ['Escape'], end)).toEqual(OVERVIEW);
  });

  it('leaves other keys alone', () => {
    expect(lookAfter('Tab', OVERVIEW, scene(classic, OVERVIEW))).toBeUndefined();
    expect(lookAfter('Escape', OVERVIEW, scene(classic, OVERVIEW))).toBeUndefined();
  });
});

describe('zooming', () => {
  it('holds the place under the pointer, inside the array', () => {
    const near = zoomAround(WHOLE, 0.25, 0.5);
    expect((0.25 - near.from) / (near.to - near.from)).toBeCloseTo(0.25);
    expect(zoomAround(near, 0.25, 100)).toEqual(WHOLE);
    expect(zoomTo({ from: 0, to: 0.1 }, 0.99)).toEqual({ from: 0.9, to: 1 });
    expect(zoomTo({ from: 0, to: 0.1 }, 0.05)).toEqual({ from: 0, to: 0.1 });
  });
});
