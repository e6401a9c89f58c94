import { describe, expect, it } from 'vitest';
import { parseSimulatorSetup, setupFromText, setupToText } from './simulator-setup.ts';
import type { SimulatorSetup } from './simulator-setup.ts';

const SETUP: SimulatorSetup = {
  version: '1.26',
  key: {
    name: 'string',
    type: { size: 16, align: 8, pointerBytes: 8, comparison: 'string', needKeyUpdate: true },
  },
  elem: { name: 'int', type: { size: 8, align: 8, pointerBytes: 0 } },
  hint: { kind: 'none' },
  steps: [
    { kind: 'fill', entries: 1000 },
    { kind: 'delete', victims: 'random', amount: { kind: 'share', share: 0.9 } },
    { kind: 'delete', victims: 'every-nth', nth: 2 },
    { kind: 'put', operations: 10, keys: { kind: 'zipf', space: 100, exponent: 1.1 } },
    { kind: 'clear' },
  ],
  hashing: 'uniform',
  seed: 7,
  compare: { kind: 'version', version: '1.23' },
};

describe('setupFromText', () => {
  it('reads what setupToText wrote', () => {
    expect(setupFromText(setupToText(SETUP))).toEqual(SETUP);
  });

  it.each(['', 'null', '{', '[]', JSON.stringify({ ...SETUP, seed: -1 }), ' '.repeat(10_000)])(
    'takes nothing else: %.20s',
    (text) => {
      expect(setupFromText(text)).toBeUndefined();
    },
  );
});

describe('parseSimulatorSetup', () => {
  it.each([
    ['a step nobody knows', { steps: [{ kind: 'explode' }] }],
    ['too many steps', { steps: Array.from({ length: 13 }, () => ({ kind: 'clear' })) }],
    ['more entries than can be simulated', { steps: [{ kind: 'fill', entries: 1e9 }] }],
    [
      'a share above all',
      { steps: [{ kind: 'delete', victims: 'random', amount: { kind: 'share', share: 2 } }] },
    ],
    ['a fraction of an entry', { hint: { kind: 'number', value: 0.5 } }],
    ['a type of no alignment', { elem: { name: 'x', type: { size: 8, align: 3, pointerBytes: 0 } } }],
  ])('refuses %s', (_what, part) => {
    expect(parseSimulatorSetup({ ...SETUP, ...part })).toBeUndefined();
  });
});
