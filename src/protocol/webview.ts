import * as v from 'valibot';
import type { SiteSummary } from './requests.ts';
import type { HintChoice } from './simulator-setup.ts';

/** View type of the growth simulator's panel; also in the manifest's `onWebviewPanel:` activation event. */
export const SIMULATOR_VIEW_TYPE = 'bucketwise.simulator';

/** Most inserts the panel replays: above it the arrays of two runs would pass 100 MB. */
export const MAX_SIMULATED_ENTRIES = 1_000_000;

/** What the simulator page may ask of its host. Named actions only: no command ids, no addresses. */
export type SimulatorToHost =
  /** The page can receive messages. Sent again after each reload. */
  | { readonly type: 'ready' }
  /** Show the site's code in an editor. The host knows which site; the page does not say where. */
  | { readonly type: 'revealSite' }
  | { readonly type: 'copyText'; readonly text: string }
  /** An error in the page, for the log. */
  | { readonly type: 'problem'; readonly message: string };

/** What the host tells the simulator page. */
export type SimulatorToView =
  /** The site to simulate, null for an empty simulator. */
  | { readonly type: 'show'; readonly site: SiteSummary | null }
  /** The text of `copyText` is on the clipboard. */
  | { readonly type: 'copied' };

/** How a reader has set the simulator up. */
export interface SimulatorView {
  /** Id of the chosen Go version, see the page's version choices. */
  readonly version: string;
  readonly entries: number;
  readonly hint: HintChoice;
  /** Insert under the playhead, 0 before the first; null until the reader moved it. */
  readonly playhead: number | null;
  readonly asTable: boolean;
}

/** What the page keeps in `setState` and a panel serializer gets back. `v` rises when the shape changes. */
export interface SimulatorState {
  readonly v: 1;
  readonly site: SiteSummary | null;
  readonly view: SimulatorView;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const simulatedEntries = v.pipe(count, v.maxValue(MAX_SIMULATED_ENTRIES));
const position = v.object({ line: count, character: count });
const storedType = v.object({ size: count, align: v.pipe(count, v.minValue(1)), pointerBytes: count });
const keyType = v.object({
  ...storedType.entries,
  comparison: v.picklist(['memory', 'string', 'other']),
  needKeyUpdate: v.boolean(),
});

const siteSummary: v.GenericSchema<unknown, SiteSummary> = v.object({
  uri: v.string(),
  range: v.object({ start: position, end: position }),
  source: v.string(),
  name: v.nullable(v.string()),
  keyType: v.string(),
  elemType: v.string(),
  types: v.object({ key: keyType, elem: storedType }),
  assumedTypes: v.array(v.string()),
  hint: v.nullable(v.number()),
  entries: v.nullable(v.number()),
  writtenHint: v.nullable(v.string()),
  suggestedHint: v.nullable(v.string()),
  goVersion: v.string(),
  goVersionAssumed: v.boolean(),
  layout: v.picklist(['classic', 'swiss']),
});

const hintChoice: v.GenericSchema<unknown, HintChoice> = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('entries') }),
  v.object({ kind: v.literal('number'), value: simulatedEntries }),
]);

const simulatorState: v.GenericSchema<unknown, SimulatorState> = v.object({
  v: v.literal(1),
  site: v.nullable(siteSummary),
  view: v.object({
    version: v.string(),
    entries: simulatedEntries,
    hint: hintChoice,
    playhead: v.nullable(simulatedEntries),
    asTable: v.boolean(),
  }),
});

const toHost: v.GenericSchema<unknown, SimulatorToHost> = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('revealSite') }),
  v.object({ type: v.literal('copyText'), text: v.pipe(v.string(), v.maxLength(200_000)) }),
  v.object({ type: v.literal('problem'), message: v.pipe(v.string(), v.maxLength(10_000)) }),
]);

/** A message that came from the simulator page, or undefined when it is none. */
export function parseSimulatorToHost(message: unknown): SimulatorToHost | undefined {
  const result = v.safeParse(toHost, message);
  return result.success ? result.output : undefined;
}

/** A kept state, or undefined when it is of another version or damaged. */
export function parseSimulatorState(state: unknown): SimulatorState | undefined {
  const result = v.safeParse(simulatorState, state);
  return result.success ? result.output : undefined;
}
