import type { Rule } from '../rules/rule.ts';
import type { FileDeclarations } from '../semantics/declarations.ts';
import type { GoType } from '../semantics/go-type.ts';

const GENERATED = /^\/\/ Code generated .* DO NOT EDIT\.\r?$/m;
const PACKAGE_CLAUSE = /^package\s/m;

/** True for files that say so before their package clause, as Go's convention has it. */
export function isGenerated(text: string): boolean {
  const marker = GENERATED.exec(text);
  if (marker === null) return false;
  const clause = PACKAGE_CLAUSE.exec(text);
  return clause === null || marker.index < clause.index;
}

/**
 * Names by which another file of the package gets at a map without writing `map[`: map types, and the fields, variables,
 * functions and methods that hold or give one.
 */
export function mapNames(files: readonly FileDeclarations[]): ReadonlySet<string> {
  const types = new Set(
    files.flatMap((file) => [...file.types].flatMap(([name, type]) => (type.kind === 'map' ? [name] : []))),
  );
  const isMap = (type: GoType): boolean =>
    type.kind === 'map' || (type.kind === 'named' && type.path === undefined && types.has(type.name));
  const names = new Set(types);
  for (const file of files) {
    for (const type of file.types.values()) {
      if (type.kind !== 'struct') continue;
      for (const field of type.fields) if (isMap(field.type)) names.add(field.name);
    }
    for (const [name, variable] of file.variables) if (isMap(variable.type)) names.add(name);
    for (const [name, { results }] of file.functions) if (results.some(isMap)) names.add(name);
    for (const [name, { results }] of file.methods) {
      if (results.some(isMap)) names.add(name.slice(name.indexOf('.') + 1));
    }
  }
  return names;
}

/** The texts of which a file holds one where rules without `mentions` of their own have something to say. */
const MAP_TEXTS: readonly string[] = ['map[', 'delete('];

/** A map may be made of another package's type, whose name says nothing: `make(store.Table)`, `http.Header{}`. */
const FOREIGN_CREATION = /\bmake\(\s*\w+\.\w+\s*[,)]|\b\w+\.\w+\{\s*\}/u;

const WORDS = /[\p{L}_][\p{L}\p{N}_]*/gu;

/** A cheap look at the bytes: false when no rule can have anything to say, so that the file need not be parsed. */
export function mayConcern(text: string, rules: readonly Rule[], names: ReadonlySet<string>): boolean {
  if (mentionsOf(rules).some((mention) => text.includes(mention))) return true;
  if (FOREIGN_CREATION.test(text)) return true;
  if (names.size === 0) return false;
  for (const [word] of text.matchAll(WORDS)) if (names.has(word)) return true;
  return false;
}

function mentionsOf(rules: readonly Rule[]): readonly string[] {
  return [...MAP_TEXTS, ...rules.flatMap(({ mentions }) => mentions ?? [])];
}
