import { describe, expect, it } from 'vitest';
import { nodesOf, resolved } from '../../test/support/resolve.ts';
import { child } from '../syntax/node.ts';
import { typeAt } from './expression-types.ts';
import { needKeyUpdate } from './key-update.ts';

async function replaced(key: string): Promise<boolean> {
  const file = await resolved(
    `package p\n\nimport "time"\n\ntype Name string\ntype Point struct { x, y int32 }\ntype Loop struct { l Loop; m int }\n\nvar x map[${key}]int\n`,
  );
  const [map] = nodesOf(file, 'map_type');
  const node = map === undefined ? undefined : child(map, 'key');
  return needKeyUpdate(typeAt(file, node), file.index);
}

describe('keys that an assignment stores again', () => {
  it.each([
    ['string'],
    ['Name'],
    ['float64'],
    ['complex64'],
    ['any'],
    ['[9]string'],
    ['[0]string'],
    ['struct { a int; b [2]float32 }'],
    // Compared as plain memory: the empty array is not looked at.
    ['struct { a [0]string; b [200]byte }'],
    ['struct { a [200]byte; _ string }'],
    ['os.Signal'],
    ['pkg.Unknown'],
  ])('%s', async (key) => {
    expect(await replaced(key)).toBe(true);
  });

  it.each([
    ['int64'],
    ['bool'],
    ['*string'],
    ['chan string'],
    ['unsafe.Pointer'],
    ['[136]byte'],
    ['Point'],
    ['struct{}'],
    // Not compared as one piece of memory, for their gaps and blank fields.
    ['struct { a int8; b int64; c [15]int64 }'],
    ['struct { a int32; _ int32 }'],
    ['time.Time'],
    ['Loop'],
  ])('not %s', async (key) => {
    expect(await replaced(key)).toBe(false);
  });
});
