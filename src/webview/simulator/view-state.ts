import type { SiteSummary } from '../../protocol/requests.ts';
import { parseSimulatorState } from '../../protocol/webview.ts';
import type { Shown, SimulatorView } from '../../protocol/webview.ts';
import { initialSetup } from './setup.ts';
import { choiceById } from '../shared/version-choices.ts';

/** How the simulator opens on what its host shows. */
export function initialView({ site, setup, goVersion, layout }: Shown): SimulatorView {
  return {
    setup: setup ?? initialSetup(site, { goVersion, layout }),
    playhead: null,
    asTable: false,
    speed: 1,
  };
}

/** The kept view of the same site, unless a link asks for another; else how the simulator opens on it. */
export function restoredView(kept: unknown, shown: Shown): SimulatorView {
  const state = parseSimulatorState(kept);
  if (shown.setup !== null || state === undefined || state.view === null) return initialView(shown);
  const known = choiceById(state.view.setup.version) !== undefined;
  return known && isSameSite(state.site, shown.site) ? state.view : initialView(shown);
}

/**
 * True for the same map, also where its hint has been written meanwhile: what a reader has set up is not thrown away for
 * that. Fields may come in any order.
 */
function isSameSite(a: SiteSummary | null, b: SiteSummary | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.uri === b.uri &&
    a.name === b.name &&
    a.range.start.line === b.range.start.line &&
    a.keyType === b.keyType &&
    a.elemType === b.elemType &&
    sizes(a) === sizes(b)
  );
}

function sizes({ types: { key, elem } }: SiteSummary): string {
  return [key, elem].map(({ size, align, pointerBytes }) => `${size} ${align} ${pointerBytes}`).join();
}
