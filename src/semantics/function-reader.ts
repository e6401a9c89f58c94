import {
  child,
  childOfKind,
  childrenIn,
  textOf,
  unparenthesised,
  type GoNode,
  type GoSyntax,
} from '../syntax/node.ts';
import {
  functionKey,
  ownTypeName,
  READ_HERE,
  type CallFact,
  type FunctionFacts,
  type ParameterUse,
} from './function-facts.ts';
import { importsTesting, roleOf } from './function-role.ts';
import { importPath } from './imports.ts';
import { isPoll, noteWait, openLoop, paceIn, repeated, type LoopAround, type LoopPace } from './loop-pace.ts';
import { ParameterReader, type Callees, type OpenUse } from './parameter-reader.ts';
import { callsBack, effectOfImported, type CallEffect } from './standard-effects.ts';

/**
 * The facts of all functions and methods that a file declares with a body, by their keys. Of tests nothing is asked but what
 * they measure.
 */
export function functionFactsOf(syntax: GoSyntax): ReadonlyMap<string, readonly FunctionFacts[]> {
  const facts = new Map<string, FunctionFacts[]>();
  const paths = new Map<string, string | undefined>();
  const pathOf = (name: string): string | undefined => {
    if (!paths.has(name)) paths.set(name, importPath(syntax, name)?.replace(/^golang\.org\/x\/exp\//, ''));
    return paths.get(name);
  };
  const isTest = importsTesting(syntax);
  for (const node of syntax.root.children) {
    if (node.kind !== 'function_declaration' && node.kind !== 'method_declaration') continue;
    const key = functionKey(node, syntax);
    const body = child(node, 'body');
    if (key === undefined || body === undefined || (isTest && !key.startsWith('Benchmark'))) continue;
    const found = new FunctionReader(syntax, pathOf, node).read(body);
    // `init` may be declared any number of times.
    const known = facts.get(key);
    if (known === undefined) facts.set(key, [found]);
    else known.push(found);
  }
  return facts;
}

/** Where a node of a function's body stands. */
interface Around {
  readonly loop: LoopAround | undefined;
  /** The loop that starts the goroutine it runs in. */
  readonly startedIn: LoopAround | undefined;
  /** Inside a function literal that may run at any time. */
  readonly later: boolean;
}

/** Types that are no maps whatever they are made of. */
const NO_MAPS = new Set([
  'slice_type',
  'array_type',
  'pointer_type',
  'channel_type',
  'function_type',
  'struct_type',
  'interface_type',
]);
const PREDECLARED_TYPES =
  /^(?:any|bool|byte|comparable|complex(?:64|128)|error|float(?:32|64)|u?int(?:8|16|32|64)?|rune|string|uintptr)$/;

const WRITES = /^(?:clear|close|copy|delete|recover)$/;

/** Methods that run the function they are given in a goroutine of its own. */
const STARTS = /^(?:Go|TryGo|Submit)$/;

/** Reads one function. */
class FunctionReader implements Callees {
  readonly #syntax: GoSyntax;
  readonly #pathOf: (name: string) => string | undefined;
  readonly #declaration: GoNode;
  readonly #parameters: ParameterReader;
  /**
   * The names that are declared inside the function, with the types of variables; undefined where those are not plain to
   * see, or where a name is declared with different ones.
   */
  readonly #types = new Map<string, string | undefined>();
  readonly #assigned: string[] = [];
  /** Where each function is called; places alike are noted once. */
  readonly #calls = new Map<string, Around[]>();
  #effect: CallEffect = 'none';
  /** True where a predeclared function is called by a name that means something else. */
  #shadows = false;

  constructor(syntax: GoSyntax, pathOf: (name: string) => string | undefined, declaration: GoNode) {
    this.#syntax = syntax;
    this.#pathOf = pathOf;
    this.#declaration = declaration;
    this.#parameters = new ParameterReader(syntax, this);
  }

  read(body: GoNode): FunctionFacts {
    const [receiver] = this.#watched(child(this.#declaration, 'receiver'));
    const parameters = this.#watched(child(this.#declaration, 'parameters'));
    const result = child(this.#declaration, 'result');
    if (result?.kind === 'parameter_list') this.#declareNames(result);
    if (body.broken) this.#effect = 'unknown';
    this.#visit(body, { loop: undefined, startedIn: undefined, later: false });
    // A function of the same name as a variable is not the one that is called.
    const callsLocal = [...this.#calls.keys()].some((callee) => this.#isLocal(callee));
    const effect = callsLocal ? 'unknown' : this.#effect;
    for (const name of READ_HERE) this.#shadows ||= this.#isLocal(name) && this.#calls.has(name);
    return {
      role: roleOf(this.#declaration, this.#syntax),
      calls: this.#callFacts(),
      effect,
      assigned: effect === 'unknown' ? [] : [...new Set(this.#assigned)],
      receiver: this.#finished(receiver),
      parameters: parameters.map((use) => this.#finished(use)),
    };
  }

  #callFacts(): CallFact[] {
    return [...this.#calls]
      .filter(([callee]) => !this.#isLocal(callee) && !READ_HERE.has(callee))
      .map(([callee, places]) => ({
        callee,
        pace: fastest(places.map(({ loop }) => paceIn(loop))),
        spawned: places.some(({ startedIn }) => paceIn(startedIn) === 'loop'),
      }));
  }

  #isLocal(callee: string): boolean {
    return !callee.includes('.') && this.#types.has(callee);
  }

  #finished(use: OpenUse | undefined): ParameterUse | undefined {
    if (use === undefined) return undefined;
    const callsLocal = use.passedTo?.some(({ callee }) => this.#isLocal(callee)) === true;
    return this.#shadows || callsLocal ? { keeps: true } : use;
  }

  /** Begins to watch the parameters of a list that may be maps. */
  #watched(list: GoNode | undefined): (OpenUse | undefined)[] {
    const uses: (OpenUse | undefined)[] = [];
    for (const parameter of list?.children ?? []) {
      const type = child(parameter, 'type');
      const own = ownTypeName(type, this.#syntax);
      const names = childrenIn(parameter, 'name');
      const watched = parameter.kind === 'parameter_declaration' && type !== undefined && mayBeMap(type, own);
      // What has no name is not used.
      if (names.length === 0) uses.push(watched ? {} : undefined);
      for (const node of names) {
        const name = textOf(this.#syntax, node);
        this.#declare(name, own);
        uses.push(watched ? this.#parameters.watch(name) : undefined);
      }
    }
    return uses;
  }

  #declareNames(list: GoNode): void {
    for (const parameter of list.children) {
      const own = ownTypeName(child(parameter, 'type'), this.#syntax);
      for (const name of childrenIn(parameter, 'name')) this.#declare(textOf(this.#syntax, name), own);
    }
  }

  #declare(name: string, type: string | undefined): void {
    const known = this.#types.get(name);
    if (known === undefined && this.#types.has(name)) return;
    this.#types.set(name, known === undefined || known === type ? type : undefined);
  }

  #visit(node: GoNode, around: Around): void {
    // Most of a file: tokens, literals, names of fields and types.
    if (node.children.length === 0) {
      if (node.kind === 'identifier') this.#parameters.use(node, around.later);
      else if (node.kind === 'select_statement') this.#effect = 'unknown';
      return;
    }
    switch (node.kind) {
      case 'pointer_type':
      case 'qualified_type':
      case 'slice_type':
      case 'map_type':
      case 'generic_type':
      case 'function_type':
      case 'struct_type':
      case 'interface_type':
        return;
      case 'call_expression':
        this.#call(node, around);
        return;
      case 'for_statement':
        this.#loop(node, around);
        return;
      case 'func_literal':
        this.#literal(node, { loop: undefined, startedIn: undefined, later: true });
        return;
      case 'go_statement':
        this.#effect = 'unknown';
        break;
      case 'short_var_declaration':
        this.#newVariables(node);
        break;
      case 'var_spec':
      case 'const_spec':
      case 'type_spec': {
        const own = ownTypeName(child(node, 'type'), this.#syntax);
        for (const name of childrenIn(node, 'name'))
          this.#declare(textOf(this.#syntax, name), node.kind === 'var_spec' ? own : undefined);
        break;
      }
      case 'range_clause':
        this.#rangeClause(node);
        break;
      case 'type_switch_statement': {
        const alias = child(node, 'alias')?.children[0];
        if (alias !== undefined) this.#declare(textOf(this.#syntax, alias), undefined);
        break;
      }
      case 'receive_statement':
        for (const name of child(node, 'left')?.children ?? [])
          if (name.kind === 'identifier') this.#declare(textOf(this.#syntax, name), undefined);
        break;
      case 'assignment_statement':
        for (const target of child(node, 'left')?.children ?? []) this.#assign(target);
        break;
      case 'inc_statement':
      case 'dec_statement':
        this.#assign(node.children[0]);
        break;
      case 'send_statement':
        this.#effect = 'unknown';
        break;
      case 'select_statement':
        this.#effect = 'unknown';
        if (childOfKind(node, 'default_case') === undefined) noteWait(around.loop, false);
        break;
      case 'unary_expression':
        if (this.#syntax.text.startsWith('<-', node.start)) {
          this.#effect = 'unknown';
          // A ticker's channel, as time.Ticker and time.Timer name it.
          if (!isPoll(node)) noteWait(around.loop, /\.C$|time\.After\(/.test(textOf(this.#syntax, node)));
        }
        break;
      default:
        break;
    }
    for (const part of node.children) this.#visit(part, around);
  }

  /** `x := …` with the type where it is plain to see. */
  #newVariables(node: GoNode): void {
    const names = child(node, 'left')?.children ?? [];
    const values = child(node, 'right')?.children ?? [];
    names.forEach((name, at) => {
      if (name.kind !== 'identifier') return;
      const value = names.length === values.length ? values[at] : undefined;
      const literal = value?.kind === 'unary_expression' ? child(value, 'operand') : value;
      const type = literal?.kind === 'composite_literal' ? child(literal, 'type') : undefined;
      this.#declare(textOf(this.#syntax, name), ownTypeName(type, this.#syntax));
    });
  }

  #rangeClause(node: GoNode): void {
    const names = child(node, 'left')?.children ?? [];
    const declares = childOfKind(node, ':=') !== undefined;
    for (const name of names) {
      if (declares && name.kind === 'identifier') this.#declare(textOf(this.#syntax, name), undefined);
      else this.#assign(name);
    }
    // With two variables it is no channel, but may be an iterator function.
    if (names.length === 2) this.#has('foreign');
    else if (child(node, 'right')?.kind !== 'int_literal') this.#effect = 'unknown';
  }

  #has(effect: CallEffect): void {
    if (effect === 'unknown' || this.#effect === 'none') this.#effect = effect;
  }

  #assign(target: GoNode | undefined): void {
    const node = target === undefined ? undefined : unparenthesised(target);
    if (node?.kind !== 'identifier') this.#effect = 'unknown';
    // Where it may do anything already, it does not matter what.
    else if (this.#effect !== 'unknown') this.#assigned.push(textOf(this.#syntax, node));
  }

  #loop(node: GoNode, around: Around): void {
    const loop = openLoop(node, this.#syntax, around.loop);
    for (const part of node.children) this.#visit(part, part.field === 'body' ? { ...around, loop } : around);
  }

  #literal(node: GoNode, around: Around): void {
    const parameters = child(node, 'parameters');
    if (parameters !== undefined) this.#declareNames(parameters);
    const result = child(node, 'result');
    if (result?.kind === 'parameter_list') this.#declareNames(result);
    const body = child(node, 'body');
    if (body !== undefined) this.#visit(body, around);
  }

  #call(call: GoNode, around: Around): void {
    const target = child(call, 'function');
    const callee = target === undefined ? undefined : unparenthesised(target);
    const args = child(call, 'arguments');
    const isGo = call.parent?.kind === 'go_statement';
    const inGoroutine: Around = { loop: undefined, startedIn: around.loop, later: true };
    let inArgument = around;
    if (callee?.kind === 'func_literal') this.#literal(callee, isGo ? inGoroutine : around);
    else if (callee?.kind === 'identifier') {
      const name = textOf(this.#syntax, callee);
      this.#called(name, isGo ? inGoroutine : around);
      if (WRITES.test(name)) this.#effect = 'unknown';
      this.#parameters.use(callee, around.later);
    } else if (callee?.kind === 'selector_expression') {
      const name = child(callee, 'field');
      const operand = child(callee, 'operand');
      const method = name === undefined ? '' : textOf(this.#syntax, name);
      const imported = this.imported(operand, method);
      if (imported !== undefined) {
        const takesFunction = args?.children.some(({ kind }) => kind === 'func_literal') === true;
        this.#has(takesFunction ? 'unknown' : effectOfImported(imported));
        if (imported === 'time.Sleep') noteWait(around.loop, true);
        if (callsBack(imported)) inArgument = { ...around, loop: repeated(around.loop) };
      } else {
        const type = operand?.kind === 'identifier' ? this.typeOf(textOf(this.#syntax, operand)) : undefined;
        this.#called(`${type ?? ''}.${method}`, isGo ? inGoroutine : around);
        if (type === undefined) this.#effect = 'unknown';
        if (/^(?:Wait|Sleep)$/.test(method)) noteWait(around.loop, method === 'Sleep');
        if (STARTS.test(method)) inArgument = inGoroutine;
        if (operand !== undefined) this.#visit(operand, around);
      }
    } else if (callee !== undefined) {
      // `[]byte(x)` is a conversion; what else there is may call anything.
      if (!callee.kind.endsWith('_type')) this.#effect = 'unknown';
      this.#visit(callee, around);
    }
    for (const argument of args?.children ?? []) {
      if (argument.kind === 'func_literal' && inArgument !== around) this.#literal(argument, inArgument);
      else this.#visit(argument, around);
    }
  }

  typeOf(variable: string): string | undefined {
    return this.#types.get(variable);
  }

  imported(operand: GoNode | undefined, name: string): string | undefined {
    if (operand?.kind !== 'identifier') return undefined;
    const text = textOf(this.#syntax, operand);
    const path = this.#types.has(text) ? undefined : this.#pathOf(text);
    return path === undefined ? undefined : `${path}.${name}`;
  }

  #called(callee: string, around: Around): void {
    const known = this.#calls.get(callee);
    if (known === undefined) this.#calls.set(callee, [around]);
    else if (known.at(-1) !== around) known.push(around);
  }
}

function mayBeMap(type: GoNode, own: string | undefined): boolean {
  if (NO_MAPS.has(type.kind)) return false;
  return own === undefined || !PREDECLARED_TYPES.test(own);
}

const PACES: readonly LoopPace[] = ['once', 'waiting', 'loop'];

function fastest(paces: readonly LoopPace[]): LoopPace {
  return paces.reduce<LoopPace>(
    (best, pace) => (PACES.indexOf(pace) > PACES.indexOf(best) ? pace : best),
    'once',
  );
}
