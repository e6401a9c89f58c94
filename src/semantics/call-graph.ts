import type { FunctionFacts } from './function-facts.ts';
import type { LoopPace } from './loop-pace.ts';
import type { PackageIndex } from './package-index.ts';

/** A function that calls another. */
export interface Caller {
  readonly key: string;
  readonly facts: FunctionFacts;
  readonly pace: LoopPace;
  readonly spawned: boolean;
}

const graphs = new WeakMap<PackageIndex, ReadonlyMap<string, readonly Caller[]>>();

/** The functions of the package that call the one of this key, itself left out. */
export function callersOf(index: PackageIndex, key: string): readonly Caller[] {
  let graph = graphs.get(index);
  if (graph === undefined) {
    graph = graphOf(index);
    graphs.set(index, graph);
  }
  return graph.get(key) ?? [];
}

function graphOf({ functionFacts }: PackageIndex): ReadonlyMap<string, readonly Caller[]> {
  const unique = uniqueMethods(functionFacts.keys());
  const callers = new Map<string, Caller[]>();
  for (const [key, functions] of functionFacts) {
    for (const facts of functions) {
      for (const { callee, pace, spawned } of facts.calls) {
        const called = functionFacts.has(callee) ? callee : unique.get(methodName(callee));
        if (called === undefined || called === key) continue;
        const known = callers.get(called);
        const caller = { key, facts, pace, spawned };
        if (known === undefined) callers.set(called, [caller]);
        else known.push(caller);
      }
    }
  }
  return callers;
}

function methodName(key: string): string {
  return key.slice(key.indexOf('.') + 1);
}

/** Methods that only one type of the package has and no other package can: whatever `x` is, `x.name()` calls this one. */
function uniqueMethods(keys: Iterable<string>): ReadonlyMap<string, string> {
  const unique = new Map<string, string>();
  const several = new Set<string>();
  for (const key of keys) {
    if (!key.includes('.')) continue;
    const name = methodName(key);
    if (!/^[\p{Ll}_]/u.test(name)) continue;
    if (unique.has(name)) several.add(name);
    unique.set(name, key);
  }
  for (const name of several) unique.delete(name);
  return unique;
}
