import { describe, expect, it } from 'vitest';
import { syntaxOf } from '../../test/support/resolve.ts';
import { declarationsOf, type FileDeclarations } from '../semantics/declarations.ts';
import { outlineOf } from './outline.ts';

const SOURCE = `package p

import "fmt"

type Store struct {
	index map[string]int
}

// New makes a store; braces { in comments stay out of it.
func New(names []string) (*Store, error) {
	if len(names) == 0 {
		return nil, fmt.Errorf(\`nothing
}
func fake() {
\`)
	}
	type local struct{ x int }
	return &Store{}, nil
}

func (s *Store) Get(name string) (value int, ok bool) { value, ok = s.index[name]; return }

func Long(
	a int,
	b map[string]bool,
) map[int]string {
	return nil
}

func External(n int) int

var table = map[string]func(){
	"a": func() {
		fmt.Println()
	},
}

const limit = 3
`;

/** What is declared; what is done in bodies an outline does not tell. */
async function declared(text: string): Promise<FileDeclarations> {
  return { ...declarationsOf(await syntaxOf(text)), uses: undefined, facts: new Map() };
}

describe('an outline', () => {
  it('declares what the file declares', async () => {
    expect(await declared(outlineOf(SOURCE))).toEqual(await declared(SOURCE));
  });

  it('is without the bodies', () => {
    const outline = outlineOf(SOURCE);
    expect(outline).toContain('func New(names []string) (*Store, error) {}');
    expect(outline).not.toContain('local struct');
  });

  it.each([
    [
      'with a lone back quote in a comment',
      'package p\n\n// it`s\nfunc A() int {\n\treturn 1\n}\n\nfunc B() string {\n}\n',
    ],
    [
      'with a rune that is a back quote',
      "package p\n\nfunc A() rune {\n\treturn '`'\n}\n\ntype T map[int]int\n\nfunc (t T) Get() []string {\n\t// it`s\n\treturn nil\n}\n",
    ],
    [
      'with comments and strings that look like the end of a body',
      'package p\n\nfunc A() {\n\t/*\n}\nfunc X() {\n*/\n\ts := "`"\n\t_ = s\n}\n\nvar x = `\nfunc Y() {\n}\n`\n',
    ],
    ['that is cut off', 'package p\n\nfunc A() {\n\tx := 1\n'],
    ['with carriage returns', 'package p\r\n\r\nfunc A() []int {\r\n\treturn nil\r\n}\r\n\r\nvar x = 3\r\n'],
    ['without functions', 'package p\n'],
    ['that is empty', ''],
  ])('of a file %s declares the same', async (_, text) => {
    expect(await declared(outlineOf(text))).toEqual(await declared(text));
  });
});
