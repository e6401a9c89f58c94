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
  | { readonly kind: 'interface' }
  /** A declared type. `path` is undefined for the package at hand, else the import's local name (`time`). */
  | { readonly kind: 'named'; readonly path: string | undefined; readonly name: string }
  | { readonly kind: 'typeParameter'; readonly name: string }
  | { readonly kind: 'unknown' };

export interface GoField {
  readonly name: string;
  readonly type: GoType;
  readonly embedded: boolean;
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
