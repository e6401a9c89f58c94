import type { GoType } from '../../semantics/go-type.ts';
import { locksHeldAt } from '../../semantics/lock-regions.ts';
import { isCalled } from '../../semantics/places.ts';
import { enclosingFunction, type ResolvedFile } from '../../semantics/symbols.ts';
import type { SyncMapCall } from '../../semantics/sync-maps.ts';
import { anyBelow, child, textOf, walk, type GoNode } from '../../syntax/node.ts';

/**
 * True when something outside of the function may make one step of its calls: its receiver has a lock or semaphore that
 * callers may hold, or it is not exported and each call of it in the file comes after a lock or a send is taken.
 */
export function mayBeGuardedOutside({ call }: SyncMapCall, file: ResolvedFile): boolean {
  const declaration = declarationAround(call);
  if (declaration === undefined) return false;
  return hasLockBeside(declaration, file) || isCalledUnderGuard(declaration, file);
}

function declarationAround(node: GoNode): GoNode | undefined {
  for (let at = node.parent; at !== undefined; at = at.parent)
    if (/^(?:function|method)_declaration$/.test(at.kind)) return at;
  return undefined;
}

/** True for a method of a struct that also holds a mutex, a channel of empty structs or a semaphore. */
function hasLockBeside(declaration: GoNode, file: ResolvedFile): boolean {
  const [parameter] = child(declaration, 'receiver')?.children ?? [];
  const name = parameter === undefined ? undefined : child(parameter, 'name');
  const receiver = name === undefined ? undefined : file.declaredBy(name);
  const type = receiver === undefined ? undefined : file.index.dereferenced(receiver.type);
  return type?.kind === 'struct' && type.fields.some((field) => isLock(field.type, file));
}

function isLock(type: GoType, file: ResolvedFile): boolean {
  const value = type.kind === 'pointer' ? type.elem : type;
  if (value.kind === 'channel') {
    const token = file.index.underlying(value.elem);
    return token.kind === 'struct' && token.fields.length === 0;
  }
  if (value.kind !== 'named') return false;
  if (value.path === 'sync') return /^(?:RW)?Mutex$|^Locker$/.test(value.name);
  return /mutex|lock|semaphore|weighted/i.test(value.name);
}

function isCalledUnderGuard(declaration: GoNode, file: ResolvedFile): boolean {
  const name = child(declaration, 'name');
  const text = name === undefined ? '' : textOf(file.syntax, name);
  if (!/^[\p{Ll}_]/u.test(text)) return false;
  const calls = callsOf(text, declaration, file);
  return calls.length > 0 && calls.every((call) => isUnderGuard(call, file));
}

/** Calls of a function or method of that name anywhere in the file. */
function callsOf(name: string, declaration: GoNode, file: ResolvedFile): readonly GoNode[] {
  const calls: GoNode[] = [];
  const isMethod = declaration.kind === 'method_declaration';
  walk(file.syntax.root, (node) => {
    const isName = node.kind === (isMethod ? 'field_identifier' : 'identifier');
    if (!isName || textOf(file.syntax, node) !== name) return undefined;
    const callee = isMethod ? node.parent : node;
    if (callee?.parent !== undefined && isCalled(callee)) calls.push(callee.parent);
    return undefined;
  });
  return calls;
}

/** True when a lock is held at the call, or something is sent to a channel before it, as to a semaphore. */
function isUnderGuard(call: GoNode, file: ResolvedFile): boolean {
  if (locksHeldAt(file, call).length > 0) return true;
  const owner = enclosingFunction(call);
  return (
    owner !== undefined && anyBelow(owner, (node) => node.kind === 'send_statement' && node.end <= call.start)
  );
}
