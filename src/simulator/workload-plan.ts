import { formatCount } from '../base/format.ts';
import type { DeleteStep, KeyDistribution, Scenario, Step } from './workload.ts';
import { deletions, sharedKeys } from './workload.ts';

/**
 * Most operations of a run, and the largest hint and key space, that are simulated one by one: the arrays of a run then
 * take about 250 MB. Costs of larger fills come from `estimateFill`.
 */
export const MAX_TIMELINE_ENTRIES = 4_000_000;

/** Most steps of a scenario. */
const MAX_STEPS = 1000;
/**
 * Slots a run may visit: ranges, clears and copies visit all the map has, and with clustered hashes so does every
 * operation. About a second or two.
 */
const MAX_VISITS = 400_000_000;
/** Largest exponent of Zipf's law; above it nearly all draws give key 0. */
const MAX_EXPONENT = 10;
/** Keys kept for lookups that miss, at most; each is looked up again after all have been. */
const MAX_ABSENT_KEYS = 65_536;

/** What a run needs room for. */
export interface WorkloadPlan {
  /** Operations at most; exactly so many unless keys are drawn at random. */
  readonly operations: number;
  /** Keys that can be in the map: 0…keys-1. */
  readonly keys: number;
  /** Keys above those that are never in the map, for lookups that miss. */
  readonly absentKeys: number;
}

/** Entries of the map between two steps, as far as they are known before the run. */
interface Bounds {
  least: number;
  most: number;
}

/**
 * Checks a scenario and counts what its run needs.
 * @throws RangeError naming the field, when a number is outside its range or the run would be too long.
 */
export function planWorkload(scenario: Scenario): WorkloadPlan {
  const { hint, hashing, seed, steps, runtime } = scenario;
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed must be a whole number, not ${seed}`);
  if (hint !== undefined && !(Number.isInteger(hint) && hint <= MAX_TIMELINE_ENTRIES)) {
    throw outside('hint', `a whole number up to ${formatCount(MAX_TIMELINE_ENTRIES)}`, hint);
  }
  if (steps.length > MAX_STEPS) {
    throw outside('the number of steps', `at most ${formatCount(MAX_STEPS)}`, steps.length);
  }
  const live: Bounds = { least: 0, most: 0 };
  let operations = 0;
  let keys = 0;
  let absentKeys = 0;
  let largest = Math.max(8, hint ?? 0);
  let visits = 0;
  for (const [index, step] of steps.entries()) {
    checkStep(step, `steps[${index}]`, runtime.minor);
    const added = operationsOf(step, live.most);
    keys = keysAfter(step, keys, live);
    advance(live, step);
    largest = Math.max(largest, live.most);
    if (step.kind === 'lookup') absentKeys = Math.max(absentKeys, Math.min(step.operations, MAX_ABSENT_KEYS));
    operations += added;
    visits += wholeMapOperations(step) * largest + (hashing === 'uniform' ? 0 : added * live.most);
    if (operations > MAX_TIMELINE_ENTRIES) {
      throw outside(
        `operations up to steps[${index}]`,
        `at most ${formatCount(MAX_TIMELINE_ENTRIES)}`,
        operations,
      );
    }
    if (visits > MAX_VISITS) {
      throw outside(`slots visited up to steps[${index}]`, `at most ${formatCount(MAX_VISITS)}`, visits);
    }
  }
  return { operations, keys, absentKeys };
}

function outside(what: string, wanted: string, value: number): RangeError {
  return new RangeError(`${what} must be ${wanted}, not ${value}`);
}

function checkStep(step: Step, at: string, minor: number): void {
  switch (step.kind) {
    case 'fill':
      checkCount(`${at}.entries`, step.entries);
      break;
    case 'put':
      checkCount(`${at}.operations`, step.operations);
      checkDistribution(step.keys, `${at}.keys`);
      break;
    case 'overwrite':
      checkCount(`${at}.operations`, step.operations);
      break;
    case 'delete':
      checkDelete(step, at);
      break;
    case 'churn':
      checkCount(`${at}.rounds`, step.rounds);
      break;
    case 'lookup':
      checkCount(`${at}.operations`, step.operations);
      checkShare(`${at}.hits`, step.hits);
      break;
    case 'iterate':
      checkCount(`${at}.times`, step.times);
      break;
    case 'bulk-put':
      checkCount(`${at}.entries`, step.entries);
      checkShare(`${at}.existing`, step.existing);
      break;
    case 'clone':
      if (minor < 21) throw new RangeError(`${at}: maps.Clone came with Go 1.21, this is 1.${minor}`);
      break;
    case 'clear':
    case 'rebuild':
  }
}

function checkDelete(step: DeleteStep, at: string): void {
  if (step.victims === 'every-nth') checkCount(`${at}.nth`, step.nth, 1);
  else if (step.amount.kind === 'share') checkShare(`${at}.amount.share`, step.amount.share);
  else checkCount(`${at}.amount.entries`, step.amount.entries);
}

function checkDistribution(keys: KeyDistribution, at: string): void {
  checkCount(`${at}.space`, keys.space, 1);
  if (keys.kind === 'zipf' && !(keys.exponent > 0 && keys.exponent <= MAX_EXPONENT)) {
    throw outside(`${at}.exponent`, `above 0 and at most ${MAX_EXPONENT}`, keys.exponent);
  }
}

function checkCount(field: string, value: number, least = 0): void {
  if (Number.isInteger(value) && value >= least && value <= MAX_TIMELINE_ENTRIES) return;
  throw outside(field, `a whole number from ${least} to ${formatCount(MAX_TIMELINE_ENTRIES)}`, value);
}

function checkShare(field: string, value: number): void {
  if (!(value >= 0 && value <= 1)) throw outside(field, 'a share from 0 to 1', value);
}

/** Operations of a step at most, on a map of up to `live` entries. */
function operationsOf(step: Step, live: number): number {
  switch (step.kind) {
    case 'fill':
    case 'bulk-put':
      return step.entries;
    case 'put':
    case 'overwrite':
    case 'lookup':
      return step.operations;
    case 'delete':
      // The range loop around the deletions is an operation too.
      return deletions(step, live) + (step.victims === 'range' ? 1 : 0);
    case 'churn':
      return 2 * step.rounds;
    case 'iterate':
      return step.times;
    case 'clear':
    case 'clone':
      return 1;
    case 'rebuild':
      // make, one assignment an entry, and the range over the old map.
      return live + 2;
  }
}

/** Operations of a step that visit the whole map. */
function wholeMapOperations(step: Step): number {
  switch (step.kind) {
    case 'iterate':
      return step.times;
    case 'clear':
    case 'clone':
    case 'rebuild':
      return 1;
    case 'delete':
      return step.victims === 'range' ? 1 : 0;
    case 'fill':
    case 'put':
    case 'overwrite':
    case 'churn':
    case 'lookup':
    case 'bulk-put':
      return 0;
  }
}

function keysAfter(step: Step, keys: number, live: Bounds): number {
  switch (step.kind) {
    case 'fill':
      return keys + step.entries;
    case 'put':
      return Math.max(keys, step.keys.space);
    case 'churn':
      return keys + step.rounds;
    case 'bulk-put':
      return keys + step.entries - sharedKeys(step, live.least);
    case 'overwrite':
    case 'delete':
    case 'lookup':
    case 'iterate':
    case 'clear':
    case 'rebuild':
    case 'clone':
      return keys;
  }
}

function advance(live: Bounds, step: Step): void {
  const { least, most } = live;
  live.least =
    step.kind === 'put' ? Math.max(least, Math.min(step.operations, 1)) : entriesAfter(step, least);
  live.most =
    step.kind === 'put' ? most + Math.min(step.operations, step.keys.space) : entriesAfter(step, most);
}

/** Entries after a step that leaves nothing to chance. All of these grow with `live`, so that bounds stay bounds. */
function entriesAfter(step: Exclude<Step, { kind: 'put' }>, live: number): number {
  switch (step.kind) {
    case 'fill':
      return live + step.entries;
    case 'bulk-put':
      return live + step.entries - sharedKeys(step, live);
    case 'delete':
      return live - deletions(step, live);
    case 'churn':
      // An empty map has nothing to delete first, so its first round leaves one entry more.
      return live === 0 && step.first === 'delete' ? Math.min(step.rounds, 1) : live;
    case 'clear':
      return 0;
    case 'overwrite':
    case 'lookup':
    case 'iterate':
    case 'rebuild':
    case 'clone':
      return live;
  }
}
