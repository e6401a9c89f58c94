import { describe, expect, it } from 'vitest';
import { classic, INT64, swiss } from './testing.ts';
import { MAX_TIMELINE_ENTRIES, planWorkload } from './workload-plan.ts';
import type { WorkloadPlan } from './workload-plan.ts';
import type { Scenario, Step } from './workload.ts';

const BASE: Scenario = {
  runtime: swiss(26),
  types: { key: INT64, elem: INT64 },
  hint: undefined,
  hashing: 'uniform',
  seed: 1,
  steps: [],
};

function plan(steps: readonly Step[], other: Partial<Scenario> = {}): WorkloadPlan {
  return planWorkload({ ...BASE, ...other, steps });
}

const fill = (entries: number): Step => ({ kind: 'fill', entries });
const share = (part: number): Step => ({
  kind: 'delete',
  victims: 'random',
  amount: { kind: 'share', share: part },
});

describe('the room a run needs', () => {
  it('is nothing for no steps', () => {
    expect(plan([])).toEqual({ operations: 0, keys: 0, absentKeys: 0 });
  });

  it('counts operations and keys of each step from the entries there are', () => {
    const steps: readonly (readonly [Step, operations: number, keys: number])[] = [
      [fill(100), 100, 100],
      [share(0.9), 90, 0],
      [{ kind: 'rebuild' }, 12, 0],
      [{ kind: 'clone' }, 1, 0],
      [{ kind: 'bulk-put', entries: 20, existing: 0.25 }, 20, 15],
      [{ kind: 'churn', rounds: 7, victims: 'oldest', first: 'delete' }, 14, 7],
      [{ kind: 'delete', victims: 'every-nth', nth: 2 }, 12, 0],
      [{ kind: 'delete', victims: 'range', amount: { kind: 'entries', entries: 1000 } }, 14, 0],
      [{ kind: 'churn', rounds: 3, victims: 'random', first: 'delete' }, 6, 3],
      [{ kind: 'rebuild' }, 3, 0],
      [{ kind: 'overwrite', operations: 5 }, 5, 0],
      [{ kind: 'iterate', times: 4 }, 4, 0],
      [{ kind: 'clear' }, 1, 0],
      [{ kind: 'rebuild' }, 2, 0],
    ];
    let operations = 0;
    let keys = 0;
    for (const [index, [, added, taken]] of steps.entries()) {
      operations += added;
      keys += taken;
      expect(plan(steps.slice(0, index + 1).map(([step]) => step))).toEqual({
        operations,
        keys,
        absentKeys: 0,
      });
    }
  });

  it('reckons with all keys of a space and with the most entries they can become', () => {
    const put: Step = { kind: 'put', operations: 50, keys: { kind: 'uniform', space: 30 } };
    expect(plan([put, { kind: 'rebuild' }])).toEqual({ operations: 50 + 32, keys: 30, absentKeys: 0 });
  });

  it('keeps keys for misses, but not without end', () => {
    const lookup = (operations: number): Step => ({ kind: 'lookup', operations, hits: 0.5 });
    expect(plan([lookup(10), lookup(20)]).absentKeys).toBe(20);
    expect(plan([lookup(1_000_000)]).absentKeys).toBe(65_536);
  });
});

describe('a scenario that cannot run', () => {
  const refused: readonly (readonly [field: string, Step])[] = [
    ['steps[0].entries', fill(1.5)],
    ['steps[0].entries', fill(-1)],
    ['steps[0].entries', fill(Number.NaN)],
    ['steps[0].entries', fill(MAX_TIMELINE_ENTRIES + 1)],
    ['steps[0].operations', { kind: 'put', operations: 0.5, keys: { kind: 'uniform', space: 3 } }],
    ['steps[0].keys.space', { kind: 'put', operations: 1, keys: { kind: 'uniform', space: 0 } }],
    ['steps[0].keys.exponent', { kind: 'put', operations: 1, keys: { kind: 'zipf', space: 3, exponent: 0 } }],
    [
      'steps[0].keys.exponent',
      { kind: 'put', operations: 1, keys: { kind: 'zipf', space: 3, exponent: 11 } },
    ],
    ['steps[0].operations', { kind: 'overwrite', operations: -2 }],
    ['steps[0].amount.share', share(1.01)],
    ['steps[0].amount.share', share(Number.NaN)],
    [
      'steps[0].amount.entries',
      { kind: 'delete', victims: 'oldest', amount: { kind: 'entries', entries: 0.1 } },
    ],
    ['steps[0].nth', { kind: 'delete', victims: 'every-nth', nth: 0 }],
    ['steps[0].rounds', { kind: 'churn', rounds: Infinity, victims: 'oldest', first: 'delete' }],
    ['steps[0].operations', { kind: 'lookup', operations: -1, hits: 1 }],
    ['steps[0].hits', { kind: 'lookup', operations: 1, hits: -0.1 }],
    ['steps[0].times', { kind: 'iterate', times: 1.5 }],
    ['steps[0].entries', { kind: 'bulk-put', entries: -1, existing: 0 }],
    ['steps[0].existing', { kind: 'bulk-put', entries: 1, existing: 2 }],
  ];

  it.each(refused)('names %s', (field, step) => {
    expect(() => plan([step])).toThrow(RangeError);
    expect(() => plan([step])).toThrow(`${field} must be`);
  });

  it('names the seed, the hint and the number of steps', () => {
    expect(() => plan([], { seed: 0.5 })).toThrow('seed must be');
    expect(() => plan([], { hint: 0.5 })).toThrow('hint must be');
    expect(() => plan([], { hint: MAX_TIMELINE_ENTRIES + 1 })).toThrow('hint must be');
    expect(() => plan(Array.from({ length: 1001 }, () => fill(1)))).toThrow('the number of steps must be');
  });

  it('has too many operations in all', () => {
    expect(plan([fill(MAX_TIMELINE_ENTRIES)]).operations).toBe(MAX_TIMELINE_ENTRIES);
    expect(() => plan([fill(MAX_TIMELINE_ENTRIES), fill(1)])).toThrow('operations up to steps[1] must be');
  });

  it('visits too many slots: in ranges, or with every operation where hashes are clustered', () => {
    const ranges = [fill(100_000), { kind: 'iterate', times: 10_000 }] as const;
    expect(() => plan(ranges)).toThrow('slots visited up to steps[1] must be');
    expect(() => plan([{ kind: 'iterate', times: 10_000 }], { hint: 100_000 })).toThrow('slots visited');
    expect(() => plan([fill(30_000)], { hashing: 'one-bucket' })).toThrow(
      'slots visited up to steps[0] must be',
    );
    expect(plan([fill(20_000)], { hashing: 'one-bucket' }).operations).toBe(20_000);
  });

  it('clones a map before Go 1.21', () => {
    expect(() => plan([{ kind: 'clone' }], { runtime: classic(20) })).toThrow('steps[0]: maps.Clone');
    expect(plan([{ kind: 'clone' }], { runtime: classic(21) }).operations).toBe(1);
  });

  it('does not lie in a negative hint, which counts as none', () => {
    expect(plan([fill(3)], { hint: -5 }).operations).toBe(3);
  });
});
