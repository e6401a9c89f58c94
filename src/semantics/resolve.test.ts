import { describe, expect, it } from 'vitest';
import { nodesOf, resolved } from '../../test/support/resolve.ts';
import { textOf } from '../syntax/node.ts';
import { typeOf } from './expression-types.ts';
import type { ResolvedFile } from './symbols.ts';
import { typeText } from './type-text.ts';

/** Every `use(x)` of the file: what its argument means, as kind and declaring line. */
function meanings(file: ResolvedFile): string[] {
  return nodesOf(file, 'call_expression').flatMap((call) => {
    const [callee, list] = call.children;
    if (callee === undefined || textOf(file.syntax, callee) !== 'use') return [];
    return (list?.children ?? []).map((argument) => {
      const symbol = file.symbolOf(argument);
      const at = symbol?.declaration?.start;
      const line = at === undefined ? '' : ` ${file.syntax.text.slice(0, at).split('\n').length}`;
      return `${symbol?.kind ?? 'nothing'}${line}`;
    });
  });
}

/** Every `show(x)` of the file: the type of its argument. */
function types(file: ResolvedFile): string[] {
  return nodesOf(file, 'call_expression').flatMap((call) => {
    const [callee, list] = call.children;
    if (callee === undefined || textOf(file.syntax, callee) !== 'show') return [];
    return (list?.children ?? []).map((argument) => typeText(typeOf(file, argument)));
  });
}

describe('lexical scopes', () => {
  it('follows shadowing through blocks, ifs, loops, switches and literals', async () => {
    const file = await resolved(`package p

func f(x int) {
	use(x)
	x, y := 1, 2
	use(x, y)
	if x := 3; x > 0 {
		use(x)
		x := 4
		use(x)
	} else if y := 5; y > 0 {
		use(x, y)
	}
	for x := range y {
		use(x)
	}
	switch x := y; {
	case x > 0:
		y := x
		use(y)
	default:
		use(y)
	}
	func(y int) {
		use(x, y)
	}(x)
	use(x, y)
}
`);
    expect(meanings(file)).toEqual([
      'parameter 3',
      // In the body a := of the parameter's name assigns: parameters and body share a scope.
      'parameter 3',
      'variable 5',
      'variable 7',
      'variable 9',
      'variable 7',
      'variable 11',
      'variable 14',
      'variable 19',
      'variable 5',
      'parameter 3',
      'parameter 24',
      'parameter 3',
      'variable 5',
    ]);
  });

  it('sees a declaration only after its statement', async () => {
    const file = await resolved(`package p

var x = 1

func f() {
	use(x)
	x := x + 1
	use(x)
	var y = y
	use(y, z, missing, len)
}

const z = 2
`);
    expect(meanings(file)).toEqual([
      'package variable',
      'variable 7',
      'variable 9',
      'package constant',
      'unresolved',
      'builtin',
    ]);
    const [, right] = nodesOf(file, 'identifier', 'y');
    expect(right === undefined ? undefined : file.symbolOf(right)?.kind).toBe('unresolved');
  });

  it('gives each case of a type switch and select its own variables', async () => {
    const file = await resolved(`package p

func f(v any, c chan int) {
	switch t := v.(type) {
	case map[string]int:
		show(t)
	case string, int:
		show(t)
	}
	select {
	case n, ok := <-c:
		show(n, ok)
	default:
	}
}
`);
    expect(types(file)).toEqual(['map[string]int', '?', 'int', 'bool']);
  });

  it('knows when a predeclared name is shadowed', async () => {
    const file = await resolved(`package p

func f() {
	g()
	len := 1
	use(len)
}
`);
    const start = file.syntax.text.indexOf('g()');
    expect(file.isPredeclaredAt('make', start)).toBe(true);
    expect(file.isPredeclaredAt('len', start)).toBe(false);
    const dotted = await resolved('package p\n\nimport . "example.com/x"\n\nfunc f() { use(make) }\n');
    expect(dotted.isPredeclaredAt('make', 40)).toBe(false);
    const declared = await resolved('package p\n\nfunc f() {}\n', 'package p\n\nfunc make() {}\n');
    expect(declared.isPredeclaredAt('make', 12)).toBe(false);
  });
});

describe('expression types', () => {
  it('follows declarations of the package, its other files included', async () => {
    const file = await resolved(
      `package p

import "strings"

func f(s *Store, xs ...string) {
	m, err := load()
	show(m, err, s.byID, s.byID[1], s.Name, s.items[0].tags, xs, xs[0], xs[1:])
	for i, item := range s.items {
		show(i, item, &item, item.tags["x"])
	}
	v, ok := s.byID[2]
	show(v, ok, len(xs), append(xs, "y"), string(xs[0][0]), s.count(), Set{}, make(Set), map[int]bool{1: true})
	show(strings.Fields(xs[0]), new(Store), (*s).Name, -1, "a"+"b", 1 < 2, func() {}, outside())
}
`,
      `package p

type Set map[string]struct{}

type Store struct {
	Base
	byID  map[int64]*Item
	items []Item
}

type Base struct{ Name string }

type Item struct{ tags map[string]Set }

func (s *Store) count() int { return 0 }

func load() (map[string]int, error) { return nil, nil }
`,
    );
    expect(types(file)).toEqual([
      ...['map[string]int', 'interface', 'map[int64]*Item', '*Item', 'string', 'map[string]Set', '[]string'],
      ...[
        'string',
        '[]string',
        'int',
        'Item',
        '*Item',
        'Set',
        '*Item',
        'bool',
        'int',
        '[]string',
        'string',
        'int',
      ],
      ...[
        'Set',
        'Set',
        'map[int]bool',
        '[]string',
        '*Store',
        'string',
        'int',
        'string',
        'bool',
        'func(…)',
        '?',
      ],
    ]);
  });

  it('does not take field names in struct literals for variables', async () => {
    const file = await resolved(`package p

type T struct{ names []string }

func f(names []string) {
	_ = T{names: nil}
	_ = map[string]int{names[0]: 1}
	_ = []T{{names: nil}}
}
`);
    const [use] = nodesOf(file, 'index_expression');
    const symbol = use?.children[0] === undefined ? undefined : file.symbolOf(use.children[0]);
    expect(symbol?.references.length).toBe(1);
  });

  it('survives types that contain themselves', async () => {
    const file = await resolved(`package p

type A B
type B A
type S struct{ S; x A }

func f(a A, s S) {
	show(a, s.x, s.S.S, s.nothing)
	m := make(A)
	show(m)
}
`);
    expect(types(file)).toEqual(['A', 'A', 'S', '?', 'A']);
  });
});
