import { describe, expect, it } from 'vitest';
import type { OperandKinds } from '../../analysis/node/operand-kinds.ts';
import type { Operand } from './probe.ts';
import { Tally } from './tally.ts';

function operand(line: number, use: string, kind: string): Operand {
  return { line, column: 2, place: `${line}\t2\t${line}\t5`, use, kind };
}

const OURS: OperandKinds = new Map([
  ['1\t2\t1\t5', 'map'],
  ['2\t2\t2\t5', 'slice'],
  ['3\t2\t3\t5', 'unknown'],
  ['4\t2\t4\t5', 'array'],
]);

describe('the comparison with go/types', () => {
  it('asks only whether it is a map', () => {
    const tally = new Tally();
    tally.add(operand(1, 'index', 'map'), OURS, 'a.go:1:2');
    tally.add(operand(2, 'index', 'array'), OURS, 'a.go:2:2');
    tally.add(operand(3, 'index', 'map'), OURS, 'a.go:3:2');
    tally.add(operand(9, 'index', 'slice'), OURS, 'a.go:9:2');
    expect(tally.count('wrong')).toBe(0);
    expect(tally.report()).toBe(
      'index: 2 operands, 1 (50.00 %) agreed, 0 (0.00 %) unknown, 1 (50.00 %) not met, 0 (0.00 %) wrong\n' +
        'index of a map: 2 operands, 1 (50.00 %) agreed, 1 (50.00 %) unknown, 0 (0.00 %) not met, 0 (0.00 %) wrong\n' +
        'all: 4 operands, 2 (50.00 %) agreed, 1 (25.00 %) unknown, 1 (25.00 %) not met, 0 (0.00 %) wrong\n',
    );
  });

  it('names what is wrong, forty places at most', () => {
    const tally = new Tally();
    for (let n = 1; n <= 42; n++) tally.add(operand(4, 'range', 'map'), OURS, `a.go:${n}:2`);
    tally.add(operand(1, 'len', 'slice'), OURS, 'a\x1b.go:1:2');
    const lines = tally.report().split('\n');
    expect(lines[0]).toBe('a.go:1:2: range: array, in truth map');
    expect(lines[40]).toBe('and 3 more');
    expect(lines.at(-2)).toContain('43 (100.00 %) wrong');
    expect(tally.count('wrong')).toBe(43);
  });
});
