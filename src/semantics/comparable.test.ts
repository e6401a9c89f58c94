import { describe, expect, it } from 'vitest';
import { nodesOf, resolved } from '../../test/support/resolve.ts';
import { child } from '../syntax/node.ts';
import { incomparablePart } from './comparable.ts';
import { typeAt } from './expression-types.ts';

/** What keeps a type from being a key: `slice`, or with the way to it `a.b: slice`; empty where nothing does. */
async function problem(type: string): Promise<string> {
  const file = await resolved(
    `package p\n\nimport ("net"; "time"; "net/url")\n\ntype Tags []string\ntype Inner struct { ok bool; tags Tags }\n` +
      `type Loop struct { l Loop }\n\nvar x map[int]${type}\n`,
  );
  const [map] = nodesOf(file, 'map_type');
  const part = incomparablePart(
    typeAt(file, map === undefined ? undefined : child(map, 'value')),
    file.index,
  );
  if (part === undefined) return '';
  return part.fields.length === 0 ? part.kind : `${part.fields.join('.')}: ${part.kind}`;
}

describe('what cannot be compared', () => {
  it.each([
    ['[]byte', 'slice'],
    ['map[int]int', 'map'],
    ['func()', 'function'],
    ['[2][]int', 'slice'],
    ['struct { a int; b map[string]int }', 'b: map'],
    ['struct { a Inner }', 'a.tags: slice'],
    ['struct { Tags }', 'Tags: slice'],
    ['net.IP', 'slice'],
    ['url.Values', 'map'],
  ])('%s', async (type, expected) => {
    expect(await problem(type)).toBe(expected);
  });
});

describe('what can be compared', () => {
  it.each([
    'string',
    'any',
    '*[]int',
    'chan []int',
    '[4]string',
    'struct { a *[]int; b float64 }',
    'time.Time',
    'pkg.Unknown',
    'Loop',
  ])('%s', async (type) => {
    expect(await problem(type)).toBe('');
  });
});
