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

/**
 * A cheap look at the bytes: false when no rule can have anything to say, so that the file need not be parsed. A map
 * type declared in another file shows only by its name.
 */
export function mayHoldMaps(text: string, siblings: readonly FileDeclarations[]): boolean {
  if (text.includes('map[') || text.includes('delete(')) return true;
  return siblings.some((file) => {
    for (const [name, type] of file.types) if (type.kind === 'map' && text.includes(name)) return true;
    return false;
  });
}
