import type { SiteSummary } from '../../protocol/requests.ts';
import type { MapPicture } from '../../simulator/index.ts';
import type { Pen } from '../shared/canvas.tsx';
import { newCanvas } from '../shared/new-canvas.ts';
import type { Theme } from '../shared/theme.ts';
import { runTitle } from './exports.ts';
import { runNames } from './setup.ts';
import { tellingTable } from './structure/columns.ts';
import { drawStructure } from './structure/draw.ts';
import { STRUCTURE_HEIGHT, WHOLE, structureScene } from './structure/scene.ts';
import { structureLabelWidth } from './structure/structure-view.tsx';
import { pictureText } from './structure/words.ts';
import { svgPen } from './svg-pen.ts';
import { drawPlayhead, drawTimeline } from './timeline-draw.ts';
import { layoutTimeline, tracksOf } from './timeline-layout.ts';
import { hasBurden, timelineScene } from './timeline-scene.ts';
import type { RunPair } from './use-simulations.ts';

/** What a saved picture shows besides the run. */
export interface PosterParts {
  readonly picture: MapPicture | undefined;
  readonly playhead: number;
  readonly theme: Theme;
}

/** Measures of a saved picture, CSS pixels: as wide as a column of text on a page, whatever the panel was. */
const WIDTH = 960;
const PADDING = 20;
const GAP = 18;
/** Pixels of a PNG for each of the picture. */
const RATIO = 2;

/** The run as the text of an SVG file. */
export function posterSvg(runs: RunPair, site: SiteSummary | null, parts: PosterParts): string {
  const measuring = newCanvas(1, 1).context;
  const { pen, moveOrigin, svg } = svgPen((text, font) => {
    measuring.font = font;
    return measuring.measureText(text).width;
  });
  const height = drawPoster(pen, moveOrigin, runs, site, parts);
  return svg(WIDTH, height, parts.theme.background, runTitle(runs, site));
}

/** The run as a PNG file in base64. */
export function posterPng(runs: RunPair, site: SiteSummary | null, parts: PosterParts): string {
  const measuring = newCanvas(1, 1).context;
  // Drawn twice, as only the drawing says how high it gets.
  const height = drawPoster(measuring, () => undefined, runs, site, parts);
  const { canvas, context } = newCanvas(WIDTH * RATIO, Math.ceil(height * RATIO));
  context.scale(RATIO, RATIO);
  context.fillStyle = parts.theme.background;
  context.fillRect(0, 0, WIDTH, height);
  drawPoster(
    context,
    (x, y) => {
      context.translate(x, y);
    },
    runs,
    site,
    parts,
  );
  const address = canvas.toDataURL('image/png');
  return address.slice(address.indexOf(',') + 1);
}

/** Draws title, structure and timeline below each other. Returns the height. */
function drawPoster(
  pen: Pen,
  moveOrigin: (x: number, y: number) => void,
  runs: RunPair,
  site: SiteSummary | null,
  { picture, playhead, theme }: PosterParts,
): number {
  const { setup, shown, other } = runs;
  // While a run plays, the picture of the map is a moment behind the playhead: the file tells of one moment.
  const operation = picture?.operation ?? playhead;
  const width = WIDTH - 2 * PADDING;
  let height = PADDING;
  const below = (step: number): void => {
    height += step;
    moveOrigin(0, step);
  };
  moveOrigin(PADDING, PADDING);
  pen.textAlign = 'left';
  pen.textBaseline = 'top';
  pen.fillStyle = theme.foreground;
  pen.font = `600 ${theme.fontSize + 2}px ${theme.fontFamily}`;
  pen.fillText(runTitle(runs, site), 0, 0);
  below(theme.fontSize + GAP);
  if (picture !== undefined) {
    pen.fillStyle = theme.muted;
    pen.font = `${theme.fontSize}px ${theme.fontFamily}`;
    pen.fillText(`After operation ${operation.toLocaleString('en-US')}: ${pictureText(picture)}`, 0, 0);
    below(theme.fontSize + GAP);
    const labelWidth = structureLabelWidth(width, theme.fontSize);
    const table = tellingTable(picture);
    const scene = structureScene(picture, { width, labelWidth, zoom: WHOLE, table, theme });
    drawStructure(pen, scene, theme, undefined);
    below(STRUCTURE_HEIGHT + GAP);
  }
  const tracks = tracksOf(hasBurden(shown) || (other !== undefined && hasBurden(other)));
  const layout = layoutTimeline(width, theme.fontSize, tracks);
  const scene = timelineScene(shown, other, runNames(setup)[1], layout);
  drawTimeline(pen, scene, theme);
  drawPlayhead(pen, scene, theme, operation);
  return height + layout.height + PADDING;
}
