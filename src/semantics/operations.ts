import { outermostParenthesis, type GoNode } from '../syntax/node.ts';
import { within, type Span } from '../base/text.ts';
import { builtinCallee, importedCallee } from './expression-types.ts';
import {
  bare,
  classifyPart,
  insideError,
  isAssignmentTarget,
  operationAt,
  type Callees,
  type MapOperation,
  type OperationKind,
} from './operation-form.ts';
import { mapUseOf } from './parameter-effects.ts';
import { touchOf, type Place } from './places.ts';
import type { MapUse } from './standard-effects.ts';
import { enclosingFunction, type ResolvedFile } from './symbols.ts';

export { isAddressTaken, isAssignmentTarget, isChanged, isWritten, OWN_USES } from './operation-form.ts';
export type { MapOperation, OperationKind } from './operation-form.ts';

/** Found once for each place of a file: rules and fills ask for the same ones again and again. */
const found = new WeakMap<ResolvedFile, Map<string, readonly MapOperation[]>>();

/** Everything the file does with the map in a place, in source order. */
export function operationsOn(file: ResolvedFile, place: Place): readonly MapOperation[] {
  const places = found.get(file) ?? new Map<string, readonly MapOperation[]>();
  found.set(file, places);
  const key = [place.root.id, ...place.path].join('.');
  const known = places.get(key);
  if (known !== undefined) return known;
  const operations = findOperations(file, place).sort((a, b) => a.map.start - b.map.start);
  places.set(key, operations);
  return operations;
}

/** Those of a place's operations whose map expression lies inside the span. */
export function operationsWithin(file: ResolvedFile, place: Place, span: Span): readonly MapOperation[] {
  return within(operationsOn(file, place), span, ({ map }) => map);
}

function findOperations(file: ResolvedFile, place: Place): MapOperation[] {
  const operations: MapOperation[] = [];
  const callees = calleesOf(file);
  for (const reference of place.root.references) {
    const touch = touchOf(file, place, reference);
    const owner = enclosingFunction(reference);
    switch (touch.kind) {
      case 'apart':
        break;
      case 'exact':
        operations.push(operationAt(callees, touch.node, owner));
        break;
      case 'part':
        operations.push(classifyPart(callees, touch.node, owner));
        break;
      case 'owner method':
        operations.push(bare('pass', touch.node, touch.node, owner));
        break;
      case 'owner':
        operations.push(ownerOperation(touch.node, owner));
        break;
    }
  }
  return operations;
}

/** What the calls of a file call. */
export function calleesOf(file: ResolvedFile): Callees {
  return {
    syntax: file.syntax,
    builtin: (call) => builtinCallee(file, call),
    imported: (call) => importedCallee(file, call),
    passed: (call, parameter) => PASSES[mapUseOf(file, call, parameter)],
  };
}

/** What handing a map to a function amounts to. */
const PASSES: Readonly<Record<MapUse, OperationKind>> = {
  reads: 'read',
  inspects: 'inspect',
  writes: 'pass',
  keeps: 'pass',
};

/** A use of the struct a map field lives in: harmless when only read, else nobody knows what becomes of the map. */
function ownerOperation(node: GoNode, owner: GoNode | undefined): MapOperation {
  const outer = outermostParenthesis(node);
  const parent = outer.parent;
  if (parent?.kind === 'binary_expression') return bare('compare', node, parent, owner);
  if (parent?.kind === 'return_statement' || parent?.parent?.kind === 'return_statement') {
    return bare('return', node, parent, owner);
  }
  if (parent?.kind === 'index_expression' && outer.field === 'operand')
    return bare('lookup', node, parent, owner);
  if (isAssignmentTarget(outer)) return bare('remake', node, outer, owner);
  if (parent?.kind === 'argument_list') return bare('pass', node, parent, owner);
  return bare(insideError(node) ? 'unknown' : 'alias', node, outer, owner);
}
