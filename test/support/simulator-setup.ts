import type { SimulatorSetup } from '../../src/protocol/simulator-setup.ts';

/** A fill of a `map[string]int`, as links and kept states hold it. */
export const FILL_SETUP: SimulatorSetup = {
  version: '1.26',
  key: {
    name: 'string',
    type: { size: 16, align: 8, pointerBytes: 8, comparison: 'string', needKeyUpdate: true },
  },
  elem: { name: 'int', type: { size: 8, align: 8, pointerBytes: 0 } },
  hint: { kind: 'none' },
  steps: [{ kind: 'fill', entries: 1000 }],
  hashing: 'uniform',
  seed: 7,
  compare: { kind: 'none' },
};
