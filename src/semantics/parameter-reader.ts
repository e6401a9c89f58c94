import { child, outermostParenthesis, textOf, type GoNode, type GoSyntax } from '../syntax/node.ts';
import { RECEIVER, type ParameterUse, type Passing } from './function-facts.ts';
import { iteratesMap, mapUseOfImported, usesUpIterator } from './standard-effects.ts';

/** What is done with a parameter, while its function is read. */
export type OpenUse = { -readonly [Key in keyof ParameterUse]: ParameterUse[Key] } & { passedTo?: Passing[] };

/** Says who is called, as far as one function shows. */
export interface Callees {
  /** The declared type of a variable, by its name, where it is one of the package's own. */
  typeOf(variable: string): string | undefined;
  /** `path.Name` where the operand is the name of an imported package. */
  imported(operand: GoNode | undefined, name: string): string | undefined;
}

/**
 * Reads what a function does with those of its parameters that may be maps. Names are not resolved: a use of a variable of
 * the same name in an inner scope counts as one of the parameter, which can only make a use look worse than it is.
 */
export class ParameterReader {
  readonly #syntax: GoSyntax;
  readonly #callees: Callees;
  readonly #watched: { readonly name: string; readonly use: OpenUse }[] = [];

  constructor(syntax: GoSyntax, callees: Callees) {
    this.#syntax = syntax;
    this.#callees = callees;
  }

  /** Begins to watch a parameter. */
  watch(name: string): OpenUse {
    const use: OpenUse = {};
    if (name !== '_') this.#watched.push({ name, use });
    return use;
  }

  /** Reads an identifier that may be one of them; `later` inside a function literal that may run at any time. */
  use(node: GoNode, later: boolean): void {
    for (const { name, use } of this.#watched) {
      if (node.end - node.start !== name.length || !this.#syntax.text.startsWith(name, node.start)) continue;
      if (later) use.keeps = true;
      else this.#classify(use, node, name);
      return;
    }
  }

  #classify(use: OpenUse, node: GoNode, name: string): void {
    const outer = outermostParenthesis(node);
    const parent = outer.parent;
    switch (parent?.kind) {
      case 'index_expression':
        if (outer.field === 'operand' && isWrittenElement(parent)) use.writes = true;
        return;
      case 'range_clause':
        return;
      case 'binary_expression':
        use.tellsNil = true;
        return;
      case 'argument_list':
        if (parent.parent !== undefined)
          this.#classifyArgument(use, parent.parent, parent.children.indexOf(outer));
        return;
      case 'selector_expression': {
        const type = this.#callees.typeOf(name);
        const method = child(parent, 'field');
        const isCalled = parent.field === 'function' && parent.parent?.kind === 'call_expression';
        if (!isCalled || type === undefined || method === undefined || isStarted(parent.parent))
          use.keeps = true;
        else passOn(use, `${type}.${textOf(this.#syntax, method)}`, RECEIVER);
        return;
      }
      case 'expression_list':
        // `m = …` makes the name stand for another map.
        if (parent.field !== 'left') use.keeps = true;
        return;
      case 'inc_statement':
      case 'dec_statement':
        return;
      default:
        use.keeps = true;
    }
  }

  #classifyArgument(use: OpenUse, call: GoNode, at: number): void {
    const callee = child(call, 'function');
    if (isStarted(call) || callee === undefined || at < 0) {
      use.keeps = true;
      return;
    }
    if (callee.kind === 'identifier') {
      const name = textOf(this.#syntax, callee);
      if (name === 'len') return;
      if (name === 'clear' || (name === 'delete' && at === 0)) use.writes = true;
      else if (name !== 'delete') passOn(use, name, at);
      return;
    }
    const method = child(callee, 'field');
    const operand = child(callee, 'operand');
    if (callee.kind !== 'selector_expression' || method === undefined || operand === undefined) {
      use.keeps = true;
      return;
    }
    const name = textOf(this.#syntax, method);
    const imported = this.#callees.imported(operand, name);
    if (imported !== undefined) {
      this.#useByImported(use, imported, call, at);
      return;
    }
    const type =
      operand.kind === 'identifier' ? this.#callees.typeOf(textOf(this.#syntax, operand)) : undefined;
    if (type === undefined) use.keeps = true;
    else passOn(use, `${type}.${name}`, at);
  }

  #useByImported(use: OpenUse, imported: string, call: GoNode, at: number): void {
    const kind = mapUseOfImported(imported, at);
    if (kind === 'inspects') use.tellsNil = true;
    else if (kind === 'writes') use.writes = true;
    else if (kind === 'keeps' && !(iteratesMap(imported) && this.#isUsedUp(call))) use.keeps = true;
  }

  /** True for an iterator that a loop or a collecting function uses up where it is made. */
  #isUsedUp(call: GoNode): boolean {
    const user = outermostParenthesis(call).parent;
    if (user?.kind === 'range_clause') return true;
    const callee =
      user?.kind === 'argument_list' && user.parent !== undefined
        ? child(user.parent, 'function')
        : undefined;
    const method = callee === undefined ? undefined : child(callee, 'field');
    const imported =
      method === undefined || callee === undefined
        ? undefined
        : this.#callees.imported(child(callee, 'operand'), textOf(this.#syntax, method));
    return imported !== undefined && usesUpIterator(imported);
  }
}

function passOn(use: OpenUse, callee: string, at: number): void {
  use.passedTo ??= [];
  if (!use.passedTo.some((other) => other.callee === callee && other.at === at))
    use.passedTo.push({ callee, at });
}

function isStarted(call: GoNode | undefined): boolean {
  return call?.parent?.kind === 'go_statement';
}

function isWrittenElement(index: GoNode): boolean {
  const outer = outermostParenthesis(index);
  const parent = outer.parent;
  if (parent?.kind === 'inc_statement' || parent?.kind === 'dec_statement') return true;
  return parent?.kind === 'expression_list' && parent.field === 'left';
}
