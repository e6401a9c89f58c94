import type { SiteSummary } from '../../protocol/requests.ts';
import type { SaveFormat } from '../../protocol/saved-file.ts';
import type { SimulatorToHost, SimulatorToView } from '../../protocol/webview.ts';
import type { Host } from '../shared/host.ts';
import type { MenuItem } from '../shared/menu-button.tsx';
import type { Notice } from './app.tsx';
import { fileName, runCsv, runJson, runMarkdown } from './exports.ts';
import { posterPng, posterSvg } from './poster.ts';
import type { PosterParts } from './poster.ts';
import type { RunPair } from './use-simulations.ts';

/** What can be taken out of the simulator, as far as its host can do it. */
export function exportItems(
  host: Host<SimulatorToHost, SimulatorToView>,
  runs: RunPair,
  site: SiteSummary | null,
  /** The moment that is shown when something is taken out. Pictures show all of the map, whatever part of it is zoomed into. */
  parts: () => PosterParts,
  onNotice: (notice: Notice) => void,
): readonly MenuItem[] {
  const save = (format: SaveFormat, content: () => string): (() => void) => {
    return () => {
      try {
        host.post({ type: 'saveFile', format, name: fileName(runs.setup), content: content() });
      } catch (error) {
        onNotice({
          text: `Not saved: ${error instanceof Error ? error.message : String(error)}`,
          isProblem: true,
        });
      }
    };
  };
  const copies: readonly MenuItem[] = [
    {
      label: 'Copy as Markdown',
      run: () => {
        host.post({ type: 'copyText', text: runMarkdown(runs, site) });
      },
    },
    ...(host.can.has('copyLink')
      ? [
          {
            label: 'Copy link',
            run: () => {
              host.post({ type: 'copyLink', setup: runs.setup });
            },
          },
        ]
      : []),
  ];
  if (!host.can.has('save')) return copies;
  return [
    ...copies,
    { label: 'Save picture (PNG) …', run: save('png', () => posterPng(runs, site, parts())) },
    { label: 'Save picture (SVG) …', run: save('svg', () => posterSvg(runs, site, parts())) },
    { label: 'Save operations (CSV) …', run: save('csv', () => runCsv(runs.shown)) },
    { label: 'Save run (JSON) …', run: save('json', () => runJson(runs)) },
    { label: 'Save report (Markdown) …', run: save('markdown', () => runMarkdown(runs, site)) },
  ];
}
