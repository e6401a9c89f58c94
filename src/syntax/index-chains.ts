/** A node of a syntax tree that is still being made, positions in UTF-16 units. */
export interface ChainNode {
  kind: string;
  field: string;
  readonly start: number;
  readonly end: number;
  parent: ChainNode | undefined;
  children: ChainNode[];
  broken: boolean;
}

/**
 * tree-sitter-go reads `m[a.b][c.d]` as an instantiation of the generic type `m[a.b]` with the type `c.d`. Go has no such thing, as
 * what is instantiated once cannot be again, so the node is made the index expression that it is.
 */
export function readAsIndexChain(node: ChainNode): void {
  if (node.kind !== 'type_instantiation_expression' || node.children[0]?.kind !== 'generic_type') return;
  if (node.children.length === 2 && node.children.every(isExpression)) becomeExpression(node);
}

/**
 * tree-sitter-go reads every `f[a](x)` as a conversion to the generic type `f[a]`, be it a call of a generic function, of a
 * function in a map or a list, or a conversion indeed. It is made the call that it looks like, as `T(x)` is one too.
 */
export function readAsCall(node: ChainNode): void {
  const [generic, operand, ...others] = node.children;
  if (node.kind !== 'type_conversion_expression' || generic?.kind !== 'generic_type') return;
  const [callee, typeArguments, ...more] = generic.children;
  if (operand === undefined || callee === undefined || typeArguments === undefined) return;
  if (others.length > 0 || more.length > 0) return;
  node.kind = 'call_expression';
  operand.field = '';
  const list: ChainNode = {
    kind: 'argument_list',
    field: 'arguments',
    start: generic.end,
    end: node.end,
    parent: node,
    children: [operand],
    broken: node.broken,
  };
  operand.parent = list;
  if (isExpression(generic)) {
    becomeExpression(generic);
    generic.field = 'function';
    node.children = [generic, list];
    return;
  }
  becomeExpression(callee);
  callee.field = 'function';
  callee.parent = node;
  typeArguments.parent = node;
  node.children = [callee, typeArguments, list];
}

function isExpression(node: ChainNode): boolean {
  switch (node.kind) {
    case 'type_identifier':
    case 'qualified_type':
      return true;
    case 'generic_type':
    case 'type_arguments':
    case 'type_elem':
      return (
        node.children.length === (node.kind === 'generic_type' ? 2 : 1) && node.children.every(isExpression)
      );
    default:
      return false;
  }
}

function becomeExpression(node: ChainNode): void {
  switch (node.kind) {
    case 'type_identifier':
    case 'package_identifier':
      node.kind = 'identifier';
      return;
    case 'qualified_type': {
      const [name, field] = node.children;
      node.kind = 'selector_expression';
      if (name !== undefined) [name.kind, name.field] = ['identifier', 'operand'];
      if (field !== undefined) [field.kind, field.field] = ['field_identifier', 'field'];
      return;
    }
    default: {
      node.kind = 'index_expression';
      node.children = node.children.map(withoutWrapping);
      const [operand, index] = node.children;
      if (operand !== undefined) operand.field = 'operand';
      if (index !== undefined) index.field = 'index';
      for (const part of node.children) {
        part.parent = node;
        becomeExpression(part);
      }
    }
  }
}

/** `[a.b]` and what stands for a type in it, as the expression alone. */
function withoutWrapping(node: ChainNode): ChainNode {
  const [only] = node.children;
  return /^type_(?:arguments|elem)$/.test(node.kind) && only !== undefined ? withoutWrapping(only) : node;
}
