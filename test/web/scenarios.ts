import type { SimulatorSetup } from '../../src/protocol/simulator-setup.ts';
import { PRESETS } from '../../src/webview/simulator/presets.ts';
import { initialSetup } from '../../src/webview/simulator/setup.ts';
import { ELEM_CHOICES, KEY_CHOICES } from '../../src/webview/simulator/type-choices.ts';

const example = initialSetup(null, null);

/** Setups in which the page is held to the simulator: all stories, and what else a program can be made of. */
export const SCENARIOS: readonly (readonly [name: string, setup: SimulatorSetup])[] = [
  ...PRESETS.map(({ id, setup }) => [id, setup] as const),
  ...['1.18', '1.21', '1.24-noswissmap', '1.24', '1.25', '1.27', '1.27-mapsplitgroup'].map(
    (version) => [`fill on ${version}`, { ...example, version }] as const,
  ),
  ['nothing at all', { ...example, steps: [] }],
  ['one entry', { ...example, steps: [{ kind: 'fill', entries: 1 }] }],
  ['one small group', { ...example, version: '1.26', steps: [{ kind: 'fill', entries: 8 }] }],
  [
    'overwrites and lookups',
    {
      ...example,
      version: '1.22',
      steps: [
        { kind: 'fill', entries: 700 },
        { kind: 'overwrite', operations: 300 },
        { kind: 'lookup', operations: 500, hits: 0.5 },
        { kind: 'iterate', times: 2 },
      ],
    },
  ],
  [
    'drawn keys',
    {
      ...example,
      version: '1.25',
      steps: [{ kind: 'put', operations: 4000, keys: { kind: 'zipf', space: 900, exponent: 1.2 } }],
      seed: 77,
    },
  ],
  [
    'every third goes, then a clone',
    {
      ...example,
      version: '1.23',
      steps: [
        { kind: 'fill', entries: 2100 },
        { kind: 'delete', victims: 'every-nth', nth: 3 },
        { kind: 'clone' },
        { kind: 'fill', entries: 100 },
      ],
    },
  ],
  [
    'a rebuild on the way',
    {
      ...example,
      version: '1.26',
      steps: [
        { kind: 'fill', entries: 3000 },
        { kind: 'delete', victims: 'newest', amount: { kind: 'entries', entries: 2900 } },
        { kind: 'rebuild' },
        { kind: 'fill', entries: 50 },
      ],
    },
  ],
  ...KEY_CHOICES.slice(4).map(
    (key) => [`keys of ${key.name}`, { ...example, version: '1.23', key }] as const,
  ),
  ...ELEM_CHOICES.slice(4, 6).map(
    (elem) => [`elements of ${elem.name}`, { ...example, version: '1.26', elem }] as const,
  ),
];
