import { describe, expect, it } from 'vitest';
import { nodesOf, resolved } from '../../test/support/resolve.ts';
import { tripCountOf } from './trip-count.ts';

const PARAMETERS =
  'xs []string, arr [12]int, p *[4]int, src map[string]int, text string, n int, lo, hi int64, ch chan int, ' +
  'seq iter.Seq[int], grid [][]int, f float64, u pkg.Thing';

/** The trip count of the first loop of a function body, as `expression` and, where it is known, `= value`. */
async function count(loop: string, before = ''): Promise<string | undefined> {
  const file = await resolved(
    `package p\n\nimport "maps"\n\nconst few = 3\n\nvar names = []string{"a", "b"}\n\nfunc f(${PARAMETERS}) {\n${before}\n${loop}\n}\n`,
  );
  const [node] = nodesOf(file, 'for_statement');
  const trip = node === undefined ? undefined : tripCountOf(file, node);
  if (trip === undefined) return undefined;
  return trip.value === undefined ? trip.expression : `${trip.expression} = ${trip.value}`;
}

describe('trip counts of range loops', () => {
  it.each([
    ['for i := range xs {}', 'len(xs)'],
    ['for _, x := range xs[1:] {}', 'len(xs[1:])'],
    ['for i := range arr {}', 'len(arr) = 12'],
    ['for i := range p {}', 'len(p) = 4'],
    ['for k := range src {}', 'len(src)'],
    ['for i := range text {}', 'len(text)'],
    ['for i := range n {}', 'n'],
    ['for range n {}', 'n'],
    ['for i := range 20 {}', '20 = 20'],
    ['for i := range few {}', 'few = 3'],
    ['for _, row := range grid[n] {}', 'len(grid[n])'],
    ['for _, name := range names {}', 'len(names) = 2'],
    ['for k := range maps.Keys(src) {}', 'len(src)'],
    ['for k, v := range u.items {}', 'len(u.items)'],
  ])('%s runs %s times', async (loop, expected) => {
    expect(await count(loop)).toBe(expected);
  });

  it.each([
    ['for v := range ch {}'],
    ['for v := range seq {}'],
    ['for i := range u.items {}'],
    ['for range u.items {}'],
    ['for _, x := range load() {}'],
    ['for _, x := range []string{"a"} {}'],
    ['for _, x := range xs[next()] {}'],
    ['for {}'],
    ['for n > 0 {}'],
  ])('%s is not counted', async (loop) => {
    expect(await count(loop)).toBeUndefined();
  });

  it('takes an indexed operand of unknown type for a container even with one variable', async () => {
    expect(await count('for i := range u.items { use(u.items[i]) }')).toBe('len(u.items)');
  });

  it('does not take what an iterator-like call gave for a container', async () => {
    expect(await count('for k, v := range entries {}', 'entries := u.All()')).toBeUndefined();
    expect(await count('for k, v := range entries {}', 'entries := u.load()')).toBe('len(entries)');
  });

  it('knows the length of a literal only while nobody appends to it', async () => {
    expect(await count('for _, s := range list {}', 'list := []int{1, 2, 3}')).toBe('len(list) = 3');
    expect(await count('for _, s := range list {}', 'list := []int{1}; list = append(list, n)')).toBe(
      'len(list)',
    );
    expect(await count('for _, s := range list {}', 'list := []int{1}; fill(&list)')).toBe('len(list)');
  });
});

describe('trip counts of three-part loops', () => {
  it.each([
    ['for i := 0; i < n; i++ {}', 'n'],
    ['for i := 0; i <= n; i++ {}', 'n+1'],
    ['for i := 1; i <= n; i++ {}', 'n'],
    ['for i := 1; i < n; i++ {}', 'n-1'],
    ['for i := lo; i < hi; i++ {}', 'hi-lo'],
    ['for i := lo; i <= hi; i++ {}', 'hi-lo+1'],
    ['for i := 0; i < len(xs); i++ {}', 'len(xs)'],
    ['for i := 0; i < len(xs)-1; i++ {}', 'len(xs)-1'],
    ['for i := 0; i < n; i += 2 {}', 'n/2'],
    ['for i := 1; i < n+1; i += 2 {}', '((n+1)-1)/2'],
    ['for i := 0; i < 1_000; i++ {}', '1_000 = 1000'],
    ['for i := 2; i < 10; i++ {}', '8 = 8'],
    ['for i := 0; i < few; i++ {}', 'few = 3'],
    ['for i := uint64(0); i < 30; i++ {}', '30 = 30'],
    ['for i := len(xs) - 1; i >= 0; i-- {}', 'len(xs)'],
    ['for i := n; i > 0; i-- {}', 'n'],
    ['for i := n; i >= 0; i-- {}', 'n+1'],
  ])('%s runs %s times', async (loop, expected) => {
    expect(await count(loop)).toBe(expected);
  });

  it.each([
    ['for i := 0; i < n; i++ { i += 3 }'],
    ['for i := 0; i < n; i++ { use(&i) }'],
    ['for i := 0; i < next(); i++ {}'],
    ['for i := 0; i < n && ok; i++ {}'],
    ['for i := 0; i != n; i++ {}'],
    ['for i := f; i < 10; i++ {}'],
    ['for i := 0; n < i; i++ {}'],
    ['for i := 0; i < n; i -= 1 {}'],
    ['for i, j := 0, 1; i < n; i++ {}'],
    ['for ; n > 0; n-- {}'],
  ])('%s is not counted', async (loop) => {
    expect(await count(loop)).toBeUndefined();
  });
});
