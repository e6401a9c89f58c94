import { callersOf, type Caller } from './call-graph.ts';
import { importedCallee } from './expression-types.ts';
import { functionKey } from './function-facts.ts';
import { roleOf, type FunctionRole } from './function-role.ts';
import { importsOf } from './imports.ts';
import { paceOf } from './loops-around.ts';
import type { LoopPace } from './loop-pace.ts';
import type { PackageIndex } from './package-index.ts';
import { callsBack } from './standard-effects.ts';
import { FUNCTION_KINDS, type ResolvedFile } from './symbols.ts';
import type { Span } from '../base/text.ts';
import { child, contains, textOf, unparenthesised, type GoNode } from '../syntax/node.ts';

/** How often a place of the source seems to run, by what its surroundings and its callers in the package show. */
export interface Heat {
  readonly level: 'hot' | 'plain' | 'cold';
  /** What makes it so, the weightiest first; of a plain place, what there is to say either way. */
  readonly reasons: readonly string[];
}

/** One sign of how often a place runs. */
export interface HeatMark {
  /** Above zero for what runs often, below for what runs seldom or is small. */
  readonly points: number;
  readonly reason: string;
}

/** A loop of the function or one around its call, a request, a benchmark: each is enough for a place to be hot. */
const HOT = 2;

/** Weaker signs make a place hot only together. */
const WARM = 1;

/** Signs that something runs seldom need no second one: a remark there is what readers shrug at. */
const COLD = -2;

/** Not enough to be cold, but to be less than hot. */
const COOL = -1;

/** What runs once stays cold whatever loops it has. */
const ONCE = -4;

/** Adds up the signs. */
export function heatOfMarks(marks: readonly HeatMark[]): Heat {
  const points = marks.reduce((sum, mark) => sum + mark.points, 0);
  const level = points >= HOT ? 'hot' : points <= COLD ? 'cold' : 'plain';
  const telling = marks.filter((mark) => level === 'plain' || mark.points > 0 === (level === 'hot'));
  const byWeight = telling.toSorted((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return { level, reasons: [...new Set(byWeight.map(({ reason }) => reason))] };
}

/**
 * The signs of how often the code in a span runs. `ownLoops` loops, the innermost first, are what the question is about
 * and say nothing.
 */
export function heatMarksAt(
  file: ResolvedFile,
  path: string,
  place: Span,
  ownLoops = 0,
): readonly HeatMark[] {
  const marks = [...marksOfFile(file, path)];
  const climb = new Climb(file, ownLoops, marks);
  climb.from(nodeAt(file.syntax.root, place), place);
  return marks;
}

/** The smallest node around the span. */
function nodeAt(root: GoNode, place: Span): GoNode {
  let at = root;
  for (;;) {
    const next = at.children.find((node) => contains(node, place));
    if (next === undefined) return at;
    at = next;
  }
}

const COMMAND_LINES =
  /^(?:github\.com\/(?:spf13\/cobra|urfave\/cli|mitchellh\/cli|hashicorp\/cli|alecthomas\/(?:kong|kingpin)|jessevdk\/go-flags)|gopkg\.in\/alecthomas\/kingpin\.v2)(?:\/v\d+)?$/;

/** Packages and folders of what only tests use. */
const TEST_SUPPORT =
  /^(?:.*_test|e2e|fakes?|integration|internaltest|mock(?:s|ing)?|testdata|tests?|testing|test(?:help|util|suite|support)\w*|(?!(?:at|con|great|la)test$)\w+(?:test|mock|fake|mocks|fakes))$/;
const TEST_FILES =
  /(?:^|\/)(?:mocks?|fakes?|testing|testutils?|test_helpers?)(?:_\w+)?\.go$|_(?:mocks?|fakes?|testing|test_?utils?)\.go$/;
const MIGRATION = /^migrat(?:e|ions?|or)$/;
const EXAMPLE = /^_?examples?$/;
const TOOLS = /^(?:hack|scripts?|tools?)$/;
const SETTINGS = /^(?:cli|config(?:s|uration)?|flags?)$/;
const SETTINGS_FILES = /(?:^|\/)(?:conf(?:ig|iguration)?|flags|opts|options|settings)\.go$/;

const fileMarks = new WeakMap<ResolvedFile, readonly HeatMark[]>();

function marksOfFile(file: ResolvedFile, path: string): readonly HeatMark[] {
  const known = fileMarks.get(file);
  if (known !== undefined) return known;
  const marks = findFileMarks(file, path);
  fileMarks.set(file, marks);
  return marks;
}

function findFileMarks({ syntax, declarations }: ResolvedFile, path: string): readonly HeatMark[] {
  // Folders farther up say more about where somebody keeps their work than about the package.
  const folders = path.split(/[/\\]/).slice(-4, -1);
  const isIn = (pattern: RegExp): boolean =>
    [...folders, declarations.packageName].some((name) => pattern.test(name));
  const imports = importsOf(syntax);
  const marks: HeatMark[] = [];
  const isTest =
    isIn(TEST_SUPPORT) || TEST_FILES.test(path) || imports.some((each) => /^testing(?:\/|$)/.test(each.path));
  // A benchmark is known by its own name.
  if (isTest && !path.endsWith('_test.go')) marks.push({ points: ONCE, reason: 'only tests use it' });
  if (isIn(MIGRATION)) marks.push({ points: ONCE, reason: 'a migration runs once' });
  if (isIn(TOOLS)) marks.push({ points: COLD, reason: 'a tool' });
  if (folders.some((folder) => EXAMPLE.test(folder))) marks.push({ points: COLD, reason: 'an example' });
  if (imports.some((each) => COMMAND_LINES.test(each.path)))
    marks.push({ points: COLD, reason: 'a command line' });
  else if (isIn(SETTINGS) || SETTINGS_FILES.test(path)) marks.push({ points: COLD, reason: 'near settings' });
  return marks;
}

const ROLE_MARKS: Readonly<Record<FunctionRole, (name: string) => HeatMark>> = {
  benchmark: (name) => ({ points: HOT, reason: `${name} measures it` }),
  check: (name) => ({ points: COLD, reason: `${name} checks what is set` }),
  constructor: (name) => ({ points: COOL, reason: `${name} sets up one value` }),
  handler: (name) => ({ points: HOT, reason: `${name} handles a request` }),
  settings: (name) => ({ points: COLD, reason: `${name} reads settings` }),
  start: (name) => ({ points: ONCE, reason: `${name} runs at the start` }),
  test: () => ({ points: ONCE, reason: 'only tests use it' }),
  text: (name) => ({ points: COLD, reason: `${name} makes text for people` }),
};

const COLD_ROLES: ReadonlySet<FunctionRole | undefined> = new Set<FunctionRole>([
  'check',
  'settings',
  'start',
  'text',
]);

/** Goes from a place outwards, through its function literals, to the function that is declared and to whom calls that. */
class Climb {
  readonly #file: ResolvedFile;
  readonly #marks: HeatMark[];
  #ownLoops: number;
  /** False outside a function literal that runs at a time of its own: the loops there are not its own. */
  #seesLoops = true;

  constructor(file: ResolvedFile, ownLoops: number, marks: HeatMark[]) {
    this.#file = file;
    this.#ownLoops = ownLoops;
    this.#marks = marks;
  }

  from(node: GoNode, place: Span): void {
    let inner: Span = place;
    for (let at: GoNode | undefined = node; at !== undefined; at = at.parent) {
      if (at.kind === 'for_statement') this.#loop(at, inner);
      else if (at.kind === 'if_statement') this.#condition(at, inner);
      else if (at.kind === 'func_literal') {
        if (this.#literal(at)) return;
      } else if (FUNCTION_KINDS.has(at.kind)) this.#declaration(at);
      inner = at;
    }
  }

  #add(points: number, reason: string): void {
    this.#marks.push({ points, reason });
  }

  #loop(loop: GoNode, inner: Span): void {
    const body = child(loop, 'body');
    if (body === undefined || !contains(body, inner) || !this.#seesLoops) return;
    const pace = paceOf(this.#file, loop);
    if (this.#ownLoops > 0) this.#ownLoops--;
    else this.#repeats(pace, 'in a loop', "in a worker's loop");
  }

  #repeats(pace: LoopPace, loop: string, waiting: string): void {
    if (pace === 'loop') this.#add(HOT, loop);
    // One that waits inside another that does is no busier for it.
    else if (pace === 'waiting' && !this.#marks.some(({ reason }) => reason === waiting))
      this.#add(WARM, waiting);
  }

  /** What is done about an error is done seldom. */
  #condition(conditional: GoNode, inner: Span): void {
    const consequence = child(conditional, 'consequence');
    const condition = child(conditional, 'condition');
    if (condition === undefined || consequence === undefined || !contains(consequence, inner)) return;
    if (/^err(?:or)?\w*\s*!=\s*nil$|\berrors\.(?:Is|As)\(/.test(textOf(this.#file.syntax, condition)))
      this.#add(COLD, "on an error's path");
  }

  /** True where what is further out says nothing any more. */
  #literal(literal: GoNode): boolean {
    if (roleOf(literal, this.#file.syntax) === 'handler') {
      this.#add(HOT, 'handles a request');
      return true;
    }
    const use = useOf(this.#file, literal);
    if (use === 'now') return false;
    if (use === 'again' && this.#ownLoops > 0) this.#ownLoops--;
    else if (use === 'again') this.#add(HOT, 'called again and again');
    else if (use === 'once') this.#add(ONCE, 'runs once');
    else if (use === 'goroutine' && this.#isInLoop(literal))
      this.#add(HOT, 'in a goroutine that a loop starts');
    this.#seesLoops = use === 'again' && this.#seesLoops;
    return false;
  }

  #isInLoop(literal: GoNode): boolean {
    for (let at = literal.parent; at !== undefined && !FUNCTION_KINDS.has(at.kind); at = at.parent) {
      if (at.kind === 'for_statement' && paceOf(this.#file, at) === 'loop') return true;
    }
    return false;
  }

  #declaration(declaration: GoNode): void {
    const { syntax, index } = this.#file;
    const key = functionKey(declaration, syntax);
    if (key === undefined) return;
    const role = roleOf(declaration, syntax);
    // A loop of main that waits is what the program is there for.
    const isService = key === 'main' && this.#marks.some(({ points }) => points === WARM);
    if (role !== undefined && !isService) this.#marks.push(ROLE_MARKS[role](key));
    if (!this.#seesLoops) return;
    this.#marks.push(...callerMarks(index, key, this.#ownLoops));
  }
}

/** The surest sign that the callers of a function give, of one and of two calls away. */
function callerMarks(index: PackageIndex, key: string, ownLoops: number): HeatMark[] {
  const callers = callersOf(index, key);
  const benchmark = callers.find(({ facts }) => facts.role === 'benchmark');
  if (benchmark !== undefined) return [{ points: HOT, reason: `${benchmark.key} measures it` }];
  const isCold = (caller: Caller): boolean =>
    COLD_ROLES.has(caller.facts.role) || isCalledOnlyBy(caller.key, callersOf(index, caller.key));
  const warm = callers.filter((caller) => !isCold(caller));
  if (isCalledOnlyBy(key, callers) || (isUnexported(key) && callers.length > 0 && warm.length === 0)) {
    return [{ points: COLD, reason: `called by ${callers[0]?.key ?? ''}, which runs seldom` }];
  }
  const spawned = warm.find((caller) => caller.spawned);
  if (spawned !== undefined)
    return [{ points: HOT, reason: `a loop of ${spawned.key} starts it as a goroutine` }];
  const looping = warm.find(({ pace }) => pace === 'loop');
  if (looping !== undefined)
    return ownLoops > 0 ? [] : [{ points: HOT, reason: `called in a loop of ${looping.key}` }];
  const handler = warm.find(({ facts }) => facts.role === 'handler');
  if (handler !== undefined) return [{ points: WARM, reason: `${handler.key} handles a request with it` }];
  const waiting = warm.find(({ pace }) => pace === 'waiting');
  if (waiting !== undefined) return [{ points: WARM, reason: `called in a worker's loop of ${waiting.key}` }];
  for (const caller of warm) {
    const outer = callersOf(index, caller.key).find(
      ({ facts, pace }) => pace === 'loop' && !COLD_ROLES.has(facts.role),
    );
    if (outer !== undefined) {
      const reason = `called by ${caller.key}, which a loop of ${outer.key} calls`;
      return ownLoops > 0 ? [] : [{ points: WARM, reason }];
    }
  }
  return [];
}

/** True when the package's own calls are all there are, and each stands in something that runs seldom. */
function isCalledOnlyBy(key: string, callers: readonly Caller[]): boolean {
  return isUnexported(key) && callers.length > 0 && callers.every(({ facts }) => COLD_ROLES.has(facts.role));
}

function isUnexported(key: string): boolean {
  return !/^\p{Lu}/u.test(key.slice(key.indexOf('.') + 1));
}

type LiteralUse = 'now' | 'again' | 'once' | 'goroutine' | 'later';

/** When a function literal runs, by what is done with it. */
function useOf(file: ResolvedFile, literal: GoNode): LiteralUse {
  let outer = literal;
  while (outer.parent?.kind === 'parenthesized_expression') outer = outer.parent;
  const { parent } = outer;
  if (parent?.kind === 'call_expression' && outer.field === 'function')
    return parent.parent?.kind === 'go_statement' ? 'goroutine' : 'now';
  const call = parent?.kind === 'argument_list' ? parent.parent : undefined;
  if (call === undefined) return 'later';
  const imported = importedCallee(file, call);
  if (imported !== undefined)
    return callsBack(imported) ? 'again' : imported.startsWith('sync.Once') ? 'once' : 'later';
  const callee = child(call, 'function');
  const method = callee === undefined ? undefined : child(unparenthesised(callee), 'field');
  const name = method === undefined ? '' : textOf(file.syntax, method);
  if (/^(?:Go|TryGo|Submit)$/.test(name)) return 'goroutine';
  // A sync.Once of the package runs it once in all, one of a value once for each.
  const once = callee === undefined ? undefined : child(unparenthesised(callee), 'operand');
  const isOfPackage = once?.kind === 'identifier' && file.symbolOf(once)?.kind === 'package variable';
  return name === 'Do' && isOfPackage ? 'once' : 'later';
}

/** Names of what a thing has a handful of. */
const HANDFUL =
  /(?:^|[a-z_.])(?:[Aa]nnotations|[Aa]ttr(?:ibute)?s|[Dd]imensions|[Hh]eaders?|[Ll]abels?|[Mm]etadata|[Tt]ags?|[Tt]railers?)(?:\(\))?$/;

/** The sign that a loop goes over labels, headers or the like, of which there are a handful; none for other operands. */
export function handfulMarks(operand: string): readonly HeatMark[] {
  const name = /^(?:len\()?([\w.()]*?)\)?$/.exec(operand)?.[1] ?? '';
  return HANDFUL.test(name) ? [{ points: COLD, reason: `${name} are a handful mostly` }] : [];
}
