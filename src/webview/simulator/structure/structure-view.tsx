import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { MapLayout, MapPicture } from '../../../simulator/index.ts';
import { Canvas } from '../../shared/canvas.tsx';
import type { Pen } from '../../shared/canvas.tsx';
import type { Theme } from '../../shared/theme.ts';
import type { RunData } from '../run-data.ts';
import { layoutTimeline } from '../timeline-layout.ts';
import { tellingTable } from './columns.ts';
import { tableAt } from './directory-layout.ts';
import { drawStructure } from './draw.ts';
import { OVERVIEW, ZOOM_STEP, chosenAt, lookAfter } from './navigation.ts';
import type { Look } from './navigation.ts';
import { STRUCTURE_HEIGHT, structureScene, zoomAround } from './scene.ts';
import type { StructureScene } from './scene.ts';
import { DirectoryTable, StructureTable } from './structure-table.tsx';
import { columnAt } from './strip-layout.ts';
import { columnText, pictureText, probeText } from './words.ts';

interface StructureProps {
  /** Undefined until the first one comes. */
  readonly picture: MapPicture | undefined;
  /** The run the picture is of: any other one has other buckets. */
  readonly run: RunData;
  readonly theme: Theme;
}

/** Ems the names of the arrays take where the timeline has no column of labels to align with. */
const NARROW_LABEL_EMS = 4.2;

/** Pixels kept free at the left of a structure as wide as this. */
export function structureLabelWidth(width: number, fontSize: number): number {
  const timeline = layoutTimeline(width, fontSize, []);
  return timeline.labels === 'left' ? timeline.left : Math.round(fontSize * NARROW_LABEL_EMS);
}

/** The memory of the map after the operation under the playhead: one stop for the keyboard. */
export function StructureView({ picture, run, theme }: StructureProps): JSX.Element {
  const [look, setLook] = useState<Look>(OVERVIEW);
  const [asTable, setAsTable] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const [width, setWidth] = useState(0);
  // What was chosen in the last run's map means nothing in this one.
  useEffect(() => {
    setLook(OVERVIEW);
  }, [run]);

  const table =
    picture?.layout !== 'swiss'
      ? 0
      : Math.min(look.table ?? tellingTable(picture), Math.max(0, picture.tables.length - 1));
  const scene = useMemo(
    () =>
      picture === undefined
        ? undefined
        : structureScene(picture, {
            width,
            labelWidth: structureLabelWidth(width, theme.fontSize),
            zoom: look.zoom,
            table,
            theme,
          }),
    [picture, width, look.zoom, table, theme],
  );
  const draw = useCallback(
    (pen: Pen) => {
      if (scene !== undefined) drawStructure(pen, scene, theme, look.chosen);
    },
    [scene, theme, look.chosen],
  );
  const place = useRef<HTMLDivElement>(null);
  useWheel(place, scene, setLook);

  const chosenStrip = scene?.strips.find(({ columns }) => columns.id === look.chosen?.id);
  const chosenColumn =
    chosenStrip === undefined || look.chosen === undefined || look.chosen.column >= chosenStrip.columns.count
      ? undefined
      : look.chosen.column;
  const caption =
    picture === undefined || chosenStrip === undefined || chosenColumn === undefined
      ? undefined
      : columnText(picture, chosenStrip.columns, chosenColumn, table);

  return (
    <section aria-labelledby="structure-title">
      <div class="title-row">
        <h2 id="structure-title">Structure</h2>
        <span class="note">{picture === undefined ? '' : pictureText(picture)}</span>
        <button
          type="button"
          class="link quiet"
          aria-expanded={asTable}
          onClick={() => {
            setAsTable(!asTable);
          }}
        >
          {asTable ? 'Hide table of slots' : 'Show slots as table'}
        </button>
        <Legend layout={run.scenario.runtime.layout} />
      </div>
      <div
        class="structure"
        ref={place}
        role="application"
        aria-roledescription="map structure"
        tabIndex={0}
        aria-label={`Structure of the map. ${picture === undefined ? '' : pictureText(picture)}`}
        aria-describedby="structure-keys"
        data-operation={picture?.operation}
        onFocus={() => {
          setFocused(true);
        }}
        onBlur={() => {
          setFocused(false);
        }}
        onKeyDown={(event) => {
          if (event.altKey || event.ctrlKey || event.metaKey || scene === undefined) return;
          const next = lookAfter(event.key, look, scene);
          if (next === undefined) return;
          event.preventDefault();
          setLook(next);
        }}
        onClick={(event) => {
          if (scene === undefined) return;
          const box = event.currentTarget.getBoundingClientRect();
          setLook(lookAt(look, scene, event.clientX - box.left, event.clientY - box.top));
        }}
      >
        <Canvas height={heightOf} draw={draw} onWidth={setWidth} />
      </div>
      <p class="note caption" role="status" aria-live={isFocused ? 'polite' : 'off'}>
        {caption ?? (picture === undefined ? '' : (probeText(picture) ?? ''))}
      </p>
      <p class="for-speech" id="structure-keys">
        Arrow keys choose a bucket or group, Page Up and Page Down a table, plus and minus zoom, Escape shows
        all.
      </p>
      {asTable && scene?.directory !== undefined && picture?.layout === 'swiss' && (
        <DirectoryTable tables={picture.tables} parts={scene.directory.parts} chosen={table} />
      )}
      {asTable &&
        scene?.strips.map((strip) => (
          <StructureTable
            key={strip.columns.id}
            strip={strip}
            chosen={strip === chosenStrip ? chosenColumn : undefined}
          />
        ))}
    </section>
  );
}

const heightOf = (): number => STRUCTURE_HEIGHT;

/** The wheel zooms where the pointer is. Preact's own handlers cannot keep the page from scrolling meanwhile. */
function useWheel(
  place: { readonly current: HTMLDivElement | null },
  scene: StructureScene | undefined,
  setLook: (change: (look: Look) => Look) => void,
): void {
  useEffect(() => {
    const element = place.current;
    if (element === null || scene === undefined) return;
    const onWheel = (event: WheelEvent): void => {
      const box = element.getBoundingClientRect();
      const share = shareAt(scene, event.clientX - box.left, event.clientY - box.top);
      // What cannot be zoomed is scrolled past, as the rest of the page is.
      if (share === undefined || event.deltaY === 0) return;
      event.preventDefault();
      const factor = event.deltaY < 0 ? ZOOM_STEP : 1 / ZOOM_STEP;
      setLook((look) => ({ ...look, zoom: zoomAround(look.zoom, share, factor) }));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('wheel', onWheel);
    };
  }, [place, scene, setLook]);
}

/** Share of its array's length at which a place lies; undefined outside, and where the whole array has its slots drawn. */
function shareAt({ strips }: StructureScene, x: number, y: number): number | undefined {
  for (const { columns, layout } of strips) {
    const column = columnAt(layout, x, y);
    if (column === undefined) continue;
    const isWhole = layout.mode === 'slots' && layout.count === columns.count;
    return isWhole ? undefined : (column + 0.5) / columns.count;
  }
  return undefined;
}

function lookAt(look: Look, scene: StructureScene, x: number, y: number): Look {
  const { directory } = scene;
  if (directory !== undefined && y <= directory.box.top + directory.box.height) {
    const table = tableAt(directory.parts, x);
    return table === undefined ? look : { ...look, table, chosen: undefined };
  }
  for (const { columns, layout } of scene.strips) {
    const column = columnAt(layout, x, y);
    if (column !== undefined) return chosenAt(look, columns.id, column, columns.count);
  }
  return { ...look, chosen: undefined };
}

function Legend({ layout }: { readonly layout: MapLayout }): JSX.Element {
  return (
    <ul class="legend">
      <li class="blue">full</li>
      <li class="green">just moved</li>
      {layout === 'classic' ? (
        <>
          <li class="purple">evacuated</li>
          <li class="orange">overflow bucket</li>
        </>
      ) : (
        <li class="orange">tombstone</li>
      )}
      <li class="yellow outlined">looked into</li>
    </ul>
  );
}
