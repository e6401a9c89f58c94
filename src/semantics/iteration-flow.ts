import { child, childOfKind, textOf, type GoNode } from '../syntax/node.ts';
import { builtinCallee, importedCallee } from './expression-types.ts';
import { FUNCTION_KINDS, type ResolvedFile } from './symbols.ts';

/** How many of the counted operations one iteration runs, over all paths that reach its end. */
export interface IterationCount {
  readonly least: number;
  readonly most: number;
  /** True when some path leaves the loop by `break` before its bound. */
  readonly mayBreak: boolean;
}

interface Tally {
  readonly least: number;
  readonly most: number;
}

/** Where control may go after a statement, each with the operations run until then. */
interface Flow {
  readonly next: Tally | undefined;
  readonly continues: Tally | undefined;
  /** `break` or labelled jump out of the nearest breakable statement. */
  readonly breaks: Tally | undefined;
  readonly leavesLoop: boolean;
}

const NOTHING: Tally = { least: 0, most: 0 };

/**
 * Counts the operations in `counted` that one iteration of `loop` runs. Paths that return, panic, exit the program or
 * jump to an outer label are left out: they end the filling and say nothing about its usual size.
 */
export function iterationCount(
  file: ResolvedFile,
  loop: GoNode,
  counted: ReadonlySet<GoNode>,
): IterationCount {
  const body = child(loop, 'body');
  if (body === undefined) return { least: 0, most: 0, mayBreak: false };
  const label = labelOf(file, loop);
  const flow = new FlowReader(file, counted, label).read(body);
  const end = either(flow.next, flow.continues);
  return {
    least: end?.least ?? 0,
    most: Math.max(end?.most ?? 0, flow.breaks?.most ?? 0),
    // A body that always ends by leaving runs once at most, whatever the bound says.
    mayBreak: flow.leavesLoop || flow.breaks !== undefined || end === undefined,
  };
}

/** True when some path through the body runs one of the operations in `counted` and then begins another iteration. */
export function mayIterateAfter(file: ResolvedFile, loop: GoNode, counted: ReadonlySet<GoNode>): boolean {
  const body = child(loop, 'body');
  if (body === undefined) return false;
  const { next, continues } = new FlowReader(file, counted, labelOf(file, loop)).read(body);
  return (either(next, continues)?.most ?? 0) > 0;
}

/** True when control never comes out of the block: every path returns, panics or exits the program. */
export function alwaysLeaves(file: ResolvedFile, block: GoNode): boolean {
  const { next, continues, breaks, leavesLoop } = new FlowReader(file, new Set(), undefined).read(block);
  return next === undefined && continues === undefined && breaks === undefined && !leavesLoop;
}

function labelOf(file: ResolvedFile, loop: GoNode): string | undefined {
  const parent = loop.parent;
  const label = parent?.kind === 'labeled_statement' ? child(parent, 'label') : undefined;
  return label === undefined ? undefined : textOf(file.syntax, label);
}

class FlowReader {
  readonly #file: ResolvedFile;
  readonly #counted: ReadonlySet<GoNode>;
  readonly #label: string | undefined;

  constructor(file: ResolvedFile, counted: ReadonlySet<GoNode>, label: string | undefined) {
    this.#file = file;
    this.#counted = counted;
    this.#label = label;
  }

  read(node: GoNode): Flow {
    switch (node.kind) {
      case 'block':
      case 'statement_list':
      case 'labeled_statement':
        return this.#sequence(node.children.filter((part) => part.field !== 'label'));
      case 'if_statement':
        return this.#conditional(node);
      case 'expression_switch_statement':
      case 'type_switch_statement':
      case 'select_statement':
        return this.#cases(node);
      case 'for_statement':
        return this.#nestedLoop(node);
      case 'return_statement':
        return { next: undefined, continues: undefined, breaks: undefined, leavesLoop: false };
      case 'goto_statement':
        return { next: undefined, continues: undefined, breaks: undefined, leavesLoop: true };
      case 'continue_statement':
        return this.#jump(node, 'continue');
      case 'break_statement':
        return this.#jump(node, 'break');
      default: {
        const count = this.#countIn(node);
        const next = neverReturns(this.#file, node) ? undefined : { least: count, most: count };
        return { next, continues: undefined, breaks: undefined, leavesLoop: false };
      }
    }
  }

  #sequence(statements: readonly GoNode[]): Flow {
    let next: Tally | undefined = NOTHING;
    let continues: Tally | undefined;
    let breaks: Tally | undefined;
    let leavesLoop = false;
    for (const statement of statements) {
      if (next === undefined) break;
      const flow = this.read(statement);
      continues = either(continues, plus(next, flow.continues));
      breaks = either(breaks, plus(next, flow.breaks));
      leavesLoop ||= flow.leavesLoop;
      next = plus(next, flow.next);
    }
    return { next, continues, breaks, leavesLoop };
  }

  #conditional(node: GoNode): Flow {
    const initializer = child(node, 'initializer');
    const condition = child(node, 'condition');
    const before = [initializer, condition].reduce(
      (sum, part) => sum + (part === undefined ? 0 : this.#countIn(part)),
      0,
    );
    const consequence = child(node, 'consequence');
    const alternative = child(node, 'alternative');
    const taken = consequence === undefined ? fallsThrough() : this.read(consequence);
    const otherwise = alternative === undefined ? fallsThrough() : this.read(alternative);
    return after({ least: before, most: before }, union(taken, otherwise));
  }

  #cases(node: GoNode): Flow {
    const cases = node.children.filter((part) => part.kind.endsWith('_case'));
    const exhaustive = node.kind === 'select_statement' || cases.some((part) => part.kind === 'default_case');
    let result: Flow | undefined = exhaustive ? undefined : fallsThrough();
    for (const part of cases) {
      const list = childOfKind(part, 'statement_list');
      const communication = child(part, 'communication');
      const head = communication === undefined ? 0 : this.#countIn(communication);
      let flow = after({ least: head, most: head }, list === undefined ? fallsThrough() : this.read(list));
      // `fallthrough` runs the next case too; how much that adds is not worth knowing exactly.
      if (list?.children.at(-1)?.kind === 'fallthrough_statement') flow = union(flow, fallsThrough());
      result = result === undefined ? flow : union(result, flow);
    }
    if (result === undefined) return fallsThrough();
    // `break` inside a switch leaves the switch only.
    return { ...result, next: either(result.next, result.breaks), breaks: undefined };
  }

  /** A loop inside the iteration may run any number of times, zero included. */
  #nestedLoop(node: GoNode): Flow {
    const body = child(node, 'body');
    const inner: Flow = body === undefined ? fallsThrough() : this.read(body);
    const once = Math.max(inner.next?.most ?? 0, inner.continues?.most ?? 0, inner.breaks?.most ?? 0);
    const any = { least: 0, most: once > 0 ? Number.POSITIVE_INFINITY : 0 };
    return {
      next: any,
      continues: this.#labelledContinues(node) ? any : undefined,
      breaks: undefined,
      leavesLoop: inner.leavesLoop,
    };
  }

  /** True when a statement below continues the loop we count by its label. */
  #labelledContinues(node: GoNode): boolean {
    if (this.#label === undefined || FUNCTION_KINDS.has(node.kind)) return false;
    if (node.kind === 'continue_statement') {
      const label = node.children[0];
      return label !== undefined && textOf(this.#file.syntax, label) === this.#label;
    }
    return node.children.some((part) => this.#labelledContinues(part));
  }

  #jump(node: GoNode, kind: 'continue' | 'break'): Flow {
    const target = node.children[0];
    const label = target === undefined ? undefined : textOf(this.#file.syntax, target);
    const ours = label === undefined || label === this.#label;
    const leaves = { next: undefined, continues: undefined, breaks: undefined, leavesLoop: false };
    if (!ours) return leaves;
    if (kind === 'continue') return { ...leaves, continues: NOTHING };
    return label === undefined ? { ...leaves, breaks: NOTHING } : { ...leaves, leavesLoop: true };
  }

  #countIn(node: GoNode): number {
    if (FUNCTION_KINDS.has(node.kind)) return 0;
    let count = this.#counted.has(node) ? 1 : 0;
    for (const part of node.children) count += this.#countIn(part);
    return count;
  }
}

/** Loggers of other modules end the program by the same names: glog, klog, logrus. */
const ENDS =
  /^(?:os\.Exit|[\w./-]+\.(?:Fatal|Panic)(?:f|ln|Depth)?|(?:.*\/)?[gk]log(?:\/v\d+)?\.Exit(?:f|ln|Depth)?|runtime\.Goexit)$/;

/** True for the statement of a call that ends the goroutine or the program. */
export function neverReturns(file: ResolvedFile, statement: GoNode): boolean {
  if (statement.kind !== 'expression_statement') return false;
  const call = statement.children[0];
  if (call?.kind !== 'call_expression') return false;
  if (builtinCallee(file, call) === 'panic') return true;
  const callee = importedCallee(file, call);
  return callee !== undefined && ENDS.test(callee);
}

function fallsThrough(): Flow {
  return { next: NOTHING, continues: undefined, breaks: undefined, leavesLoop: false };
}

function plus(a: Tally, b: Tally | undefined): Tally | undefined {
  return b === undefined ? undefined : { least: a.least + b.least, most: a.most + b.most };
}

function either(a: Tally | undefined, b: Tally | undefined): Tally | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return { least: Math.min(a.least, b.least), most: Math.max(a.most, b.most) };
}

function union(a: Flow, b: Flow): Flow {
  return {
    next: either(a.next, b.next),
    continues: either(a.continues, b.continues),
    breaks: either(a.breaks, b.breaks),
    leavesLoop: a.leavesLoop || b.leavesLoop,
  };
}

function after(before: Tally, flow: Flow): Flow {
  return {
    next: plus(before, flow.next),
    continues: plus(before, flow.continues),
    breaks: plus(before, flow.breaks),
    leavesLoop: flow.leavesLoop,
  };
}
