/**
 * A Go type as far as Bucketwise understands it. `unknown` is the honest answer wherever a declaration lies outside
 * what has been read; rules stay silent on it.
 */
export type GoType =
  | { readonly kind: 'basic'; readonly name: BasicName }
  | { readonly kind: 'map'; readonly key: GoType; readonly elem: GoType }
  | { readonly kind: 'slice'; readonly elem: GoType }
  /** `length` is undefined where the length expression is not a constant that can be read. */
  | { readonly kind: 'array'; readonly length: number | undefined; readonly elem: GoType }
  | { readonly kind: 'pointer'; readonly elem: GoType }
  | { readonly kind: 'channel'; readonly elem: GoType }
  | { readonly kind: 'function'; readonly params: readonly GoType[]; readonly results: readonly GoType[] }
  | { readonly kind: 'struct'; readonly fields: readonly GoField[] }
  /** Methods and embedded interfaces are left out where there are none, or where they are not known. */
  | {
      readonly kind: 'interface';
      readonly methods?: readonly GoMethod[];
      readonly embedded?: readonly GoType[];
    }
  /** A declared type. `path` is undefined for the package at hand, else its import path (`net/http`). */
  | {
      readonly kind: 'named';
      readonly path: string | undefined;
      readonly name: string;
      /** Type arguments of a generic type. */
      readonly args?: readonly GoType[];
    }
  | { readonly kind: 'typeParameter'; readonly name: string }
  | { readonly kind: 'unknown' };

export interface GoField {
  readonly name: string;
  readonly type: GoType;
  readonly embedded: boolean;
}

/** A method an interface asks for. */
export interface GoMethod {
  readonly name: string;
  readonly params: readonly GoType[];
  readonly results: readonly GoType[];
}

export type BasicName =
  | 'bool'
  | 'string'
  | 'int'
  | 'int8'
  | 'int16'
  | 'int32'
  | 'int64'
  | 'uint'
  | 'uint8'
  | 'uint16'
  | 'uint32'
  | 'uint64'
  | 'uintptr'
  | 'float32'
  | 'float64'
  | 'complex64'
  | 'complex128'
  | 'unsafe.Pointer';

export const UNKNOWN: GoType = { kind: 'unknown' };
