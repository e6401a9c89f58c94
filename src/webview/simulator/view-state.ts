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

/** Fields may come in any order. */
function isSameSite(a: SiteSummary | null, b: SiteSummary | null): boolean {
  const told = (site: SiteSummary | null): string =>
    JSON.stringify(site, site === null ? null : namesIn(site));
  return told(a) === told(b);
}

/** All names in a site and below, in order: what JSON.stringify writes first, second, third. */
function namesIn(site: SiteSummary): string[] {
  const names = new Set<string>();
  JSON.stringify(site, (name, value: unknown) => {
    names.add(name);
    return value;
  });
  return [...names].sort();
}
