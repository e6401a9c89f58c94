import { typeOf } from '../../semantics/expression-types.ts';
import type { ResolvedFile } from '../../semantics/symbols.ts';
import {
  anyBelow,
  child,
  outermostParenthesis,
  textOf,
  unparenthesised,
  type GoNode,
} from '../../syntax/node.ts';

/** Whose map header a struct type copies: that of Go up to 1.23, or that of 1.24 and later. */
type CopiedHeader = 'classic' | 'swiss';

const CLASSIC = ['count', 'flags', 'b', 'noverflow', 'hash0', 'buckets', 'oldbuckets', 'nevacuate', 'extra'];
const SWISS = ['used', 'seed', 'dirptr', 'dirlen', 'globaldepth', 'globalshift', 'writing', 'clearseq'];

/** A conversion of an unsafe pointer to a struct declared here that has the fields of a map header. */
export function copiedHeaderOf(
  file: ResolvedFile,
  conversion: GoNode,
): { header: CopiedHeader; type: string } | undefined {
  const callee = child(conversion, 'function');
  const argument = child(conversion, 'arguments')?.children[0];
  if (conversion.kind !== 'call_expression' || callee?.kind !== 'parenthesized_expression') return undefined;
  let target = unparenthesised(callee);
  if (target.kind !== 'unary_expression') return undefined;
  while (target.kind === 'unary_expression') {
    const operand = child(target, 'operand');
    if (operand === undefined || file.syntax.text[target.start] !== '*') return undefined;
    target = unparenthesised(operand);
  }
  if (target.kind !== 'identifier' || argument === undefined || readsOnlyCount(file, conversion))
    return undefined;
  const name = textOf(file.syntax, target);
  if (!file.index.declaresType(name)) return undefined;
  const type = file.index.underlying({ kind: 'named', path: undefined, name });
  if (type.kind !== 'struct') return undefined;
  const fields = new Set(type.fields.map((field) => field.name.toLowerCase()));
  const shared = (names: readonly string[]): number => names.filter((field) => fields.has(field)).length;
  if (fields.has('buckets') && fields.has('b') && shared(CLASSIC) >= 4)
    return { header: 'classic', type: name };
  if (fields.has('dirptr') && shared(SWISS) >= 4) return { header: 'swiss', type: name };
  return undefined;
}

/** True for `(*hmap)(p).count`: the number of entries is the first word of both headers. */
function readsOnlyCount(file: ResolvedFile, conversion: GoNode): boolean {
  const outer = outermostParenthesis(conversion);
  const selector = outer.parent;
  const field = selector?.kind === 'selector_expression' ? child(selector, 'field') : undefined;
  return field !== undefined && /^(?:count|used)$/i.test(textOf(file.syntax, field));
}

/** The number that is added to the address of a map's header, undefined for any other sum. */
export function headerOffsetOf(file: ResolvedFile, sum: GoNode): string | undefined {
  const args = isUnsafe(file, sum, 'Add') ? child(sum, 'arguments')?.children : undefined;
  const isPlus = sum.kind === 'binary_expression' && child(sum, 'operator')?.kind === '+';
  const base = args?.[0] ?? (isPlus ? child(sum, 'left') : undefined);
  const offset = args?.[1] ?? (isPlus ? child(sum, 'right') : undefined);
  if (base === undefined || offset?.kind !== 'int_literal' || !isHeaderAddress(file, base)) return undefined;
  const text = textOf(file.syntax, offset);
  return Number(text) > 0 ? text : undefined;
}

/** True for `*(*unsafe.Pointer)(unsafe.Pointer(&m))`, in whatever integer or pointer type, where m is a map. */
function isHeaderAddress(file: ResolvedFile, expression: GoNode): boolean {
  const node = unparenthesised(expression);
  if (node.kind === 'call_expression' && child(node, 'function')?.kind === 'identifier') {
    // uintptr(…)
    const [inner] = child(node, 'arguments')?.children ?? [];
    return inner !== undefined && isHeaderAddress(file, inner);
  }
  if (node.kind !== 'unary_expression' || file.syntax.text[node.start] !== '*') return false;
  const conversion = child(node, 'operand');
  return conversion?.kind === 'call_expression' && anyBelow(conversion, (part) => isMapAddress(file, part));
}

/** True for `unsafe.Pointer(&m)`. */
function isMapAddress(file: ResolvedFile, node: GoNode): boolean {
  const [argument] = isUnsafe(file, node, 'Pointer') ? (child(node, 'arguments')?.children ?? []) : [];
  const operand = argument?.kind === 'unary_expression' ? child(argument, 'operand') : undefined;
  if (argument === undefined || operand === undefined || file.syntax.text[argument.start] !== '&')
    return false;
  return file.index.underlying(typeOf(file, operand)).kind === 'map';
}

function isUnsafe(file: ResolvedFile, node: GoNode, name: string): boolean {
  const callee = node.kind === 'call_expression' ? child(node, 'function') : undefined;
  if (callee?.kind !== 'selector_expression') return false;
  const operand = child(callee, 'operand');
  const imported = operand?.kind === 'identifier' && file.symbolOf(operand)?.kind === 'import';
  return imported && textOf(file.syntax, callee) === `unsafe.${name}`;
}
