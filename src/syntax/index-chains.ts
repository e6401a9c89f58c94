/** A node of a syntax tree that is still being made. */
export interface ChainNode {
  kind: string;
  field: string;
  parent: ChainNode | undefined;
  children: ChainNode[];
}

/**
 * tree-sitter-go reads `m[a.b][c.d]` as an instantiation of the generic type `m[a.b]` with the type `c.d`. Go has no such thing, as
 * what is instantiated once cannot be again, so the node is made the index expression that it is.
 */
export function readAsIndexChain(node: ChainNode): void {
  if (node.kind !== 'type_instantiation_expression' || node.children[0]?.kind !== 'generic_type') return;
  if (node.children.length === 2 && node.children.every(isExpression)) becomeExpression(node);
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
