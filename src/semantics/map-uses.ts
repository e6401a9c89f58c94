/**
 * What a file does with the maps of its package's fields and variables, by name alone: plain data that is read once
 * from the file's syntax and holds whatever the other files declare. A set of uses is the sum of its bits.
 */
export const MapUse = {
  /** `m[k] = true` */
  insertTrue: 1 << 0,
  /** Any other insert, `maps.Copy` into it included. */
  insert: 1 << 1,
  /** `m[k] = v` inside `for k := range m`: no new key. */
  rewrite: 1 << 2,
  /** `m[k]++`, `m[k] = append(m[k], v)` */
  update: 1 << 3,
  delete: 1 << 4,
  clear: 1 << 5,
  /** Gets a new map where there was none: a declaration, a literal, `if m == nil { m = … }`, a constructor. */
  made: 1 << 6,
  /** Gets a new map, or nil, where there may have been another. */
  remade: 1 << 7,
  /** Gets a map that comes from elsewhere. */
  given: 1 << 8,
  /** A new map has entries, all of the element `true`. */
  trueEntries: 1 << 9,
  /** A new map has other entries. */
  entries: 1 << 10,
  len: 1 << 11,
  /** Its length is compared with a limit: `len(m) >= limit`. */
  limit: 1 << 12,
  range: 1 << 13,
  lookup: 1 << 14,
  compare: 1 << 15,
  /** Handed to a function. */
  pass: 1 << 16,
  return: 1 << 17,
  /** Stored in another variable, field or element. */
  alias: 1 << 18,
  address: 1 << 19,
  /** The struct it is a field of is written without the fields' names: `T{a, b}`. */
  unkeyed: 1 << 20,
  /** The field has a tag, which some library may fill it by. */
  tag: 1 << 21,
  /** Some statement assigns it, whatever it gets. */
  assigned: 1 << 22,
  /** Inside broken source. */
  unknown: 1 << 23,
} as const;

/** A sum of `MapUse` bits. */
export type UseSet = number;

export type MapUseName = keyof typeof MapUse;

/** What one file does with unexported names; exported ones may be used by any package, so nobody can know. */
export interface FileUses {
  /** By the name of a package variable. Names that the function declares itself are left out. */
  readonly variables: ReadonlyMap<string, UseSet>;
  /** By `Type.field`, or `.field` where the file does not say of which type; `Type.` for what is done to its structs. */
  readonly fields: ReadonlyMap<string, UseSet>;
}

/** True when the set holds at least one of the uses. */
export function hasUse(uses: UseSet, ...names: readonly MapUseName[]): boolean {
  return names.some((name) => (uses & MapUse[name]) !== 0);
}

/** The names of the uses in a set, in the order of `MapUse`. */
export function useNames(uses: UseSet): MapUseName[] {
  return (Object.keys(MapUse) as MapUseName[]).filter((name) => hasUse(uses, name));
}

/** The key of a field's uses; `owner` is empty where the type is not known. */
export function fieldKey(owner: string, field: string): string {
  return `${owner}.${field}`;
}

/** True for names that other packages may use. */
export function isExported(name: string): boolean {
  const first = name.charCodeAt(0);
  return first < 128 ? first >= 65 && first <= 90 : /^\p{Lu}/u.test(name);
}
