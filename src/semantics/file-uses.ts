import {
  child,
  childOfKind,
  childrenIn,
  outermostParenthesis,
  textOf,
  unparenthesised,
  type GoNode,
  type GoSyntax,
} from '../syntax/node.ts';
import { LocalNames } from './local-names.ts';
import { fieldKey, isExported, MapUse, type FileUses, type UseSet } from './map-uses.ts';
import { TYPE_KINDS } from './type-syntax.ts';
import { UseForms } from './use-forms.ts';

/** Reads what a file does with the fields and variables of its package, in one walk. */
export function usesIn(syntax: GoSyntax): FileUses {
  return new UseReader(syntax).read();
}

const SCOPES: ReadonlySet<string> = new Set([
  'block',
  'communication_case',
  'default_case',
  'expression_case',
  'expression_switch_statement',
  'for_statement',
  'if_statement',
  'select_statement',
  'type_case',
]);

class UseReader {
  readonly #syntax: GoSyntax;
  readonly #locals = new LocalNames();
  readonly #forms: UseForms;
  readonly #variables = new Map<string, UseSet>();
  readonly #fields = new Map<string, UseSet>();
  /** True inside a function `init`, which runs before all others. */
  #startsUp = false;

  constructor(syntax: GoSyntax) {
    this.#syntax = syntax;
    this.#forms = new UseForms(syntax, this.#locals);
  }

  read(): FileUses {
    for (const node of this.#syntax.root.children) this.#topLevel(node);
    return { variables: this.#variables, fields: this.#fields };
  }

  #topLevel(node: GoNode): void {
    switch (node.kind) {
      case 'package_clause':
      case 'import_declaration':
        return;
      case 'type_declaration':
        for (const spec of node.children) this.#fieldTags(spec);
        return;
      case 'var_declaration':
        this.#packageVariables(node);
        return;
      case 'function_declaration': {
        const name = child(node, 'name');
        this.#startsUp = name !== undefined && this.#text(name) === 'init';
        this.#visit(node);
        this.#startsUp = false;
        return;
      }
      default:
        this.#visit(node);
    }
  }

  #fieldTags(spec: GoNode): void {
    const name = child(spec, 'name');
    const struct = child(spec, 'type');
    const fields = struct?.kind === 'struct_type' ? struct.children[0] : undefined;
    if (name === undefined) return;
    for (const field of fields?.children ?? []) {
      if (child(field, 'tag') === undefined) continue;
      for (const tagged of childrenIn(field, 'name')) {
        this.#addField(this.#text(name), this.#text(tagged), MapUse.tag);
      }
    }
  }

  #packageVariables(node: GoNode): void {
    if (node.kind !== 'var_spec') {
      for (const inner of node.children) this.#packageVariables(inner);
      return;
    }
    const names = childrenIn(node, 'name').filter(({ kind }) => kind === 'identifier');
    const values = child(node, 'value')?.children ?? [];
    names.forEach((name, at) => {
      // Without a value it is nil until something makes it.
      const uses = values.length === 0 ? 0 : this.#forms.valueUses(values[at], MapUse.made, MapUse.given);
      this.#addVariable(this.#text(name), uses);
    });
    for (const value of values) this.#visit(value);
  }

  #visit(node: GoNode): void {
    if (SCOPES.has(node.kind)) {
      this.#locals.within(() => this.#visitAll(node));
      return;
    }
    switch (node.kind) {
      case 'identifier':
        this.#identifier(node);
        return;
      case 'selector_expression':
        this.#selector(node);
        return;
      case 'call_expression':
        this.#call(node);
        return;
      case 'function_declaration':
      case 'method_declaration':
      case 'func_literal':
        this.#function(node);
        return;
      case 'composite_literal':
        this.#literal(child(node, 'type'), child(node, 'body'));
        return;
      case 'assignment_statement':
        this.#assignment(node);
        return;
      case 'short_var_declaration':
        this.#declaration(node, child(node, 'right')?.children ?? []);
        return;
      case 'receive_statement':
        this.#declaration(
          node,
          node.children.filter(({ field }) => field === 'right'),
        );
        return;
      case 'range_clause':
        this.#rangeClause(node);
        return;
      case 'var_spec':
        this.#localVariables(node);
        return;
      case 'type_switch_statement':
        this.#typeSwitch(node);
        return;
      case 'const_spec':
      case 'type_spec':
      case 'type_alias':
        for (const name of childrenIn(node, 'name')) this.#locals.declare(this.#text(name));
        return;
      default:
        if (!TYPE_KINDS.has(node.kind)) this.#visitAll(node);
    }
  }

  #visitAll(node: GoNode): void {
    for (const part of node.children) this.#visit(part);
  }

  #function(node: GoNode): void {
    this.#locals.within(() => {
      for (const parameter of child(node, 'type_parameters')?.children ?? []) {
        for (const name of childrenIn(parameter, 'name')) this.#locals.declare(this.#text(name));
      }
      for (const field of ['receiver', 'parameters', 'result']) {
        for (const parameter of child(node, field)?.children ?? []) this.#parameter(parameter);
      }
      const body = child(node, 'body');
      if (body !== undefined) this.#visitAll(body);
    });
  }

  #parameter(node: GoNode): void {
    // Of a variadic parameter the type is that of the slice's elements.
    const type = node.kind === 'parameter_declaration' ? child(node, 'type') : undefined;
    const typeName = this.#forms.typeName(type);
    for (const name of childrenIn(node, 'name')) this.#locals.declare(this.#text(name), { typeName });
  }

  #localVariables(spec: GoNode): void {
    const values = child(spec, 'value')?.children ?? [];
    for (const value of values) this.#visit(value);
    const type = child(spec, 'type');
    childrenIn(spec, 'name').forEach((name, at) => {
      if (name.kind !== 'identifier') return;
      const facts = this.#forms.factsOf(values[at]);
      const declared = type === undefined ? facts : { typeName: this.#forms.typeName(type), isNew: true };
      this.#locals.declare(this.#text(name), declared);
    });
  }

  /** `a, b := x, y` and `case v := <-c`: names that the scope knows already get another value. */
  #declaration(node: GoNode, values: readonly GoNode[]): void {
    for (const value of values) this.#visit(value);
    const left = child(node, 'left');
    if (node.kind === 'receive_statement' && childOfKind(node, ':=') === undefined) {
      if (left !== undefined) this.#visit(left);
      return;
    }
    const targets = left?.children ?? [];
    targets.forEach((target, at) => {
      const value = targets.length === values.length ? values[at] : undefined;
      if (target.kind === 'identifier') this.#locals.declare(this.#text(target), this.#forms.factsOf(value));
    });
  }

  #rangeClause(node: GoNode): void {
    const right = child(node, 'right');
    if (right !== undefined) this.#visit(right);
    const left = child(node, 'left');
    if (left === undefined) return;
    if (childOfKind(node, ':=') === undefined) {
      this.#visit(left);
      return;
    }
    left.children.forEach((name, at) => {
      if (name.kind !== 'identifier') return;
      const keyOf = at === 0 && right !== undefined ? this.#text(unparenthesised(right)) : undefined;
      this.#locals.declare(this.#text(name), { keyOf });
    });
  }

  #typeSwitch(node: GoNode): void {
    this.#locals.within(() => {
      for (const name of child(node, 'alias')?.children ?? []) this.#locals.declare(this.#text(name));
      for (const part of node.children) if (part.field !== 'alias') this.#visit(part);
    });
  }

  #call(node: GoNode): void {
    const callee = child(node, 'function');
    for (const part of node.children) {
      // What is called is no map.
      if (part !== callee) this.#visit(part);
      else if (part.kind === 'selector_expression') this.#operand(part);
      else if (part.kind !== 'identifier') this.#visit(part);
    }
  }

  #identifier(node: GoNode): void {
    const name = this.#text(node);
    const local = this.#locals.get(name);
    if (local === undefined) this.#addVariable(name, this.#forms.usesAt(node, this.#startsUp));
    else if (local.keyOf !== undefined && isTarget(node)) this.#locals.forget(name);
  }

  #selector(node: GoNode): void {
    this.#operand(node);
    const field = child(node, 'field');
    // Only what a map's own methods or a struct's fields are asked of stands before another selector.
    if (field === undefined || (node.field === 'operand' && node.parent?.kind === 'selector_expression'))
      return;
    this.#use(node, this.#text(field));
  }

  #use(node: GoNode, name: string): void {
    if (isExported(name)) return;
    const operand = child(node, 'operand');
    const root = operand === undefined ? undefined : unparenthesised(operand);
    const local = root?.kind === 'identifier' ? this.#locals.get(this.#text(root)) : undefined;
    this.#addField(local?.typeName ?? '', name, this.#forms.usesAt(node, local?.isNew === true));
  }

  /** What stands before the last name of a selector. */
  #operand(selector: GoNode): void {
    const operand = child(selector, 'operand');
    if (operand === undefined || operand.kind === 'identifier') return;
    this.#visit(operand);
  }

  #assignment(node: GoNode): void {
    this.#visitAll(node);
    for (const value of child(node, 'right')?.children ?? []) {
      const inner = unparenthesised(value);
      const literal = inner.kind === 'unary_expression' ? child(inner, 'operand') : inner;
      if (literal?.kind !== 'composite_literal') continue;
      const typeName = this.#forms.typeName(child(literal, 'type'));
      if (typeName !== '') this.#addField(typeName, '', MapUse.remade);
    }
  }

  #literal(type: GoNode | undefined, body: GoNode | undefined): void {
    if (body === undefined) return;
    const elem = type === undefined ? undefined : (child(type, 'element') ?? child(type, 'value'));
    const holdsElements = type !== undefined && /^(?:map|slice|array|implicit)/.test(type.kind);
    const owner = this.#forms.typeName(type);
    for (const element of body.children) {
      if (element.kind !== 'keyed_element') {
        this.#literalPart(element, elem);
        if (!holdsElements && type?.kind !== 'struct_type') this.#addField(owner, '', MapUse.unkeyed);
        continue;
      }
      const key = child(element, 'key');
      const value = child(element, 'value');
      const name = key?.children[0];
      if (!holdsElements && name?.kind === 'identifier') {
        const uses = this.#forms.valueUses(value?.children[0], MapUse.made, MapUse.given);
        this.#addField(owner, this.#text(name), uses);
      } else if (key !== undefined)
        this.#literalPart(key, type === undefined ? undefined : child(type, 'key'));
      if (value !== undefined) this.#literalPart(value, elem);
    }
  }

  /** An element, whose type may be left out where the literal around it says it. */
  #literalPart(part: GoNode, type: GoNode | undefined): void {
    for (const inner of part.kind === 'literal_element' ? part.children : [part]) {
      if (inner.kind === 'literal_value') this.#literal(type, inner);
      else this.#visit(inner);
    }
  }

  #addVariable(name: string, uses: UseSet): void {
    if (!isExported(name) && name !== '_') add(this.#variables, name, uses);
  }

  #addField(owner: string, field: string, uses: UseSet): void {
    if (!isExported(field) && field !== '_') add(this.#fields, fieldKey(owner, field), uses);
  }

  #text(node: GoNode): string {
    return textOf(this.#syntax, node);
  }
}

function add(to: Map<string, UseSet>, name: string, uses: UseSet): void {
  to.set(name, (to.get(name) ?? 0) | uses);
}

function isTarget(node: GoNode): boolean {
  const list = outermostParenthesis(node).parent;
  return list?.field === 'left' || list?.kind === 'inc_statement' || list?.kind === 'dec_statement';
}
