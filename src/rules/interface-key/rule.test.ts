import { expect, it } from 'vitest';
import { analyze } from '../../../test/support/analyze.ts';
import { testRule } from '../../../test/support/rule-tester.ts';
import { interfaceKey } from './rule.ts';

testRule(interfaceKey, new URL('./fixtures/', import.meta.url));

async function fixesFor(body: string): Promise<string[]> {
  const source = `package example

import "net/netip"

type id int

func count(ids []id, names []string, addresses []netip.Addr) int {
	${body}
	return len(seen)
}
`;
  const { findings } = await analyze(source, { rules: [interfaceKey] });
  expect(findings).toHaveLength(1);
  return findings.flatMap(({ fixes }) => fixes.map(({ title }) => title));
}

it.each([
  ['seen := map[any]bool{}; for _, v := range ids { seen[v] = true }', 'id'],
  ['seen := map[any]bool{}; for _, v := range names { seen[v] = true }', 'string'],
  ['seen := map[any]bool{}; for i := range ids { seen[&ids[i]] = true }', '*id'],
  ['seen := map[any]bool{}; for _, v := range addresses { seen[v] = true }', 'netip.Addr'],
  ['var seen map[any]bool = map[any]bool{}; for _, v := range ids { seen[v] = true }', 'id'],
])('offers the type where the file has a name for it: %s', async (body, type) => {
  expect(await fixesFor(body)).toEqual([`Make the key type ${type}`]);
});

it.each([
  'seen := map[any]bool{}; for _, v := range ids { seen[v] = true }; for k := range seen { print(k) }',
  'seen := map[any]bool{}; type own int; for _, v := range ids { seen[own(v)] = true }',
  'seen := map[any]bool{}; for _, v := range ids { id := v; seen[id] = true }',
  'var seen, other map[any]bool = map[any]bool{}, nil; for _, v := range ids { seen[v] = true }; _ = other',
])('offers no fix that might not compile: %s', async (body) => {
  expect(await fixesFor(body)).toEqual([]);
});
