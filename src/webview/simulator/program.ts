import { formatCount } from '../../base/format.ts';
import type { Step } from '../../simulator/index.ts';
import { formatShare } from '../shared/format.ts';

export type StepKind = Step['kind'];

/** The steps a program can be made of, in the order they are offered, with their names. */
export const STEP_NAMES: Readonly<Record<StepKind, string>> = {
  fill: 'fill',
  delete: 'delete',
  churn: 'churn',
  overwrite: 'overwrite',
  put: 'put drawn keys',
  'bulk-put': 'copy a map in',
  lookup: 'look up',
  iterate: 'range',
  clear: 'clear',
  rebuild: 'rebuild',
  clone: 'maps.Clone',
};

export const STEP_KINDS = Object.keys(STEP_NAMES) as readonly StepKind[];

/** A step of a kind that makes sense after a fill of so many entries. */
export function freshStep(kind: StepKind, entries: number): Step {
  const some = Math.max(1, entries);
  switch (kind) {
    case 'fill':
      return { kind, entries: some };
    case 'put':
      return { kind, operations: some, keys: { kind: 'zipf', space: some, exponent: 1.1 } };
    case 'overwrite':
      return { kind, operations: some };
    case 'delete':
      return { kind, victims: 'random', amount: { kind: 'share', share: 0.9 } };
    case 'churn':
      return { kind, rounds: some, victims: 'oldest', first: 'delete' };
    case 'lookup':
      return { kind, operations: some, hits: 1 };
    case 'iterate':
      return { kind, times: 1 };
    case 'bulk-put':
      return { kind, entries: some, existing: 0 };
    case 'clear':
    case 'rebuild':
    case 'clone':
      return { kind };
  }
}

/** Ways to choose what a delete step removes. */
export const VICTIMS = {
  random: 'at random',
  oldest: 'the oldest',
  newest: 'the newest',
  range: 'in a range loop',
  'every-nth': 'one in n',
} as const;

/** One step in words: `delete 90% at random`. */
export function stepText(step: Step): string {
  switch (step.kind) {
    case 'fill':
      return `fill ${formatCount(step.entries)}`;
    case 'put':
      return `put ${formatCount(step.operations)} of ${formatCount(step.keys.space)} keys, ${step.keys.kind}`;
    case 'overwrite':
      return `overwrite ${formatCount(step.operations)}`;
    case 'delete':
      if (step.victims === 'every-nth') return `delete 1 in ${formatCount(step.nth)}`;
      return step.amount.kind === 'share'
        ? `delete ${formatShare(step.amount.share)} ${VICTIMS[step.victims]}`
        : `delete ${formatCount(step.amount.entries)} ${VICTIMS[step.victims]}`;
    case 'churn':
      return `churn ${formatCount(step.rounds)}, ${VICTIMS[step.victims]} go`;
    case 'lookup':
      return `look up ${formatCount(step.operations)}, ${formatShare(step.hits)} found`;
    case 'iterate':
      return step.times === 1 ? 'range once' : `range ${formatCount(step.times)} times`;
    case 'clear':
      return 'clear';
    case 'rebuild':
      return 'rebuild';
    case 'clone':
      return 'maps.Clone';
    case 'bulk-put':
      return `copy in ${formatCount(step.entries)}, ${formatShare(step.existing)} of them there`;
  }
}

/** A number a reader sets in a step. */
export interface StepField {
  readonly label: string;
  readonly value: number;
  /** In per cent rather than as it is. */
  readonly isShare: boolean;
  readonly least: number;
  readonly change: (value: number) => Step;
}

/** The numbers of a step. Shares are from 0 to 1. */
export function stepFields(step: Step): readonly StepField[] {
  const whole = (label: string, value: number, change: StepField['change'], least = 0): StepField => ({
    label,
    value,
    isShare: false,
    least,
    change,
  });
  const share = (label: string, value: number, change: StepField['change']): StepField => ({
    label,
    value,
    isShare: true,
    least: 0,
    change,
  });
  switch (step.kind) {
    case 'fill':
      return [whole('entries', step.entries, (entries) => ({ ...step, entries }))];
    case 'put':
      return [
        whole('puts', step.operations, (operations) => ({ ...step, operations })),
        whole('keys', step.keys.space, (space) => ({ ...step, keys: { ...step.keys, space } }), 1),
      ];
    case 'overwrite':
      return [whole('overwrites', step.operations, (operations) => ({ ...step, operations }))];
    case 'delete': {
      if (step.victims === 'every-nth') return [whole('n', step.nth, (nth) => ({ ...step, nth }), 1)];
      const { amount } = step;
      return amount.kind === 'share'
        ? [
            share('of the entries', amount.share, (value) => ({
              ...step,
              amount: { kind: 'share', share: value },
            })),
          ]
        : [
            whole('entries', amount.entries, (entries) => ({
              ...step,
              amount: { kind: 'entries', entries },
            })),
          ];
    }
    case 'churn':
      return [whole('rounds', step.rounds, (rounds) => ({ ...step, rounds }))];
    case 'lookup':
      return [
        whole('lookups', step.operations, (operations) => ({ ...step, operations })),
        share('found', step.hits, (hits) => ({ ...step, hits })),
      ];
    case 'iterate':
      return [whole('times', step.times, (times) => ({ ...step, times }))];
    case 'bulk-put':
      return [
        whole('entries', step.entries, (entries) => ({ ...step, entries })),
        share('there already', step.existing, (existing) => ({ ...step, existing })),
      ];
    case 'clear':
    case 'rebuild':
    case 'clone':
      return [];
  }
}

/** One of several ways a step goes about it. */
export interface StepOption {
  readonly label: string;
  readonly value: string;
  readonly choices: Readonly<Record<string, string>>;
  readonly change: (value: string) => Step;
}

/** The choice a step leaves besides its numbers, undefined where there is none. */
export function stepOption(step: Step): StepOption | undefined {
  switch (step.kind) {
    case 'delete':
      return {
        label: 'which entries',
        value: step.victims,
        choices: VICTIMS,
        change: (value) => withVictims(step, value as keyof typeof VICTIMS),
      };
    case 'churn':
      return {
        label: 'which entries go',
        value: step.victims,
        choices: { oldest: VICTIMS.oldest, random: VICTIMS.random },
        change: (value) => ({ ...step, victims: value === 'random' ? 'random' : 'oldest' }),
      };
    case 'put':
      return {
        label: 'how keys are drawn',
        value: step.keys.kind,
        choices: { sequential: 'in order', uniform: 'uniformly', zipf: 'by Zipf’s law' },
        change: (value) => withDistribution(step, value),
      };
    default:
      return undefined;
  }
}

function withVictims(step: Extract<Step, { kind: 'delete' }>, victims: keyof typeof VICTIMS): Step {
  if (victims === 'every-nth') return { kind: 'delete', victims, nth: 2 };
  const amount = step.victims === 'every-nth' ? { kind: 'share' as const, share: 0.5 } : step.amount;
  return { kind: 'delete', victims, amount };
}

function withDistribution(step: Extract<Step, { kind: 'put' }>, kind: string): Step {
  const { space } = step.keys;
  if (kind === 'zipf') return { ...step, keys: { kind, space, exponent: 1.1 } };
  return { ...step, keys: { kind: kind === 'uniform' ? 'uniform' : 'sequential', space } };
}
