import type { Signature, TypeParameter } from './declarations.ts';
import { UNKNOWN, type GoMethod, type GoType } from './go-type.ts';

type NamedType = GoType & { readonly kind: 'named' };
type ParameterType = GoType & { readonly kind: 'typeParameter' };

/** The same type with every named type and type parameter in it replaced; an equal part stays the same object. */
export function mapType(type: GoType, replace: (part: NamedType | ParameterType) => GoType): GoType {
  const inner = (part: GoType): GoType => mapType(part, replace);
  switch (type.kind) {
    case 'basic':
    case 'unknown':
      return type;
    case 'named': {
      const args = type.args?.map(inner);
      return replace(args === undefined ? type : { ...type, args });
    }
    case 'typeParameter':
      return replace(type);
    case 'map':
      return { kind: 'map', key: inner(type.key), elem: inner(type.elem) };
    case 'slice':
    case 'pointer':
    case 'channel':
    case 'array':
      return { ...type, elem: inner(type.elem) };
    case 'function':
      return { kind: 'function', params: type.params.map(inner), results: type.results.map(inner) };
    case 'struct':
      return {
        kind: 'struct',
        fields: type.fields.map((field) => ({ ...field, type: inner(field.type) })),
      };
    case 'interface': {
      const { methods, embedded } = type;
      return {
        kind: 'interface',
        ...(methods === undefined ? {} : { methods: methods.map((method) => mapMethod(method, inner)) }),
        ...(embedded === undefined ? {} : { embedded: embedded.map(inner) }),
      };
    }
  }
}

function mapMethod(method: GoMethod, inner: (type: GoType) => GoType): GoMethod {
  return { name: method.name, params: method.params.map(inner), results: method.results.map(inner) };
}

/** The same signature with every type in it replaced. */
export function mapSignature(signature: Signature, replace: (type: GoType) => GoType): Signature {
  const { params, results, typeParameters } = signature;
  return {
    ...signature,
    params: params.map(replace),
    results: results.map(replace),
    ...(typeParameters === undefined
      ? {}
      : {
          typeParameters: typeParameters.map((each) => ({ ...each, constraint: replace(each.constraint) })),
        }),
  };
}

/** A type of the package at `path` as other packages see it. */
export function qualified(type: GoType, path: string): GoType {
  return mapType(type, (part) =>
    part.kind === 'named' && part.path === undefined ? { ...part, path } : part,
  );
}

/** A type with its parameters replaced by arguments; a parameter without one is unknown. */
export function instantiated(
  type: GoType,
  parameters: readonly TypeParameter[],
  args: readonly GoType[] | undefined,
): GoType {
  const byName = new Map(parameters.map(({ name }, at) => [name, args?.[at] ?? UNKNOWN]));
  return substituted(type, byName);
}

function substituted(type: GoType, byName: ReadonlyMap<string, GoType>): GoType {
  return mapType(type, (part) => (part.kind === 'typeParameter' ? (byName.get(part.name) ?? part) : part));
}

/** The arguments of a call. */
export interface CallArguments {
  readonly types: readonly GoType[];
  /** For each whether it is a constant without a type of its own. */
  readonly untyped?: readonly boolean[];
  /** Type arguments that the call names itself: `f[int](x)`. */
  readonly named?: readonly GoType[];
  /** True where the last one is a slice that is handed over whole: `f(xs...)`. */
  readonly spread: boolean;
}

/**
 * The result types of a call of a generic function, its type arguments inferred from the arguments' types as far as
 * these are plain (Go specification, "Type inference").
 */
export function inferredResults(
  { params, results, variadic, typeParameters }: Signature,
  args: CallArguments,
  underlying: (type: GoType) => GoType,
): readonly GoType[] {
  if (typeParameters === undefined) return results;
  const bound = new Map<string, GoType>();
  args.named?.forEach((type, at) => {
    const parameter = typeParameters[at];
    if (parameter !== undefined && type.kind !== 'unknown') bound.set(parameter.name, type);
  });
  const bindAll = (untyped: boolean): void => {
    args.types.forEach((arg, at) => {
      if ((args.untyped?.[at] ?? false) !== untyped) return;
      const isOneOfMany = variadic === true && at >= params.length - 1 && !args.spread;
      const param = isOneOfMany ? params.at(-1) : params[at];
      if (param === undefined) return;
      bind(isOneOfMany && param.kind === 'slice' ? param.elem : param, arg, bound, underlying);
    });
  };
  bindAll(false);
  bindAll(true);
  // `[S ~[]E, E any]`: what S is tells what E is.
  for (const { name, constraint } of typeParameters) {
    const arg = bound.get(name);
    if (arg !== undefined) bind(constraint, underlying(arg), bound, underlying);
  }
  const byName = new Map(typeParameters.map(({ name }) => [name, bound.get(name) ?? UNKNOWN]));
  return results.map((result) => substituted(result, byName));
}

function bind(
  param: GoType,
  arg: GoType,
  bound: Map<string, GoType>,
  underlying: (type: GoType) => GoType,
): void {
  if (arg.kind === 'unknown') return;
  if (param.kind === 'typeParameter') {
    if (!bound.has(param.name)) bound.set(param.name, arg);
    return;
  }
  if (param.kind === 'named') {
    if (arg.kind !== 'named' || arg.name !== param.name || arg.path !== param.path) return;
    param.args?.forEach((inner, at) => {
      const given = arg.args?.[at];
      if (given !== undefined) bind(inner, given, bound, underlying);
    });
    return;
  }
  const actual = arg.kind === 'named' ? underlying(arg) : arg;
  if (param.kind === 'map' && actual.kind === 'map') {
    bind(param.key, actual.key, bound, underlying);
    bind(param.elem, actual.elem, bound, underlying);
  } else if ('elem' in param && 'elem' in actual && param.kind === actual.kind) {
    bind(param.elem, actual.elem, bound, underlying);
  } else if (param.kind === 'function' && actual.kind === 'function') {
    param.params.forEach((inner, at) => bind(inner, actual.params[at] ?? UNKNOWN, bound, underlying));
    param.results.forEach((inner, at) => bind(inner, actual.results[at] ?? UNKNOWN, bound, underlying));
  }
}
