import * as v from 'valibot';
import { MAX_TIMELINE_ENTRIES } from '../simulator/index.ts';
import type { HashDistribution, KeyType, Step, StoredType } from '../simulator/index.ts';

/** Most steps of a program in the simulator: more do not fit a row that can be read. */
export const MAX_STEPS = 12;

/** A Go type as it is written, and what the runtime sees of it. */
export interface Named<Type extends StoredType> {
  readonly name: string;
  readonly type: Type;
}

/** The capacity hint a simulated map is made with. */
export type HintChoice =
  | { readonly kind: 'none' }
  /** As many as the program puts in before it does anything else. */
  | { readonly kind: 'entries' }
  | { readonly kind: 'number'; readonly value: number };

/** What a second run has other than the one that is shown. */
export type Comparison =
  | { readonly kind: 'none' }
  /** A hint that fits; none where the shown run has that already. */
  | { readonly kind: 'hint' }
  /** Id of another Go version. */
  | { readonly kind: 'version'; readonly version: string }
  | { readonly kind: 'elem'; readonly elem: Named<StoredType> }
  /** A rebuild after each step that deletes. */
  | { readonly kind: 'rebuild' }
  /** `clear` in the place of each step that deletes all. */
  | { readonly kind: 'clear' };

/** What is simulated: all that two people have to agree on to see the same. Plain JSON. */
export interface SimulatorSetup {
  /** Id of a Go version: `1.26`, `1.24-noswissmap`, `1.27-mapsplitgroup`. */
  readonly version: string;
  readonly key: Named<KeyType>;
  readonly elem: Named<StoredType>;
  readonly hint: HintChoice;
  readonly steps: readonly Step[];
  readonly hashing: HashDistribution;
  readonly seed: number;
  readonly compare: Comparison;
}

/** The longest link that is made or read, characters: operating systems pass on no longer ones everywhere. */
export const MAX_LINK_LENGTH = 8_000;

/** Bytes of a key or an element, the largest seed, and characters of a type's name that a setup may have. */
export const MAX_TYPE_BYTES = 2 ** 20;
export const MAX_SEED = 2 ** 32 - 1;
export const MAX_NAME = 200;

/** Id of the element that holds the setup of a page the command line wrote, as JSON. */
export const SETUP_ELEMENT = 'bucketwise-setup';

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_TIMELINE_ENTRIES));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const bytes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_TYPE_BYTES));
const align = v.picklist([1, 2, 4, 8]);
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_NAME));
const version = v.pipe(v.string(), v.maxLength(40));

const storedType = v.object({ size: bytes, align, pointerBytes: bytes });
const keyType = v.object({
  ...storedType.entries,
  comparison: v.picklist(['memory', 'string', 'other']),
  needKeyUpdate: v.boolean(),
});
const elem = v.object({ name, type: storedType });

const keys = v.variant('kind', [
  v.object({ kind: v.picklist(['sequential', 'uniform']), space: count }),
  v.object({
    kind: v.literal('zipf'),
    space: count,
    exponent: v.pipe(v.number(), v.gtValue(0), v.maxValue(10)),
  }),
]);
const amount = v.variant('kind', [
  v.object({ kind: v.literal('share'), share }),
  v.object({ kind: v.literal('entries'), entries: count }),
]);

const step: v.GenericSchema<unknown, Step> = v.union([
  v.object({ kind: v.literal('fill'), entries: count }),
  v.object({ kind: v.literal('put'), operations: count, keys }),
  v.object({ kind: v.literal('overwrite'), operations: count }),
  v.object({
    kind: v.literal('delete'),
    victims: v.picklist(['oldest', 'newest', 'random', 'range']),
    amount,
  }),
  v.object({ kind: v.literal('delete'), victims: v.literal('every-nth'), nth: count }),
  v.object({
    kind: v.literal('churn'),
    rounds: count,
    victims: v.picklist(['oldest', 'random']),
    first: v.picklist(['delete', 'insert']),
  }),
  v.object({ kind: v.literal('lookup'), operations: count, hits: share }),
  v.object({ kind: v.literal('iterate'), times: v.pipe(count, v.maxValue(10_000)) }),
  v.object({ kind: v.literal('clear') }),
  v.object({ kind: v.literal('rebuild') }),
  v.object({ kind: v.literal('clone') }),
  v.object({ kind: v.literal('bulk-put'), entries: count, existing: share }),
]);

const hint: v.GenericSchema<unknown, HintChoice> = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('entries') }),
  v.object({ kind: v.literal('number'), value: count }),
]);

const compare: v.GenericSchema<unknown, Comparison> = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('hint') }),
  v.object({ kind: v.literal('version'), version }),
  v.object({ kind: v.literal('elem'), elem }),
  v.object({ kind: v.literal('rebuild') }),
  v.object({ kind: v.literal('clear') }),
]);

/** Anybody can send a link, and a kept state may be damaged: nothing is taken that this does not describe. */
export const simulatorSetup: v.GenericSchema<unknown, SimulatorSetup> = v.object({
  version,
  key: v.object({ name, type: keyType }),
  elem,
  hint,
  // The length comes first: a list of millions is not to be looked at one by one.
  steps: v.pipe(v.custom<unknown[]>(isShortList), v.array(step)),
  hashing: v.picklist(['uniform', 'one-bucket', 'one-tophash']),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_SEED)),
  compare,
});

function isShortList(value: unknown): boolean {
  return Array.isArray(value) && value.length <= MAX_STEPS;
}

/** A setup, or undefined when it is none. */
export function parseSimulatorSetup(value: unknown): SimulatorSetup | undefined {
  const result = v.safeParse(simulatorSetup, value);
  return result.success ? result.output : undefined;
}

/** A setup as the text that stands in a link. */
export function setupToText(setup: SimulatorSetup): string {
  return JSON.stringify(setup);
}

/** Reads the text of a link; undefined when it is none of ours. */
export function setupFromText(text: string): SimulatorSetup | undefined {
  if (text.length > MAX_LINK_LENGTH) return undefined;
  try {
    return parseSimulatorSetup(JSON.parse(text));
  } catch {
    return undefined;
  }
}
