import { describe, expect, it } from 'vitest';
import { resolved } from '../../test/support/resolve.ts';
import { textOf, walk, type GoNode } from '../syntax/node.ts';
import { builtText } from './built-text.ts';
import { typeText } from './type-text.ts';

/** What is read out of `var text string = EXPRESSION`: the work, the parts with their types. */
async function read(expression: string): Promise<string | undefined> {
  const source = `package p

import (
	"fmt"
	"strconv"
	"strings"
)

type Kind int

type Level int

func (l Level) String() string { return "" }

const prefix = "p"

func f(a, b string, n int, u uint64, ok bool, kind Kind, level Level, w float64, any interface{}, list []string) {
	_ = ${expression}
}
`;
  const file = await resolved(source);
  const { syntax } = file;
  let value: GoNode | undefined;
  walk(syntax.root, (node) => {
    if (node.kind === 'assignment_statement') value = node.children.at(-1)?.children[0];
    return undefined;
  });
  const text = value === undefined ? undefined : builtText(file, value);
  if (text === undefined) return undefined;
  const parts = text.parts.map(({ node, type }) => `${textOf(syntax, node)} ${typeText(type)}`);
  return `${text.work}: ${parts.join(', ')}`;
}

describe('text built of values', () => {
  it.each([
    ['fmt.Sprintf("%s/%d", a, n)', 'format: a string, n int'],
    ['fmt.Sprintf("%q:%t:%05d:%x", b, ok, n, u)', 'format: b string, ok bool, n int, u uint64'],
    ['fmt.Sprintf("100%% %v", kind)', 'format: kind Kind'],
    ['fmt.Sprint(n)', 'format: n int'],
    ['a + "/" + b', 'join: a string, b string'],
    ['prefix + (a + b)', 'join: a string, b string'],
    ['a + "/" + strconv.Itoa(n)', 'convert: a string, n int'],
    ['a + fmt.Sprintf("%d", n)', 'format: a string, n int'],
    ['strconv.FormatUint(u, 36)', 'convert: u uint64'],
    ['strings.Join([]string{a, "x", b}, "|")', 'join: a string, b string'],
    ['a + strings.ToLower(b)', 'join: a string, strings.ToLower(b) string'],
  ])('reads %s', async (expression, expected) => {
    expect(await read(expression)).toBe(expected);
  });

  it.each([
    ['no value', '"a" + "b"'],
    ['a lossy verb', 'fmt.Sprintf("%.2f", w)'],
    ['a width that pads text', 'fmt.Sprintf("%10s|%s", a, b)'],
    ['a String method', 'fmt.Sprintf("%v", level)'],
    ['an interface', 'fmt.Sprintf("%v", any)'],
    ['too few values', 'fmt.Sprintf("%s%s", a)'],
    ['too many values', 'fmt.Sprintf("%s", a, b)'],
    ['a format that is not in view', 'fmt.Sprintf(a, b)'],
    ['a list that is not in view', 'strings.Join(list, ",")'],
    ['indexed verbs', 'fmt.Sprintf("%[1]s", a)'],
    ['another call', 'strings.ToLower(a)'],
  ])('does not read %s', async (_, expression) => {
    expect(await read(expression)).toBeUndefined();
  });

  it('gives texts of one shape only where nothing but the values differs', async () => {
    const shapes = async (...expressions: string[]): Promise<number> => {
      const file = await resolved(
        `package p\n\nimport "fmt"\n\nfunc f(a, b string, n int) {\n${expressions.map((text) => `_ = ${text}\n`).join('')}}\n`,
      );
      const { syntax } = file;
      const found = new Set<string | undefined>();
      walk(syntax.root, (node) => {
        const value = node.kind === 'assignment_statement' ? node.children.at(-1)?.children[0] : undefined;
        if (value !== undefined) found.add(builtText(file, value)?.shape);
        return undefined;
      });
      return found.size;
    };
    expect(await shapes('a + "/" + b', 'b + "/" + a')).toBe(1);
    expect(await shapes('a + "/" + b', 'a + ":" + b')).toBe(2);
    expect(await shapes('fmt.Sprintf("%s/%d", a, n)', 'fmt.Sprintf("%s/%s", a, b)')).toBe(2);
  });
});
