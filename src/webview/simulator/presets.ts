import type { SimulatorSetup } from '../../protocol/simulator-setup.ts';
import { TYPICAL_SEED } from '../../simulator/index.ts';
import type { KeyType, StoredType } from '../../simulator/index.ts';
import type { Named } from '../../protocol/simulator-setup.ts';
import { ELEM_CHOICES, KEY_CHOICES } from './type-choices.ts';

/** A story that teaches one true thing. Each claim of its sentences is held by presets.test.ts. */
export interface Preset {
  readonly id: string;
  readonly title: string;
  /** Two sentences: what happens, and where to look. */
  readonly lesson: string;
  readonly setup: SimulatorSetup;
  /** Versions besides that of the setup for which the lesson is true as well. */
  readonly alsoOn?: readonly string[];
  /** Operation to open it at; left out where the last growth is what is to be looked at. */
  readonly playhead?: number;
}

const key = (name: string): Named<KeyType> => named(KEY_CHOICES, name);
const elem = (name: string): Named<StoredType> => named(ELEM_CHOICES, name);

function named<Type extends StoredType>(choices: readonly Named<Type>[], name: string): Named<Type> {
  const found = choices.find((choice) => choice.name === name);
  if (found === undefined) throw new RangeError(`no type ${name} to choose`);
  return found;
}

const BASE: SimulatorSetup = {
  version: '1.26',
  key: key('string'),
  elem: elem('int'),
  hint: { kind: 'none' },
  steps: [],
  hashing: 'uniform',
  seed: TYPICAL_SEED,
  compare: { kind: 'none' },
};

export const PRESETS: readonly Preset[] = [
  {
    id: 'no-hint',
    title: 'Fill without a hint',
    lesson:
      'A map that is told nothing doubles again and again, and copies its entries each time it does. ' +
      'The red peaks are single inserts that moved others, and the dashed line is the same fill with a hint, which moves nothing.',
    setup: { ...BASE, steps: [{ kind: 'fill', entries: 3000 }], compare: { kind: 'hint' } },
  },
  {
    id: 'evacuation',
    title: 'Evacuation, a few buckets per write',
    lesson:
      'Up to Go 1.23 a full map gets a second array, and every write moves its own old bucket and the next one in line. ' +
      'Play through the shaded stretch and watch the mark: both arrays are held until it reaches the end, and a lookup goes to the old bucket as long as that is not evacuated.',
    setup: {
      ...BASE,
      version: '1.23',
      key: key('int'),
      elem: elem('*T'),
      steps: [{ kind: 'fill', entries: 3000 }],
    },
  },
  {
    id: 'dummy-write',
    title: 'A dummy write does not finish an evacuation',
    lesson:
      'The last insert started a growth, and the overwrite after it was meant to end it: it moved two old buckets of 256. ' +
      'Step over the last operation; overwriting the same key goes on by one old bucket at a time, so it takes some 250 more.',
    playhead: 1666,
    setup: {
      ...BASE,
      version: '1.23',
      key: key('int'),
      steps: [
        { kind: 'fill', entries: 1665 },
        { kind: 'overwrite', operations: 1 },
      ],
    },
  },
  {
    id: 'delete-keeps',
    title: 'Deleting does not shrink a map',
    lesson:
      'After 99 % of its entries are gone the map holds as many bytes as before, and a range still looks at every group. ' +
      'The other run rebuilds the map after the delete: compare the bytes at the end, and what the range visits.',
    playhead: 39_801,
    setup: {
      ...BASE,
      steps: [
        { kind: 'fill', entries: 20_000 },
        { kind: 'delete', victims: 'random', amount: { kind: 'share', share: 0.99 } },
        { kind: 'iterate', times: 1 },
      ],
      compare: { kind: 'rebuild' },
    },
  },
  {
    id: 'delete-in-range',
    title: 'Delete all in a range, or clear',
    lesson:
      'Both leave the map empty and as large as it was. ' +
      'The loop takes one operation for each entry and clear takes one for all, which is why the compiler turns the plain loop into a clear.',
    playhead: 4_001,
    setup: {
      ...BASE,
      steps: [
        { kind: 'fill', entries: 2000 },
        { kind: 'delete', victims: 'range', amount: { kind: 'share', share: 1 } },
        { kind: 'fill', entries: 200 },
      ],
      compare: { kind: 'clear' },
    },
  },
  {
    id: 'churn',
    title: 'A queue: delete the oldest, insert a new one',
    lesson:
      'The number of entries never changes, yet deletes from full groups leave tombstones, and those use up room until a table splits in two. ' +
      'Watch the orange slots and the peaks after the fill; the other run rebuilds the map at the end, and holds a third less.',
    playhead: 46_000,
    setup: {
      ...BASE,
      version: '1.24',
      steps: [
        { kind: 'fill', entries: 7000 },
        { kind: 'churn', rounds: 20_000, victims: 'oldest', first: 'delete' },
      ],
      compare: { kind: 'rebuild' },
    },
  },
  {
    id: 'same-size',
    title: 'Growth to the same size',
    lesson:
      'Up to Go 1.23, a map whose entries come and go gathers overflow buckets, and is then rebuilt in an array of the same size. ' +
      'The line of slots stays level while the shaded stretches show that everything is moved all the same.',
    setup: {
      ...BASE,
      version: '1.23',
      key: key('int'),
      steps: [
        { kind: 'fill', entries: 1600 },
        { kind: 'churn', rounds: 12_000, victims: 'oldest', first: 'delete' },
      ],
    },
  },
  {
    id: 'oversized',
    title: 'A hint that is far too large',
    lesson:
      'A map made for 100,000 entries takes all its memory at once, and keeps it for the few that come. ' +
      'Look at bytes per entry, and at the run with a hint that fits.',
    playhead: 200,
    setup: {
      ...BASE,
      hint: { kind: 'number', value: 100_000 },
      steps: [{ kind: 'fill', entries: 200 }],
      compare: { kind: 'hint' },
    },
  },
  {
    id: 'empty-struct',
    title: 'struct{} saves nothing from Go 1.24 on',
    lesson:
      'With these keys a set of struct{} takes as many bytes as one of bool: the slot of a Swiss map is padded to the same size. ' +
      'Switch to Go 1.23, where the elements lie behind the keys and struct{} takes none, and the totals part.',
    alsoOn: ['1.23'],
    setup: {
      ...BASE,
      elem: elem('struct{}'),
      steps: [{ kind: 'fill', entries: 5000 }],
      compare: { kind: 'elem', elem: elem('bool') },
    },
  },
  {
    id: 'large-elements',
    title: 'Elements above 128 bytes',
    lesson:
      'An element of 256 bytes is not stored in the map: each insert allocates it for itself, and the slot keeps a pointer. ' +
      'Compare the allocations with those of 128 bytes, the largest element that is stored in place.',
    setup: {
      ...BASE,
      elem: elem('[256]byte'),
      steps: [{ kind: 'fill', entries: 2000 }],
      compare: { kind: 'elem', elem: elem('[128]byte') },
    },
  },
  {
    id: 'bulk-put',
    title: 'Copying one map into another',
    lesson:
      'maps.Copy assigns the entries one by one, so that a map without a hint grows as if each were written by hand. ' +
      'A hint for both maps together saves all of the growth.',
    setup: {
      ...BASE,
      steps: [
        { kind: 'fill', entries: 1000 },
        { kind: 'bulk-put', entries: 5000, existing: 0 },
      ],
      compare: { kind: 'hint' },
    },
  },
  {
    id: 'one-bucket',
    title: 'What the hash seed protects from',
    lesson:
      'All keys want the same bucket here, which nobody can arrange from outside, because every map draws a seed of its own. ' +
      'The chain of overflow buckets under one column is what each lookup has to walk.',
    playhead: 500,
    setup: {
      ...BASE,
      version: '1.23',
      key: key('int'),
      hashing: 'one-bucket',
      steps: [
        { kind: 'fill', entries: 400 },
        { kind: 'lookup', operations: 100, hits: 1 },
      ],
    },
  },
  {
    id: 'swiss',
    title: 'From buckets to Swiss tables',
    lesson:
      'The same fill on Go 1.23 and on Go 1.26: the old map moves a few entries with each write, the new one a whole table at once. ' +
      'Compare the most that a single operation moves, and the bytes of both.',
    setup: {
      ...BASE,
      key: key('int'),
      steps: [{ kind: 'fill', entries: 20_000 }],
      compare: { kind: 'version', version: '1.23' },
    },
  },
];
