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

  it('leaves real instantiations alone', async () => {
    expect(await expressionsIn('x := f[a.B](1)')).toEqual([]);
    expect(await expressionsIn('var x T[a.B]')).toEqual([]);
  });
});
