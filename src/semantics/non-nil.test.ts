import { describe, expect, it } from 'vitest';
import { nodesOf, resolved } from '../../test/support/resolve.ts';
import { isNonNilMap } from './non-nil.ts';

describe('isNonNilMap', () => {
  it.each([
    ['for range m {}', false],
    ['if m == nil { return }; for range m {}', true],
    ['if len(m) == 0 { return }; for range m {}', true],
    ['if len(m) == 0 || x { return }; for range m {}', true],
    ['if len(m) == 0 && x { return }; for range m {}', false],
    ['if m == nil { x = true }; for range m {}', false],
    ['if m == nil { return }; m = load(); for range m {}', false],
    ['if m != nil { for range m {} }', true],
    ['if x && len(m) > 0 { for range m {} }', true],
    ['if x || m != nil { for range m {} }', false],
    ['if m == nil { x = true } else { return }; for range m {}', false],
    ['if other == nil { return }; for range m {}', false],
    ['if m == nil { return }; for x { for range m {}; m = nil }', false],
    ['{ m := map[int]int{}; for range m {} }', true],
    ['{ m := make(map[int]int); m[1] = 2; for range m {} }', true],
    ['{ m := make(map[int]int); if x { m = nil }; for range m {} }', false],
    ['{ m := make(map[int]int); reset(&m); for range m {} }', false],
    ['{ m := load(); for range m {} }', false],
  ])('%s: %s', async (body, nonNil) => {
    const file = await resolved(
      `package p\n\nfunc f(m, other map[int]int, x bool) {\n${body}\n}\n\nfunc load() map[int]int { return nil }\n\nfunc reset(*map[int]int) {}\n`,
    );
    const operand = nodesOf(file, 'range_clause')[0]?.children.find(({ field }) => field === 'right');
    if (operand === undefined) throw new Error('no range loop');
    expect(isNonNilMap(file, operand)).toBe(nonNil);
  });
});
