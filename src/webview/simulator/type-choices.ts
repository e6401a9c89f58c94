import type { Named } from '../../protocol/simulator-setup.ts';
import type { KeyType, SlotTypes, StoredType } from '../../simulator/index.ts';

/** Sizes are those of 64-bit targets. */
const plain = (size: number, align: number): StoredType => ({ size, align, pointerBytes: 0 });
const POINTER: StoredType = { size: 8, align: 8, pointerBytes: 8 };
const STRING: StoredType = { size: 16, align: 8, pointerBytes: 8 };

const memory = (type: StoredType): KeyType => ({ ...type, comparison: 'memory', needKeyUpdate: false });

/** Key types to choose from besides the map's own: one for each way the runtime treats keys, and common sizes. */
export const KEY_CHOICES: readonly Named<KeyType>[] = [
  { name: 'string', type: { ...STRING, comparison: 'string', needKeyUpdate: true } },
  { name: 'int', type: memory(plain(8, 8)) },
  { name: 'int32', type: memory(plain(4, 4)) },
  { name: '*T', type: memory(POINTER) },
  { name: '[16]byte', type: memory(plain(16, 1)) },
  { name: '[32]byte', type: memory(plain(32, 1)) },
  { name: 'float64', type: { ...plain(8, 8), comparison: 'other', needKeyUpdate: true } },
  { name: 'any', type: { size: 16, align: 8, pointerBytes: 16, comparison: 'other', needKeyUpdate: true } },
  { name: '[200]byte', type: memory(plain(200, 1)) },
];

/** Element types to choose from besides the map's own. */
export const ELEM_CHOICES: readonly Named<StoredType>[] = [
  { name: 'struct{}', type: plain(0, 1) },
  { name: 'bool', type: plain(1, 1) },
  { name: 'int', type: plain(8, 8) },
  { name: '*T', type: POINTER },
  { name: 'string', type: STRING },
  { name: '[]byte', type: { size: 24, align: 8, pointerBytes: 8 } },
  { name: '[64]byte', type: plain(64, 1) },
  { name: '[128]byte', type: plain(128, 1) },
  { name: '[256]byte', type: plain(256, 1) },
];

/** The types of a setup as the simulator takes them. */
export function slotTypes({ key, elem }: { key: Named<KeyType>; elem: Named<StoredType> }): SlotTypes {
  return { key: key.type, elem: elem.type };
}

/** The choices with one more in front, unless it is among them. */
export function withOwn<Type extends StoredType>(
  choices: readonly Named<Type>[],
  own: Named<Type>,
): readonly Named<Type>[] {
  return choices.some(({ name }) => name === own.name) ? choices : [own, ...choices];
}
