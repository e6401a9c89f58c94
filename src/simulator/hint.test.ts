import { expect, it } from 'vitest';
import { estimateFill } from './estimate.ts';
import { isHintIgnored } from './hint.ts';
import { runtimeFor } from './runtime.ts';
import { INT64 } from './testing.ts';

/** Buckets of 1,104 bytes on 64 bits, 1,100 on 32, and groups of 1,096. */
const TYPES = { key: INT64, elem: { size: 128, align: 4, pointerBytes: 0 } };

it.each([
  ['amd64', 23, 8, false],
  ['amd64', 23, 9, false],
  // A bucket for each entry may take 2^48 bytes, or 2^32 - 1 on 32 bits.
  ['amd64', 23, 254_959_218_035, false],
  ['amd64', 23, 254_959_218_036, true],
  ['386', 23, 3_904_515, false],
  ['386', 23, 3_904_516, true],
  ['amd64', 26, 8, false],
  ['amd64', 26, 9, false],
  // Full tables, each slot of which is taken for a group: one entry more would double their number.
  ['amd64', 26, 120_259_084_288, false],
  ['amd64', 26, 120_259_084_289, true],
  ['386', 26, 1_835_008, false],
  ['386', 26, 1_835_009, true],
] as const)('on %s, Go 1.%i, a hint of %d: %s', (architecture, minor, hint, ignored) => {
  const runtime = runtimeFor({ major: 1, minor, patch: 0 }, { architecture });
  expect(isHintIgnored(runtime, TYPES, hint)).toBe(ignored);
  const without = estimateFill({ runtime, types: TYPES, hint: undefined, entries: 100 });
  const withHint = estimateFill({ runtime, types: TYPES, hint, entries: 100 });
  expect(withHint.bytes === without.bytes).toBe(ignored || hint === 8);
});
