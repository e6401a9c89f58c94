import { describe, expect, it } from 'vitest';
import { Rows } from './rows.ts';
import { elsewhere, finding, rowsOf, TYPES, viewFile, viewRow } from './testing.ts';

describe('Rows', () => {
  it('are by path, then by place', () => {
    const rows = rowsOf(
      viewFile([viewRow(5), viewRow(2)], { file: 1, path: 'b/b.go' }),
      viewFile([viewRow(9)], { file: 2, path: 'a/z.go' }),
    );
    expect(rows.map(({ place }) => place)).toEqual(['a/z.go:10', 'b/b.go:3', 'b/b.go:6']);
  });

  it('replace those of a file, and go with it', () => {
    const rows = new Rows();
    const apply = (files: Parameters<typeof viewFile>[0][], without: number[] = []): number[] => {
      rows.apply({
        type: 'files',
        types: TYPES,
        files: files.map((of, file) => viewFile(of, { file, path: `f${file}.go` })),
        without,
      });
      return rows.inOrder().map(({ id }) => id);
    };
    expect(apply([[viewRow(1), viewRow(2)], [viewRow(3)]])).toEqual([1, 2, 3]);
    expect(apply([[viewRow(2)]])).toEqual([2, 3]);
    expect(apply([], [1, 77])).toEqual([2]);
    rows.clear();
    expect(rows.inOrder()).toEqual([]);
  });

  it('share one object for equal types, whichever message brought them', () => {
    const rows = new Rows();
    for (const file of [1, 2]) {
      rows.apply({
        type: 'files',
        types: structuredClone(TYPES),
        files: [viewFile([viewRow(file)], { file })],
        without: [],
      });
    }
    const [a, b] = rows.inOrder();
    expect(a!.fill!.types).toBe(b!.fill!.types);
  });

  it('know what their safe fixes save, and nothing of others', () => {
    const [row] = rowsOf(
      viewFile([
        viewRow(1, {
          findings: [
            finding({ savedBytes: 100, savedAllocations: 3 }),
            finding({ savedBytes: 50, savedAllocations: 1 }),
            finding({ savedBytes: 9_000, savedAllocations: 90, fixable: false }),
          ],
        }),
      ]),
    );
    expect(row!.safe).toEqual({ fixes: 2, bytes: 150, allocations: 4 });
  });

  it('have a label where there is no name', () => {
    const rows = rowsOf(
      viewFile([viewRow(1, { name: null }), viewRow(2, { name: null, function: null }), elsewhere(3)]),
    );
    expect(rows.map(({ label }) => label)).toEqual(['Index', 'map[string]int', 'delete-in-range']);
  });
});
