import * as v from 'valibot';
import { MAX_TIMELINE_ENTRIES } from '../simulator/index.ts';
import type { MapLayout } from '../simulator/index.ts';
import type { HintToApply, SiteSummary } from './requests.ts';
import { FILE_ENDINGS } from './saved-file.ts';
import type { FileToSave, SaveFormat } from './saved-file.ts';
import { simulatorSetup } from './simulator-setup.ts';
import type { SimulatorSetup } from './simulator-setup.ts';

/** View type of the growth simulator's panel; also in the manifest's `onWebviewPanel:` activation event. */
export const SIMULATOR_VIEW_TYPE = 'bucketwise.simulator';

/** What the simulator page may ask of its host. Named actions only: no command ids, no addresses. */
export type SimulatorToHost =
  /** The page can receive messages. Sent again after each reload. */
  | { readonly type: 'ready' }
  /** Show the site's code in an editor. The host knows which site; the page does not say where. */
  | { readonly type: 'revealSite' }
  /** Answered by `copied`. */
  | { readonly type: 'copyText'; readonly text: string }
  /** Put a link that opens the simulator with this setup on the clipboard. Answered by `notice`. */
  | { readonly type: 'copyLink'; readonly setup: SimulatorSetup }
  /** Ask where to, and save. Answered by `notice`, or not at all when the reader thinks better of it. */
  | ({ readonly type: 'saveFile' } & FileToSave)
  /** Write a hint where the site's map is made. Answered by `notice`, and by `show` with the site as it is then. */
  | { readonly type: 'applyHint'; readonly hint: HintToApply }
  /** An error in the page, for the log. */
  | { readonly type: 'problem'; readonly message: string };

/** What there is to simulate. */
export interface Shown {
  /** The site to simulate, null for a simulator without one. */
  readonly site: SiteSummary | null;
  /**
   * What a link asks for. It goes before what the page keeps, and is sent once: when the page comes back later, it is
   * null and what the page kept counts.
   */
  readonly setup: SimulatorSetup | null;
  /** Go version of the project, such as `1.24.2`, null where there is none: what an empty simulator opens with. */
  readonly goVersion: string | null;
  /** The maps of that version as the project is built, which an experiment may have changed; null without a version. */
  readonly layout: MapLayout | null;
  /** The page's texts in the language of the editor, by the English ones; left out where that is English. */
  readonly l10n?: Readonly<Record<string, string>> | undefined;
}

/** What the host tells the simulator page. */
export type SimulatorToView =
  | ({ readonly type: 'show' } & Shown)
  /** The text of `copyText` is on the clipboard. */
  | { readonly type: 'copied' }
  /** What became of something the reader asked for: a sentence for the page to show. */
  | { readonly type: 'notice'; readonly text: string; readonly isProblem: boolean };

/** How a reader has set the simulator up. */
export interface SimulatorView {
  readonly setup: SimulatorSetup;
  /** Operation under the playhead, 0 before the first; null until the reader moved it. */
  readonly playhead: number | null;
  readonly asTable: boolean;
  /** How fast a run is played, times the page's own pace. */
  readonly speed: number;
}

/** What the page keeps in `setState` and a panel serializer gets back. `v` rises when the shape changes. */
export interface SimulatorState {
  readonly v: 2;
  readonly site: SiteSummary | null;
  /** Null where a former version kept another kind of view. */
  readonly view: SimulatorView | null;
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
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

const simulatorView: v.GenericSchema<unknown, SimulatorView> = v.object({
  setup: simulatorSetup,
  playhead: v.nullable(v.pipe(count, v.safeInteger())),
  asTable: v.boolean(),
  speed: v.pipe(v.number(), v.minValue(0.01), v.maxValue(100)),
});

const simulatorState: v.GenericSchema<unknown, SimulatorState> = v.object({
  v: v.literal(2),
  site: v.nullable(siteSummary),
  view: v.nullable(simulatorView),
});

/** What version 1 kept, of which the site is still good. */
const formerState = v.object({ v: v.literal(1), site: v.nullable(siteSummary) });

const text = (longest: number): v.GenericSchema<unknown, string> => v.pipe(v.string(), v.maxLength(longest));

const toHost: v.GenericSchema<unknown, SimulatorToHost> = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('revealSite') }),
  v.object({ type: v.literal('copyText'), text: text(200_000) }),
  v.object({ type: v.literal('copyLink'), setup: simulatorSetup }),
  v.object({
    type: v.literal('saveFile'),
    format: v.picklist(Object.keys(FILE_ENDINGS) as SaveFormat[]),
    // The length comes first: what a page sends may be of any.
    name: v.pipe(v.string(), v.maxLength(80), v.regex(/^[\p{L}\p{N}_-][\p{L}\p{N}._-]*$/u)),
    content: text(30_000_000),
  }),
  v.object({
    type: v.literal('applyHint'),
    hint: v.union([
      v.literal('suggested'),
      v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_TIMELINE_ENTRIES)),
    ]),
  }),
  v.object({ type: v.literal('problem'), message: text(10_000) }),
]);

/** One fault is enough to refuse: a message of millions of them is not read to its end. */
const FIRST_FAULT = { abortEarly: true, abortPipeEarly: true } as const;

/** A message that came from the simulator page, or undefined when it is none. */
export function parseSimulatorToHost(message: unknown): SimulatorToHost | undefined {
  const result = v.safeParse(toHost, message, FIRST_FAULT);
  return result.success ? result.output : undefined;
}

/** A kept state, or undefined when it is damaged or of a version nobody knows. */
export function parseSimulatorState(state: unknown): SimulatorState | undefined {
  const result = v.safeParse(simulatorState, state, FIRST_FAULT);
  if (result.success) return result.output;
  const former = v.safeParse(formerState, state, FIRST_FAULT);
  return former.success ? { v: 2, site: former.output.site, view: null } : undefined;
}
