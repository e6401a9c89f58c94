import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { goGrammar } from '../../test/support/grammar.ts';
import { LineIndex } from '../base/text.ts';
import { GoDocument } from './document.ts';
import type { GoGrammar } from './grammar.ts';
import type { GoNode } from './node.ts';
import { TreeCache } from './tree-cache.ts';

const SOURCE = `package p

// é𝒳 before the map
func fill(names []string) map[string]int {
	m := make(map[string]int)
	for i, name := range names {
		m[name+"é𝒳"] = i // note
	}
	return m
}
`;

let grammar: GoGrammar;
beforeAll(async () => {
  grammar = await goGrammar();
});

function outline(node: GoNode): string {
  return `${node.field}:${node.kind}[${node.start},${node.end}${node.broken ? '!' : ''}](${node.children.map(outline).join(' ')})`;
}

describe('GoDocument', () => {
  it('gives UTF-16 offsets after characters outside the basic plane', () => {
    const document = GoDocument.open(grammar, SOURCE);
    const { root } = document.syntax();
    const stack: GoNode[] = [root];
    const strings: string[] = [];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (node.kind === 'interpreted_string_literal') strings.push(SOURCE.slice(node.start, node.end));
      stack.push(...node.children);
    }
    expect(strings).toEqual(['"é𝒳"']);
    document.dispose();
  });

  it('parses the same after incremental edits as from scratch', () => {
    const edit = fc.record({
      at: fc.nat(),
      length: fc.nat({ max: 12 }),
      text: fc.oneof(
        fc.constantFrom(
          '',
          '\n',
          '{',
          '}',
          '(',
          'm[k] = 1\n',
          'é𝒳',
          '\r\n',
          '/*',
          '"',
          'for range xs {\n}\n',
        ),
        fc.string({ maxLength: 6 }),
      ),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 8 }), (edits) => {
        const document = GoDocument.open(grammar, SOURCE);
        document.syntax();
        let text = SOURCE;
        for (const { at, length, text: inserted } of edits) {
          const lines = new LineIndex(text);
          const start = at % (text.length + 1);
          const end = Math.min(text.length, start + length);
          document.applyChanges([
            { range: { start: lines.positionAt(start), end: lines.positionAt(end) }, text: inserted },
          ]);
          text = text.slice(0, start) + inserted + text.slice(end);
          document.syntax();
        }
        const fresh = GoDocument.open(grammar, text);
        const incremental = document.syntax();
        expect(document.text).toBe(text);
        // Error recovery may differ between the two; where the text is well formed the trees must not.
        if (fresh.syntax().errors === 0 || incremental.errors === 0) {
          expect(outline(incremental.root)).toBe(outline(fresh.syntax().root));
        }
        document.dispose();
        fresh.dispose();
      }),
      { numRuns: 200 },
    );
  });

  it('applies a batch of changes one after the other', () => {
    const document = GoDocument.open(grammar, 'package p\n\nvar a = 1\n');
    document.syntax();
    document.applyChanges([
      { range: { start: { line: 2, character: 4 }, end: { line: 2, character: 5 } }, text: 'first\n\t' },
      { range: { start: { line: 3, character: 1 }, end: { line: 3, character: 2 } }, text: '' },
      { range: { start: { line: 2, character: 9 }, end: { line: 3, character: 1 } }, text: ' ' },
    ]);
    expect(document.text).toBe('package p\n\nvar first = 1\n');
    const fresh = GoDocument.open(grammar, document.text);
    expect(outline(document.syntax().root)).toBe(outline(fresh.syntax().root));
  });

  it('drops the tree on a full change and when the cache is full', () => {
    const cache = new TreeCache(2);
    const documents = [1, 2, 3].map((n) => GoDocument.open(grammar, `package p${n}\n`));
    for (const document of documents) {
      document.syntax();
      cache.touch(document);
    }
    expect(documents.map((document) => document.holdsTree)).toEqual([false, true, true]);
    documents[1]?.applyChanges([{ text: 'package q\n' }]);
    expect(documents[1]?.holdsTree).toBe(false);
    expect(documents[1]?.syntax().root.children.map((node) => node.kind)).toEqual(['package_clause']);
  });

  it('reads 10,000 nested parentheses as one broken expression instead of overflowing', () => {
    const text = `package p\n\nvar a = ${'('.repeat(10_000)}1${')'.repeat(10_000)}\n\nfunc ok() {}\n`;
    const { root } = GoDocument.open(grammar, text).syntax();
    expect(root.broken).toBe(true);
    expect(root.children.map((node) => node.kind)).toContain('function_declaration');
  });

  it('stops parsing when cancelled and can be asked again', () => {
    const text = `package p\n${'func f() { m := map[int]int{}; m[1] = 2 }\n'.repeat(4_000)}`;
    const document = GoDocument.open(grammar, text);
    expect(() => document.syntax({ isCancellationRequested: true })).toThrow('cancelled');
    expect(document.syntax().errors).toBe(0);
    document.dispose();
  });
});
