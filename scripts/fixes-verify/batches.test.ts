import { describe, expect, it } from 'vitest';
import type { TextEdit } from '../../src/base/text.ts';
import { batchesOf, culprits, editsOf, type FileFix } from './batches.ts';

function edit(start: number, end: number, newText = 'x'): TextEdit {
  return { span: { start, end }, newText };
}

function fix(file: string, ...edits: readonly TextEdit[]): FileFix {
  return { file, edits };
}

describe('batchesOf', () => {
  it('puts fixes of different files together, and fixes of one file that keep apart', () => {
    const fixes = [fix('a', edit(0, 5)), fix('b', edit(0, 5)), fix('a', edit(5, 9))];
    expect(batchesOf(fixes)).toEqual([fixes]);
  });

  it('parts fixes that overlap or begin at one place', () => {
    const [first, inside, beside] = [
      fix('a', edit(0, 5)),
      fix('a', edit(2, 3)),
      fix('a', edit(0, 0), edit(9, 9)),
    ];
    expect(batchesOf([first, inside, beside])).toEqual([[first], [inside, beside]]);
  });

  it('takes one and the same import for one edit', () => {
    const [first, second] = [
      fix('a', edit(0, 0, '"maps"'), edit(5, 6)),
      fix('a', edit(0, 0, '"maps"'), edit(8, 9)),
    ];
    expect(batchesOf([first, second])).toEqual([[first, second]]);
    expect(editsOf([first, second])).toEqual([edit(0, 0, '"maps"'), edit(5, 6), edit(8, 9)]);
  });
});

describe('culprits', () => {
  it('finds what fails by itself, and tries the rest of it no further', () => {
    let tries = 0;
    const bad = culprits([1, 2, 3, 4, 5, 6, 7, 8], (some) => {
      tries++;
      return !some.includes(3) && !some.includes(7);
    });
    expect(bad).toEqual([3, 7]);
    expect(tries).toBeLessThan(16);
  });

  it('blames nobody for what fails together only', () => {
    expect(culprits([1, 2], (some) => some.length < 2)).toEqual([]);
    expect(culprits([], () => false)).toEqual([]);
  });
});
