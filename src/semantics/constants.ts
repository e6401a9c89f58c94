import { child, childrenIn, textOf, unparenthesised, type GoNode, type GoSyntax } from '../syntax/node.ts';
import type { GoType } from './go-type.ts';
import { integerLiteral, typeFromName, typeFromNode, type TypeNameLookup } from './type-syntax.ts';

export interface ConstantDeclaration {
  readonly type: GoType | undefined;
  /** Undefined where the value is not an integer made of literals and `iota` (other constants, other packages). */
  readonly value: number | undefined;
}

/** The specs of a `var` or `const` declaration, grouped in parentheses or not. */
export function specsOf(declaration: GoNode, kind: 'var_spec' | 'const_spec'): GoNode[] {
  return declaration.children.flatMap((node) =>
    node.kind === kind ? [node] : node.children.filter((inner) => inner.kind === kind),
  );
}

/** The name and meaning of each constant of a `const` declaration; a spec without values repeats those before it. */
export function constantsIn(
  declaration: GoNode,
  syntax: GoSyntax,
  lookup: TypeNameLookup,
): [GoNode, ConstantDeclaration][] {
  const constants: [GoNode, ConstantDeclaration][] = [];
  let typeNode: GoNode | undefined;
  let values: readonly GoNode[] = [];
  specsOf(declaration, 'const_spec').forEach((spec, iota) => {
    const written = child(spec, 'value');
    if (written !== undefined) {
      typeNode = child(spec, 'type');
      values = written.children;
    }
    const declared = typeNode === undefined ? undefined : typeFromNode(typeNode, syntax, lookup);
    childrenIn(spec, 'name')
      .filter((name) => name.kind === 'identifier')
      .forEach((name, at) => {
        const value = values[at];
        const constant = {
          type: declared ?? (value === undefined ? undefined : convertedType(value, syntax, lookup)),
          value: value === undefined ? undefined : integerValue(value, syntax, iota),
        };
        constants.push([name, constant]);
      });
  });
  return constants;
}

/** The type in `Kind(iota)`. */
function convertedType(value: GoNode, syntax: GoSyntax, lookup: TypeNameLookup): GoType | undefined {
  const node = unparenthesised(value);
  const callee = node.kind === 'call_expression' ? child(node, 'function') : undefined;
  if (callee?.kind !== 'identifier') return undefined;
  const name = textOf(syntax, callee);
  return /^(?:len|cap|min|max|real|imag|complex)$/.test(name) ? undefined : typeFromName(name, lookup);
}

/** What a constant expression of integer literals and `iota` comes to, undefined for any other. */
function integerValue(expression: GoNode, syntax: GoSyntax, iota: number): number | undefined {
  const node = unparenthesised(expression);
  switch (node.kind) {
    case 'int_literal':
      return integerLiteral(textOf(syntax, node));
    case 'iota':
      return iota;
    case 'call_expression': {
      // `Kind(iota)`; of functions only `len` and the like are constant, and they take no integer.
      const args = child(node, 'arguments')?.children ?? [];
      const [only] = args;
      return args.length !== 1 || only === undefined ? undefined : integerValue(only, syntax, iota);
    }
    case 'unary_expression': {
      const operand = child(node, 'operand');
      const value = operand === undefined ? undefined : integerValue(operand, syntax, iota);
      return value === undefined || syntax.text[node.start] !== '-' ? undefined : -value;
    }
    case 'binary_expression': {
      const left = child(node, 'left');
      const right = child(node, 'right');
      const operator = child(node, 'operator');
      if (left === undefined || right === undefined || operator === undefined) return undefined;
      const a = integerValue(left, syntax, iota);
      const b = integerValue(right, syntax, iota);
      return a === undefined || b === undefined ? undefined : computed(a, textOf(syntax, operator), b);
    }
    default:
      return undefined;
  }
}

function computed(a: number, operator: string, b: number): number | undefined {
  const value = ((): number | undefined => {
    switch (operator) {
      case '+':
        return a + b;
      case '-':
        return a - b;
      case '*':
        return a * b;
      case '<<':
        return b < 0 ? undefined : a * 2 ** b;
      default:
        return undefined;
    }
  })();
  return value !== undefined && Number.isSafeInteger(value) ? value : undefined;
}
