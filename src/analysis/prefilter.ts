import type { FileDeclarations } from '../semantics/declarations.ts';

const GENERATED = /^\/\/ Code generated .* DO NOT EDIT\.\r?$/m;
const PACKAGE_CLAUSE = /^package\s/m;

/** True for files that say so before their package clause, as Go's convention has it. */
export function isGenerated(text: string): boolean {
  const marker = GENERATED.exec(text);
  if (marker === null) return false;
  const clause = PACKAGE_CLAUSE.exec(text);
  return clause === null || marker.index < clause.index;
}

/** Names of the map types that files declare; in another file such a map shows only by this name. */
export function mapTypeNames(files: readonly FileDeclarations[]): readonly string[] {
  return files.flatMap((file) =>
    [...file.types].flatMap(([name, type]) => (type.kind === 'map' ? [name] : [])),
  );
}

/** A cheap look at the bytes: false when no rule can have anything to say, so that the file need not be parsed. */
export function mayHoldMaps(text: string, mapTypes: readonly string[]): boolean {
  return text.includes('map[') || text.includes('delete(') || mapTypes.some((name) => text.includes(name));
}
