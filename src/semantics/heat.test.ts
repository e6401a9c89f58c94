import { describe, expect, it } from 'vitest';
import { nodesOf, resolved } from '../../test/support/resolve.ts';
import { heatMarksAt, heatOfMarks, handfulMarks, type Heat } from './heat.ts';

const HEAD = `package p

import (
	"context"
	"net/http"
	"sort"
	"sync"
	"time"
)
`;

/** The heat of the call `here()` in a Go text. */
async function heatOf(
  declarations: string,
  { path = 'shop/file.go', ownLoops = 0, head = HEAD, sibling = '' } = {},
): Promise<Heat> {
  const siblings = sibling === '' ? [] : [`${head}\n${sibling}\n`];
  const file = await resolved(`${head}\n${declarations}\nfunc here() {}\n`, ...siblings);
  const [place] = nodesOf(file, 'call_expression', 'here()');
  if (place === undefined) throw new Error('no place');
  return heatOfMarks(heatMarksAt(file, path, place, ownLoops));
}

const LOOP = 'for _, x := range xs { use(x); here() }';

describe('how often a place runs, by its function', () => {
  it.each([
    ['nothing around', 'func f() { here() }', 'plain', []],
    ['a loop', `func f(xs []int) { ${LOOP} }`, 'hot', ['in a loop']],
    ['a short loop', 'func f() { for range 3 { here() } }', 'plain', []],
    ['a short literal', 'func f() { for _, x := range []int{1, 2} { use(x); here() } }', 'plain', []],
    ['behind a loop', 'func f(xs []int) { for range xs {}; here() }', 'plain', []],
    [
      "a worker's loop",
      'func f(ch chan int) { for x := range ch { use(x); here() } }',
      'plain',
      ["in a worker's loop"],
    ],
    ['a ticking loop', 'func f(t *time.Ticker) { for { <-t.C; here() } }', 'plain', []],
    [
      'a loop that asks whether to stop',
      'func f(ctx context.Context) { for { select { case <-ctx.Done(): return; default: }; here() } }',
      'hot',
      ['in a loop'],
    ],
    [
      'a request',
      'func f(w http.ResponseWriter, r *http.Request) { here() }',
      'hot',
      ['f handles a request'],
    ],
    [
      'a handler that is a literal',
      'func setup() { http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { here() }) }',
      'hot',
      ['handles a request'],
    ],
    [
      'gRPC',
      'func (s *S) Get(ctx context.Context, req *GetRequest) (*GetResponse, error) { here(); return nil, nil }',
      'hot',
      ['S.Get handles a request'],
    ],
    [
      'goroutines of a loop',
      'func f(xs []int) { for range xs { go func() { here() }() } }',
      'hot',
      ['in a goroutine that a loop starts'],
    ],
    [
      'an errgroup of a loop',
      'func f(g *Group, xs []int) { for range xs { g.Go(func() error { here(); return nil }) } }',
      'hot',
      ['in a goroutine that a loop starts'],
    ],
    [
      'a comparison',
      'func f(xs []int) { sort.Slice(xs, func(i, j int) bool { here(); return true }) }',
      'hot',
      ['called again and again'],
    ],
    [
      'a literal that is called right away',
      'func f(xs []int) { for range xs { func() { here() }() } }',
      'hot',
      ['in a loop'],
    ],
    ['a literal that is kept', 'func f(xs []int) { for range xs { keep(func() { here() }) } }', 'plain', []],
    ['once', 'var o sync.Once\nfunc f() { o.Do(func() { here() }) }', 'cold', ['runs once']],
    ['once for each value', 'func (t *T) f() { t.o.Do(func() { here() }) }', 'plain', []],
    ['init', `func init() { ${LOOP} }`, 'cold', ['init runs at the start']],
    ['main', 'func main() { here() }', 'cold', ['main runs at the start']],
    [
      "main's own loop",
      'func main() { ch := make(chan int); for x := range ch { use(x); here() } }',
      'plain',
      ["in a worker's loop"],
    ],
    ['set-up', 'func setupRoutes() { here() }', 'cold', ['setupRoutes runs at the start']],
    ['what only begins like it', 'func setups() { here() }', 'plain', []],
    [
      'a text for people',
      'func (t T) String() string { here(); return "" }',
      'cold',
      ['T.String makes text for people'],
    ],
    ['an error', 'func f() { if err != nil { here() } }', 'cold', ["on an error's path"]],
    ['settings', 'func loadConfigFile() { here() }', 'cold', ['loadConfigFile reads settings']],
    ['a constructor', 'func NewThing() { here() }', 'plain', ['NewThing sets up one value']],
    [
      'what initialises a value',
      'func (t *T) initPage() { here() }',
      'plain',
      ['T.initPage sets up one value'],
    ],
    [
      'a constructor with a loop',
      `func NewThing(xs []int) { for range xs { ${LOOP} } }`,
      'hot',
      ['in a loop'],
    ],
  ] as const)('%s', async (_, source, level, reasons) => {
    expect(await heatOf(source)).toEqual({ level, reasons });
  });

  it('leaves out the loops that the question is about', async () => {
    expect(await heatOf(`func f(xs []int) { ${LOOP} }`, { ownLoops: 1 })).toMatchObject({ level: 'plain' });
    expect(await heatOf(`func f(xs []int) { for range xs { ${LOOP} } }`, { ownLoops: 1 })).toMatchObject({
      level: 'hot',
    });
  });
});

describe('how often a place runs, by its callers', () => {
  it.each([
    ['in a loop', 'func g(xs []int) { for range xs { f() } }', 'hot', ['called in a loop of g']],
    [
      'two calls away',
      'func g() { f() }\nfunc h(xs []int) { for range xs { g() } }',
      'plain',
      ['called by g, which a loop of h calls'],
    ],
    [
      'in a loop of what runs at the start',
      'func register(xs []int) { for range xs { f() } }',
      'cold',
      ['called by register, which runs seldom'],
    ],
    [
      'at the start and elsewhere',
      'func init() { f() }\nfunc g(xs []int) { for range xs { f() } }',
      'hot',
      ['called in a loop of g'],
    ],
    [
      'as a goroutine',
      'func g(xs []int) { for range xs { go f() } }',
      'hot',
      ['a loop of g starts it as a goroutine'],
    ],
    [
      'by a handler',
      'func h(w http.ResponseWriter, r *http.Request) { f() }',
      'plain',
      ['h handles a request with it'],
    ],
    [
      'by what waits',
      'func g(ch chan int) { for { select { case <-ch: f() } } }',
      'plain',
      ["called in a worker's loop of g"],
    ],
    ['now and then', 'func g() { for { f(); time.Sleep(1) } }', 'plain', []],
    ['by itself', 'func g() {}', 'plain', []],
  ] as const)('%s', async (_, caller, level, reasons) => {
    const expected = { level, reasons };
    expect(await heatOf(`func f() { here() }\n${caller}`)).toEqual(expected);
    expect(await heatOf('func f() { here() }', { sibling: caller })).toEqual(expected);
  });

  it('knows methods by their type and unexported ones by their name alone', async () => {
    const method = 'type T struct{}\nfunc (t *T) f() { here() }';
    const loop = (body: string): string =>
      `${method}\nfunc g(t *T, xs []U) { for _, x := range xs { ${body} } }`;
    expect(await heatOf(loop('use(x); t.f()'))).toMatchObject({ level: 'hot' });
    expect(await heatOf(loop('x.t.f()'))).toMatchObject({ level: 'hot' });
    expect(await heatOf(`${loop('x.t.f()')}\ntype V struct{}\nfunc (V) f() {}`)).toMatchObject({
      level: 'plain',
    });
  });

  it('knows benchmarks, and takes no notice of tests', async () => {
    const head = 'package p\n\nimport "testing"\n';
    const file = async (caller: string): Promise<Heat> => {
      const resolvedFile = await resolved(
        'package p\n\nfunc f() { here() }\nfunc here() {}\n',
        `${head}\n${caller}\n`,
      );
      const [place] = nodesOf(resolvedFile, 'call_expression', 'here()');
      if (place === undefined) throw new Error('no place');
      return heatOfMarks(heatMarksAt(resolvedFile, 'a/b.go', place));
    };
    expect(await file('func BenchmarkF(b *testing.B) { for range b.N { f() } }')).toEqual({
      level: 'hot',
      reasons: ['BenchmarkF measures it'],
    });
    expect(await file('func TestF(t *testing.T) { for range xs { f() } }')).toMatchObject({ level: 'plain' });
  });
});

describe('how often a place runs, by its file', () => {
  it.each([
    ['pkg/testutil/file.go', 'cold'],
    ['pkg/mocks/file.go', 'cold'],
    ['pkg/store/migrations/file.go', 'cold'],
    ['pkg/store/store_mock.go', 'cold'],
    ['examples/shop/file.go', 'cold'],
    ['pkg/config/file.go', 'cold'],
    ['tools/shop/file.go', 'cold'],
    ['pkg/store/options.go', 'cold'],
    ['pkg/contest/file.go', 'plain'],
    ['test/a/b/c/file.go', 'plain'],
  ])('%s: %s', async (path, level) => {
    expect(await heatOf('func f() { here() }', { path })).toMatchObject({ level });
  });

  it('takes a command line for one', async () => {
    const head = 'package p\n\nimport "github.com/spf13/cobra"\n';
    expect(await heatOf('func f() { here() }', { head })).toEqual({
      level: 'cold',
      reasons: ['a command line'],
    });
  });
});

it.each([
  ['len(labels)', 1],
  ['len(r.Headers)', 1],
  ['len(metricTags)', 1],
  ['req.Header', 1],
  ['len(users)', 0],
  ['len(stages)', 0],
  ['n', 0],
])('%s: %s signs of a handful', (operand, signs) => {
  expect(handfulMarks(operand)).toHaveLength(signs);
});
