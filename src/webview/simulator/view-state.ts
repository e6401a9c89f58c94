import type { SiteSummary } from '../../protocol/requests.ts';
import { MAX_SIMULATED_ENTRIES, parseSimulatorState } from '../../protocol/webview.ts';
import type { HintChoice, SimulatorView } from '../../protocol/webview.ts';
import type { FillScenario, MapRuntime, SlotTypes } from '../../simulator/index.ts';
import { TYPICAL_SEED } from '../../simulator/index.ts';
import { defaultChoice, versionChoices } from '../shared/version-choices.ts';

/** Inserts shown where the site's size is not known: large enough to grow several times, small enough to follow. */
export const EXAMPLE_ENTRIES = 1000;

/** Types of the map shown when no site was given: `map[string]int`. */
export const EXAMPLE_TYPES: SlotTypes = {
  key: { size: 16, align: 8, pointerBytes: 8, comparison: 'string', needKeyUpdate: true },
  elem: { size: 8, align: 8, pointerBytes: 0 },
};

/** How the simulator opens on a site. */
export function initialView(site: SiteSummary | null): SimulatorView {
  const entries = site?.entries ?? EXAMPLE_ENTRIES;
  return {
    version: defaultChoice(versionChoices(site)).id,
    entries: clampEntries(entries),
    hint: initialHint(site),
    playhead: null,
    asTable: false,
  };
}

/** The hint in the source: a constant as it is, `len(…)` as one that fits the inserts. */
function initialHint(site: SiteSummary | null): HintChoice {
  if (site?.hint != null) return { kind: 'number', value: clampEntries(site.hint) };
  return site?.writtenHint == null ? { kind: 'none' } : { kind: 'entries' };
}

/** The expression that stands for a hint of all inserts, null when the site names none. */
export function fittingHint(site: SiteSummary | null): string | null {
  return site?.suggestedHint ?? (site?.hint == null ? (site?.writtenHint ?? null) : null);
}

/** The kept view of the same site, else how the simulator opens on it. */
export function restoredView(kept: unknown, site: SiteSummary | null): SimulatorView {
  const state = parseSimulatorState(kept);
  if (state === undefined) return initialView(site);
  // Both sites go through the same check, which also puts their fields in the same order.
  const here = parseSimulatorState({ ...state, site });
  const same = here !== undefined && JSON.stringify(here.site) === JSON.stringify(state.site);
  const known = versionChoices(site).some((choice) => choice.id === state.view.version);
  return same && known ? state.view : initialView(site);
}

/** Entries a map is made for, undefined when it is made without a hint. */
export function hintValue(hint: HintChoice, entries: number): number | undefined {
  switch (hint.kind) {
    case 'none':
      return undefined;
    case 'entries':
      return entries;
    case 'number':
      return hint.value;
  }
}

/** The run to show, and the one to hold against it: with a hint of all entries, or without when that is shown. */
export interface ScenarioPair {
  readonly shown: FillScenario;
  readonly other: FillScenario;
}

/** The pair of runs a view asks for. */
export function scenarioPair(view: SimulatorView, runtime: MapRuntime, types: SlotTypes): ScenarioPair {
  const hint = hintValue(view.hint, view.entries);
  const base = { runtime, types, entries: view.entries, seed: TYPICAL_SEED };
  return {
    shown: { ...base, hint },
    other: { ...base, hint: hint === view.entries ? undefined : view.entries },
  };
}

const POSITIONS_PER_DECADE = 100;

/** Last position of the slider of inserts; position 0 is one insert. */
export const LAST_SLIDER_POSITION = Math.round(Math.log10(MAX_SIMULATED_ENTRIES) * POSITIONS_PER_DECADE);

/** Inserts at a position of the logarithmic slider, rounded to two digits. */
export function entriesAtSlider(position: number): number {
  const exact = 10 ** (position / POSITIONS_PER_DECADE);
  const step = 10 ** Math.max(0, Math.floor(Math.log10(exact) + 1e-9) - 1);
  return clampEntries(Math.round(exact / step) * step);
}

/** Slider position nearest to a number of inserts. */
export function sliderAtEntries(entries: number): number {
  return Math.round(Math.log10(Math.max(1, entries)) * POSITIONS_PER_DECADE);
}

/** A whole number of inserts that can be simulated. */
export function clampEntries(entries: number): number {
  if (!Number.isFinite(entries)) return entries > 0 ? MAX_SIMULATED_ENTRIES : 0;
  return Math.min(MAX_SIMULATED_ENTRIES, Math.max(0, Math.round(entries)));
}
