import { describe, expect, it } from 'vitest';
import { nodesOf, resolved } from '../../test/support/resolve.ts';
import { typeOf } from './expression-types.ts';
import { typeText } from './type-text.ts';

const DECLARATIONS = `package p

import (
	"iter"
	"maps"
	"net/http"
	"net/url"
	"os"
	"slices"
	"sort"
	"strings"
	"time"

	yaml "gopkg.in/yaml.v3"
)

type Set[T comparable] map[T]struct{}

func (s Set[E]) Items() []E { return nil }
func (s Set[E]) Each() iter.Seq[E] { return nil }

type Pair[K comparable, V any] struct {
	Key   K
	Value V
	Index map[K][]V
}

type Alias = map[string]bool

type Store interface {
	Keys() map[string]int
	Reader
}

type Reader interface{ Read() ([]byte, error) }

type Base struct{ Labels map[string]string }

func (b *Base) Tags() map[string]string { return b.Labels }

type Derived struct {
	*Base
	Header http.Header
	Inner  struct{ ByID map[int]string }
}

func makeSet[T comparable](items []T) Set[T] { return nil }
func invert[M ~map[K]V, K, V comparable](m M) map[V]K { return nil }
func pair[K comparable, V any](k K, v ...V) Pair[K, V] { return Pair[K, V]{} }
func empty[K comparable, V any]() Pair[K, V] { return Pair[K, V]{} }
func newSet[T comparable]() Set[T] { return Set[T]{} }
func load() (map[string]int, error) { return nil, nil }

var (
	registry, failure = load()
	started           = time.Now()
	environment       = os.Environ()
	names             = makeSet([]string{})
)
`;

async function typeIn(body: string, expression: string): Promise<string> {
  const file = await resolved(`${DECLARATIONS}
func f(store Store, derived Derived, pairs []Pair[string, int], r *http.Request, byName map[string]int, doc yaml.Node) {
	${body}
	_ = ${expression}
}
`);
  const [list] = nodesOf(file, 'expression_list', expression).slice(-1);
  const node = list?.children[0];
  if (node === undefined) throw new Error(`no ${expression}`);
  return typeText(typeOf(file, node));
}

describe('the type of an expression', () => {
  it.each([
    ['makeSet([]int{})', 'Set[int]'],
    ['makeSet([]int{}).Items()', '[]int'],
    ['Set[string]{}', 'Set[string]'],
    ['invert(byName)', 'map[int]string'],
    ['pair("a", 1.5, 2)', 'Pair[string, float64]'],
    ['pair("a", 1.5).Index', 'map[string][]float64'],
    ['pairs[0].Key', 'string'],
    ['pairs[0].Index', 'map[string][]int'],
    ['empty[string, []int]()', 'Pair[string, []int]'],
    ['empty[Alias, time.Duration]().Index', 'map[Alias][]time.Duration'],
    ['newSet[string]()', 'Set[string]'],
    ['names', 'Set[?]'],
    ['names.Items()', '[]?'],
  ])('generic: %s is %s', async (expression, expected) => {
    expect(await typeIn('', expression)).toBe(expected);
  });

  it.each([
    ['store.Keys()', 'map[string]int'],
    ['derived.Labels', 'map[string]string'],
    ['derived.Tags()', 'map[string]string'],
    ['derived.Inner.ByID', 'map[int]string'],
    ['registry', 'map[string]int'],
    ['Alias{}', 'Alias'],
  ])('of the package: %s is %s', async (expression, expected) => {
    expect(await typeIn('', expression)).toBe(expected);
  });

  it.each([
    ['r.Header', 'http.Header'],
    ['r.Header["a"]', '[]string'],
    ['r.URL.Query()', 'url.Values'],
    ['r.URL.Path', 'string'],
    ['url.Values{}', 'url.Values'],
    ['strings.Split("a", "b")', '[]string'],
    ['strings.NewReplacer("a", "b").Replace("c")', 'string'],
    ['time.Duration(3)', 'time.Duration'],
    ['time.Since(started).Seconds()', 'float64'],
    ['http.StatusOK', 'int'],
    ['environment', '[]string'],
    ['os.Args', '[]string'],
    ['http.DefaultClient.Timeout', 'time.Duration'],
    ['sort.StringSlice(os.Args)', 'sort.StringSlice'],
  ])('of the standard library: %s is %s', async (expression, expected) => {
    expect(await typeIn('', expression)).toBe(expected);
  });

  it.each([
    ['slices.Sorted(maps.Keys(byName))', '[]string'],
    ['maps.Clone(byName)', 'map[string]int'],
    ['maps.Keys(byName)', 'iter.Seq[string]'],
    ['slices.Collect(makeSet(os.Args).Each())', '[]string'],
    ['slices.Clone(os.Args)', '[]string'],
    ['maps.Collect(maps.All(r.Header))', 'map[string][]string'],
    ['slices.Concat(os.Args, environment)', '[]string'],
    ['slices.Concat([][]string{}...)', '[]string'],
    ['slices.Max([]time.Duration{})', 'time.Duration'],
  ])('inferred: %s is %s', async (expression, expected) => {
    expect(await typeIn('', expression)).toBe(expected);
  });

  it.each([['for name, values := range r.Header {}', 'name', '?']])(
    'is not known outside its scope: %s',
    async (body, expression, expected) => {
      expect(await typeIn(body.endsWith('}') ? body : `${body} }`, expression)).toBe(expected);
    },
  );

  it.each([
    ['name, values := "", r.Header', 'values', 'http.Header'],
    ['values, err := url.ParseQuery("")', 'values', 'url.Values'],
    ['item, ok := r.Header["a"]', 'item', '[]string'],
    ['x := doc.Content', 'x', '?'],
    ['x := yaml.Marshal(1)', 'x', '?'],
    ['x := x', 'x', '?'],
  ])('of a variable: %s', async (body, expression, expected) => {
    expect(await typeIn(body, expression)).toBe(expected);
  });
});

describe('the variables of a range', () => {
  it.each([
    ['for name := range maps.Keys(byName)', 'name', 'string'],
    ['for name, n := range maps.All(byName)', 'n', 'int'],
    ['for i, item := range slices.All(os.Args)', 'item', 'string'],
    ['for item := range makeSet(os.Args).Each()', 'item', 'string'],
    ['for key, values := range r.URL.Query()', 'values', '[]string'],
    ['for _, entry := range pairs', 'entry', 'Pair[string, int]'],
  ])('%s: %s is %s', async (head, name, expected) => {
    expect(await typeIn(`${head} {\n\t_ = ${name}\n}`, name)).toBe('?');
    const file = await resolved(
      `${DECLARATIONS}\nfunc f(pairs []Pair[string, int], r *http.Request, byName map[string]int) {\n\t${head} {\n\t\tuse(${name})\n\t}\n}\n`,
    );
    const [argument] = nodesOf(file, 'argument_list', `(${name})`);
    const node = argument?.children[0];
    expect(node === undefined ? '' : typeText(typeOf(file, node))).toBe(expected);
  });
});

describe('what a selector names', () => {
  const SELECTORS = `package p

type deep struct{ X map[string]int }
type A struct{ deep }
type B struct{ X []string }
type AB struct {
	A
	B
}

type E struct{}

func (E) Get() map[int]string { return nil }

type F struct {
	E
	Get func() []string
}

type BB struct{}

func (BB) Got() map[string]int { return nil }

type C struct{}

func (C) Got() []string { return nil }

type AA BB
type Alias = BB
type Both struct {
	AA
	C
}
type Two struct {
	B
	Other struct{ X int }
	D
}
type D struct{ X map[string]int }

func of[T comparable](a, b T) map[T]int { return nil }
`;

  it.each([
    ['AB', 'v.X', '[]string'],
    ['F', 'v.Get()', '[]string'],
    ['Both', 'v.Got()', '[]string'],
    ['Alias', 'v.Got()', 'map[string]int'],
    ['*Alias', 'v.Got()', 'map[string]int'],
    ['AA', 'v.Got()', '?'],
    ['Two', 'v.X', '?'],
    ['float64', 'of(1, v)', 'map[float64]int'],
    ['float64', 'of(v, 1)', 'map[float64]int'],
  ])('of %s: %s is %s', async (type, expression, expected) => {
    const file = await resolved(`${SELECTORS}\nfunc f(v ${type}) {\n\t_ = ${expression}\n}\n`);
    const [list] = nodesOf(file, 'expression_list', expression).slice(-1);
    const node = list?.children[0];
    expect(node === undefined ? '' : typeText(typeOf(file, node))).toBe(expected);
  });

  it('takes the import whose path says the name in full, and none of two that do not', async () => {
    const file = await resolved(
      'package p\n\nimport (\n\t"a.b/go-list"\n\t"c.d/list"\n\t"e.f/go-set"\n\t"g.h/set-go"\n)\n\nvar x list.T\nvar y set.T\n',
    );
    const paths = ['x', 'y'].map((name) => {
      const type = file.index.variableNamed(name)?.type;
      return type?.kind === 'named' ? type.path : undefined;
    });
    expect(paths).toEqual(['c.d/list', 'set']);
  });
});
