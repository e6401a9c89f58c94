import { describe, expect, it } from 'vitest';
import { syntaxOf } from '../../test/support/resolve.ts';
import { textOf, walk, type GoNode } from './node.ts';

async function expressionsIn(statement: string): Promise<string[]> {
  const syntax = await syntaxOf(`package p\n\nfunc f() {\n\t${statement}\n}\n`);
  const found: string[] = [];
  walk(syntax.root, (node: GoNode) => {
    for (const part of node.children) expect(part.parent).toBe(node);
    if (node.kind === 'index_expression' || node.kind === 'selector_expression')
      found.push(
        `${node.kind.split('_')[0] ?? ''} ${textOf(syntax, node)} ${node.children.map(({ kind, field }) => `${field}:${kind}`).join(' ')}`,
      );
    return undefined;
  });
  return found;
}

describe('a chain of indexes', () => {
  it('with selectors is no generic type', async () => {
    expect(await expressionsIn('m[a.b][c.d] = 1')).toEqual([
      'index m[a.b][c.d] operand:index_expression index:selector_expression',
      'index m[a.b] operand:identifier index:selector_expression',
      'selector a.b operand:identifier field:field_identifier',
      'selector c.d operand:identifier field:field_identifier',
    ]);
  });

  it('is read at any length, as a value too', async () => {
    const found = await expressionsIn('x := s.m[a.b][c.d][e.f]');
    expect(found.filter((text) => text.startsWith('index'))).toHaveLength(3);
    expect(await expressionsIn('use(m[a.b][c])')).toContain(
      'index m[a.b][c] operand:index_expression index:identifier',
    );
  });

  it('leaves types alone', async () => {
    expect(await expressionsIn('var x T[a.B]')).toEqual([]);
  });
});

describe('what looks like a conversion to a generic type', () => {
  it.each([
    ['handlers[name](1)', 'call function:index_expression arguments:argument_list'],
    ['s.handlers[name](r)', 'call function:index_expression arguments:argument_list'],
    ['f[a.B](1)', 'call function:index_expression arguments:argument_list'],
    ['f[*a.B](1)', 'call function:identifier type_arguments:type_arguments arguments:argument_list'],
    [
      'p.F[K, []V](1)',
      'call function:selector_expression type_arguments:type_arguments arguments:argument_list',
    ],
  ])('is a call: %s', async (expression, expected) => {
    const syntax = await syntaxOf(`package p\n\nfunc f() {\n\tx = ${expression}\n}\n`);
    const calls: string[] = [];
    walk(syntax.root, (node) => {
      for (const part of node.children) {
        expect(part.parent).toBe(node);
        expect(part.start).toBeGreaterThanOrEqual(node.start);
        expect(part.end).toBeLessThanOrEqual(node.end);
      }
      if (/^call_|conversion/.test(node.kind)) {
        const parts = node.children.map(({ kind, field }) => `${field}:${kind}`).join(' ');
        calls.push(`${node.kind.split('_')[0] ?? ''} ${parts}`);
        expect(textOf(syntax, node)).toBe(expression);
      }
      return undefined;
    });
    expect(calls).toEqual([expected]);
  });

  it('stays one where the type is no name', async () => {
    const syntax = await syntaxOf('package p\n\nvar x = []byte("a")\nvar y = map[string]int(z)\n');
    let conversions = 0;
    walk(syntax.root, ({ kind }) => {
      if (kind === 'type_conversion_expression') conversions++;
      return undefined;
    });
    expect(conversions).toBe(2);
  });
});
