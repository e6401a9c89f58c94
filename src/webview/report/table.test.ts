import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SORT_COLUMNS } from '../../protocol/report-view.ts';
import { runtimeFor } from '../../simulator/index.ts';
import { HEAD, moveCell } from './cursor.ts';
import { Repricer } from './repricing.ts';
import { NOTHING_SELECTED, shareOf, toggleAll, toggleRange, toggleRow, withoutGone } from './selection.ts';
import { FIRST_ORDER, sortRows, toggledOrder, withoutVersion } from './sorting.ts';
import { elsewhere, finding, rowsOf, viewFile, viewRow } from './testing.ts';
import { FIRST_VIEW, restored, stateOf, VERSIONS } from './view-state.ts';
import { rowWindow, scrollToRow } from './window.ts';

const rows = rowsOf(
  viewFile([
    viewRow(1, { name: 'B', entries: 10, heat: 'cold', findings: [finding({ savedBytes: 9 })] }),
    viewRow(2, { name: 'a', heat: 'hot' }),
    elsewhere(3),
    viewRow(4, { name: 'c', entries: 5000, findings: [finding({ severity: 'warning', fixable: false })] }),
    viewRow(5, { name: 'b', heat: 'hot' }),
  ]),
);
const ids = (of: readonly { readonly id: number }[]): number[] => of.map(({ id }) => id);

describe('sortRows', () => {
  it.each([
    ['place', false, [1, 2, 3, 4, 5]],
    ['place', true, [5, 4, 3, 2, 1]],
    ['name', false, [2, 1, 5, 4, 3]],
    ['entries', true, [4, 2, 5, 1, 3]],
    ['entries', false, [1, 2, 5, 4, 3]],
    ['saved', true, [1, 3, 2, 4, 5]],
    ['heat', true, [2, 5, 3, 4, 1]],
    ['findings', true, [4, 1, 3, 2, 5]],
  ] as const)('by %s, descending %s', (column, descending, wanted) => {
    expect(ids(sortRows(rows, { column, descending }, undefined))).toEqual(wanted);
  });

  it('keeps all rows, equals by place and those without a price last, by every column both ways', () => {
    const repricer = new Repricer(runtimeFor({ major: 1, minor: 26, patch: 0 }));
    repricer.run(rows, 0);
    fc.assert(
      fc.property(fc.constantFrom(...SORT_COLUMNS), fc.boolean(), (column, descending) => {
        const sorted = sortRows(rows, { column, descending }, repricer);
        expect([...ids(sorted)].sort()).toEqual([1, 2, 3, 4, 5]);
        // Nothing but their names and places tells 2 and 5 apart.
        if (column !== 'place' && column !== 'name')
          expect(ids(sorted).indexOf(2)).toBeLessThan(ids(sorted).indexOf(5));
        if (/^(?:bytes|growths|allocations|entries|difference)/.test(column))
          expect(sorted.at(-1)!.id).toBe(3);
      }),
    );
  });

  it('turns a column around, and begins another with what matters', () => {
    expect(toggledOrder(FIRST_ORDER, 'saved')).toEqual({ column: 'saved', descending: false });
    expect(toggledOrder(FIRST_ORDER, 'name')).toEqual({ column: 'name', descending: false });
    expect(toggledOrder(FIRST_ORDER, 'bytes')).toEqual({ column: 'bytes', descending: true });
    expect(withoutVersion({ column: 'difference', descending: false })).toEqual(FIRST_ORDER);
  });
});

describe('selection', () => {
  it('goes row by row and in ranges', () => {
    const one = toggleRow(NOTHING_SELECTED, 2);
    const range = toggleRange(one, rows, 4);
    expect([...range.rows].sort()).toEqual([2, 3, 4]);
    expect([...toggleRange(toggleRow(range, 3), rows, 4).rows].sort()).toEqual([2]);
    expect([...toggleRange(NOTHING_SELECTED, rows, 4).rows]).toEqual([4]);
  });

  it('takes all that are shown and leaves the others as they are', () => {
    const shown = rows.slice(1, 3);
    const all = toggleAll(toggleRow(NOTHING_SELECTED, 5), shown);
    expect([...all.rows].sort()).toEqual([2, 3, 5]);
    expect([shareOf(all, shown), shareOf(all, rows), shareOf(NOTHING_SELECTED, rows)]).toEqual([
      'all',
      'some',
      'none',
    ]);
    expect([...toggleAll(all, shown).rows]).toEqual([5]);
  });

  it('forgets rows that are gone', () => {
    const all = toggleAll(NOTHING_SELECTED, rows);
    expect(withoutGone(all, rows)).toBe(all);
    expect([...withoutGone(all, rows.slice(0, 2)).rows]).toEqual([1, 2]);
  });
});

describe('the window of rows', () => {
  it('fills the place that is seen, and never leaves the list', () => {
    fc.assert(
      fc.property(
        fc.nat(2_000_000),
        fc.integer({ min: 0, max: 2000 }),
        fc.nat(60_000),
        (top, height, count) => {
          const { first, end } = rowWindow(top, height, 24, count);
          expect(first).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(count);
          for (const pixel of [top, top + height]) {
            const row = Math.floor(pixel / 24);
            if (row < count)
              expect([first <= row, row < end || pixel === top + height]).toEqual([true, true]);
          }
        },
      ),
    );
  });

  it('scrolls only as far as it has to', () => {
    expect(scrollToRow(3, 0, 240, 24)).toBe(0);
    expect(scrollToRow(10, 0, 240, 24)).toBe(24);
    expect(scrollToRow(2, 240, 240, 24)).toBe(48);
  });
});

describe('moveCell', () => {
  const at = (row: number, column: number, key: string, control = false): unknown => {
    const cell = moveCell({ row, column }, key, control, 100, 6, 20);
    return cell && [cell.row, cell.column];
  };

  it.each([
    [0, 2, 'ArrowUp', false, [HEAD, 2]],
    [HEAD, 2, 'ArrowDown', false, [0, 2]],
    [99, 2, 'ArrowDown', false, [99, 2]],
    [4, 0, 'ArrowLeft', false, [4, 0]],
    [4, 5, 'ArrowRight', false, [4, 5]],
    [50, 1, 'PageUp', false, [30, 1]],
    [5, 1, 'PageUp', false, [0, 1]],
    [90, 1, 'PageDown', false, [99, 1]],
    [4, 3, 'Home', false, [4, 0]],
    [4, 3, 'End', false, [4, 5]],
    [4, 3, 'Home', true, [0, 0]],
    [4, 3, 'End', true, [99, 5]],
  ])('goes from %d, %d by %s', (row, column, key, control, wanted) => {
    expect(at(row, column, key, control)).toEqual(wanted);
  });

  it('leaves other keys alone, and stays in the head of an empty table', () => {
    expect(at(4, 3, 'x')).toBeUndefined();
    expect(moveCell({ row: HEAD, column: 1 }, 'ArrowDown', false, 0, 6, 20)).toEqual({
      row: HEAD,
      column: 1,
    });
  });
});

describe('the state that is kept', () => {
  const view = {
    filter: 'hot',
    sort: { column: 'difference', descending: false },
    version: VERSIONS.at(-1),
  } as const;

  it('comes back, numbers of rows only in the same session', () => {
    const state = structuredClone(stateOf('s1', view, 40, 7, new Set([7, 9])));
    expect(restored(state, 's1')).toEqual({ view, top: 40, active: 7, selected: [7, 9] });
    expect(restored(state, 's2')).toEqual({ view, top: 40, active: null, selected: [] });
  });

  it('falls back where it is not understood, or a version is not offered any more', () => {
    expect(restored({ v: 9 }, 's').view).toEqual(FIRST_VIEW);
    const state = { ...stateOf('s', view, 0, null, new Set()), version: '1.99' };
    expect(restored(state, 's').view).toEqual({ filter: 'hot', sort: FIRST_ORDER, version: undefined });
  });
});
