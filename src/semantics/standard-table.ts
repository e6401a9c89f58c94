import table from './standard-library.json' with { type: 'json' };
import { usualPackageName } from './import-path.ts';

/**
 * What the packages of the standard library declare, by import path, as Go declarations without bodies. Written by
 * `npm run generate:std` out of a Go installation, see scripts/standard-library.
 */
export const STANDARD_DECLARATIONS: Readonly<Record<string, string>> = table.packages;

let byName: ReadonlyMap<string, string> | undefined;

/** The import path that a name without an import most probably stands for: `net/http` for `http`, the shortest of several. */
export function standardImportPath(name: string): string | undefined {
  byName ??= new Map(
    Object.keys(STANDARD_DECLARATIONS)
      .sort((a, b) => b.length - a.length || (a < b ? 1 : -1))
      .map((path) => [usualPackageName(path), path]),
  );
  return byName.get(name);
}
