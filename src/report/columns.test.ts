import { describe, expect, it } from 'vitest';
import { cutColumns, layOut, withoutControls } from './columns.ts';

describe('layOut', () => {
  it.each([
    ['m := 1', 'm := 1', [0, 1, 2, 3, 4, 5, 6]],
    ['\ta\tb', '    a   b', [0, 4, 5, 8, 9]],
    ['地x', '地x', [0, 2, 3]],
    // A letter outside the basic plane: two code units, one cell.
    ['𝒳x', '𝒳x', [0, 0, 1, 2]],
    ['e\u0301x', 'e\u0301x', [0, 0, 1, 2]],
    ['👩‍💻x', '👩‍💻x', [0, 0, 0, 0, 0, 2, 3]],
    ['', '', [0]],
  ])('%j', (line, text, columns) => {
    expect(layOut(line)).toEqual({ text, columns });
  });

  it('lets no control character and no direction mark through', () => {
    expect(layOut('a\u001B[31mb\u202Ec\u0085').text).toBe('a\uFFFD[31mb\uFFFDc\uFFFD');
    expect(withoutControls('x\r\ny')).toBe('x\uFFFD\uFFFDy');
  });
});

it('cuts by cells and leaves out what does not fit whole', () => {
  expect(cutColumns(layOut('ab地cd'), 1, 4)).toBe('b地');
  expect(cutColumns(layOut('ab地cd'), 3, 6)).toBe('cd');
});
