import { describe, expect, it } from 'vitest';
import { nodesOf, resolved } from '../../test/support/resolve.ts';
import { child } from '../syntax/node.ts';
import { typeAt } from './expression-types.ts';
import { comparisonOf } from './key-comparison.ts';

async function comparison(key: string, word?: 4 | 8): Promise<string> {
  const file = await resolved(
    `package p\n\nimport "time"\n\ntype Name string\ntype Point struct { x, y int32 }\ntype Loop struct { l Loop; m int }\n\nvar x map[${key}]int\n`,
  );
  const [map] = nodesOf(file, 'map_type');
  const node = map === undefined ? undefined : child(map, 'key');
  return comparisonOf(typeAt(file, node), file.index, word);
}

describe('how the compiler compares keys', () => {
  it.each([
    ['int64', 'memory'],
    ['uint8', 'memory'],
    ['bool', 'memory'],
    ['*int', 'memory'],
    ['chan int', 'memory'],
    ['[16]byte', 'memory'],
    ['[0]string', 'memory'],
    ['[1]string', 'string'],
    ['[2]string', 'other'],
    ['string', 'string'],
    ['Name', 'string'],
    ['float64', 'other'],
    ['complex64', 'other'],
    ['any', 'other'],
    ['Point', 'memory'],
    ['struct{}', 'memory'],
    ['struct { s string }', 'string'],
    ['struct { a, b string }', 'other'],
    ['struct { a int8; b int64 }', 'other'],
    ['struct { a int32; _ int32 }', 'other'],
    ['time.Duration', 'memory'],
    ['time.Time', 'memory'],
    ['os.Signal', 'other'],
    ['pkg.Unknown', 'other'],
  ])('%s: %s', async (key, expected) => {
    expect(await comparison(key)).toBe(expected);
  });

  it('follows the padding of the target', async () => {
    expect(await comparison('struct { a int32; b *int }')).toBe('other');
    expect(await comparison('struct { a int32; b *int }', 4)).toBe('memory');
  });

  it('ends on a type that contains itself', async () => {
    expect(await comparison('Loop')).toBe('memory');
  });
});
