import { describe, expect, it } from 'vitest';
import { createPlayback, simulate } from '../../src/simulator/index.ts';
import { runData } from '../../src/webview/simulator/run-data.ts';
import { otherScenario, shownScenario } from '../../src/webview/simulator/setup.ts';
import { tellingTable } from '../../src/webview/simulator/structure/columns.ts';
import type { SlotRole } from '../../src/webview/simulator/structure/columns.ts';
import { WHOLE, structureScene } from '../../src/webview/simulator/structure/scene.ts';
import type { Strip } from '../../src/webview/simulator/structure/scene.ts';
import { cornerOf } from '../../src/webview/simulator/structure/strip-layout.ts';
import { structureLabelWidth } from '../../src/webview/simulator/structure/structure-view.tsx';
import { totalRows } from '../../src/webview/simulator/totals.ts';
import { eventRows, rowOperations } from '../../src/webview/simulator/words.ts';
import { hasChromium, pixelsAt, withPages } from './pages.ts';
import { SCENARIOS } from './scenarios.ts';

/** Slots of a strip that are looked at, at most. */
const SAMPLES = 400;

/** That of the themes under test, pixels. */
const FONT_SIZE = 13;

/** Colours of the dark theme, for the roles that have one of their own. */
const ROLES: Readonly<Record<string, SlotRole>> = {
  '55 148 255': 'full',
  '137 209 133': 'moved',
  '234 92 0': 'deleted',
};

interface Sample {
  readonly role: SlotRole;
  readonly x: number;
  readonly y: number;
}

/** Evenly chosen slots of a strip with their middles, but for those an outline runs over. */
function samplesOf({ columns, layout, probed }: Strip): readonly Sample[] {
  if (layout.mode !== 'slots') return [];
  const slots = layout.count * 8;
  const every = Math.max(1, Math.floor(slots / SAMPLES));
  return Array.from({ length: Math.floor((slots - 1) / every) + 1 }, (_, at) => at * every).flatMap((at) => {
    const column = layout.from + Math.floor(at / 8);
    // An outline covers the middle of narrow columns only.
    if (layout.cellWidth < 7 && probed.some((near) => Math.abs(near - column) <= 1)) return [];
    const { x, y } = cornerOf(layout, column);
    return [
      {
        role: columns.roleAt(column, at % 8),
        x: x + Math.floor((layout.cellWidth - 1) / 2),
        y: y + (at % 8) * layout.slotHeight + Math.floor((layout.slotHeight - 1) / 2),
      },
    ];
  });
}

describe.skipIf(!hasChromium())('the page shows what the simulator says', () => {
  const { open } = withPages();

  it('of thirty scenarios', () => {
    expect(SCENARIOS.length).toBeGreaterThanOrEqual(30);
  });

  it.each(SCENARIOS)('%s', async (_name, setup) => {
    const page = await open({ setup });
    const texts = (selector: string, cells: string): Promise<readonly (readonly string[])[]> =>
      page
        .locator(selector)
        .evaluateAll(
          (rows, inner) =>
            rows.map((row) => [...row.querySelectorAll(inner)].map((cell) => cell.textContent)),
          cells,
        );
    const shown = runData(simulate(shownScenario(setup)));
    const other = otherScenario(setup);

    const totals = totalRows(shown, other === undefined ? undefined : runData(simulate(other)));
    expect(await texts('table.totals tbody tr', 'th, td')).toEqual(
      totals.map((row) => [
        row.label,
        row.shown,
        ...(row.other === undefined ? [] : [row.other, row.difference]),
      ]),
    );
    expect((await texts('.events li', 'span')).map((cells) => cells.slice(0, 2))).toEqual(
      eventRows(shown).map((row) => [rowOperations(row), row.text]),
    );

    const playhead = Number(
      await page.getByRole('slider', { name: 'Timeline' }).getAttribute('aria-valuenow'),
    );
    await page.locator(`.structure[data-operation="${playhead}"]`).waitFor();
    const picture = createPlayback(shownScenario(setup)).seek(playhead);
    const width = await page.locator('.structure canvas').evaluate((canvas) => canvas.clientWidth);
    const scene = structureScene(picture, {
      width,
      labelWidth: structureLabelWidth(width, FONT_SIZE),
      zoom: WHOLE,
      table: tellingTable(picture),
      theme: { fontSize: FONT_SIZE },
    });
    const samples = scene.strips.flatMap(samplesOf);
    const drawn = await page.locator('.structure canvas').evaluate(pixelsAt, samples);
    expect(drawn.map((pixel) => ROLES[pixel.slice(0, 3).join(' ')] ?? 'neither')).toEqual(
      samples.map(({ role }) => (Object.values(ROLES).includes(role) ? role : 'neither')),
    );
    if (picture.slots > 0) expect(samples.length).toBeGreaterThan(7);
  });
});
