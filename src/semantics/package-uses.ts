import type { FileDeclarations } from './declarations.ts';
import type { GoType } from './go-type.ts';

import { isTestFile } from './imports.ts';
import { fieldKey, isExported, type FileUses, type UseSet } from './map-uses.ts';

/** What all files of a package do with a field. */
export interface FieldUses {
  /** Whatever may be done to it: also where a file does not say which of several types it means. */
  readonly all: UseSet;
  /** What is surely done to this very field. */
  readonly sure: UseSet;
}

/** Predeclared functions that uses are read from; a package that declares one of them itself is not understood. */
const BUILTINS = ['clear', 'delete', 'len', 'make', 'new', 'true', 'nil'];

/** Structs that embed, name anew or alias one another are followed so far. */
const MAX_STEPS = 8;

interface KnownUses {
  readonly uses: FileUses;
  readonly isTest: boolean;
}

/**
 * What the files of one package do with its fields and variables. Undefined wherever somebody else may do more: for
 * exported names, and while a file of the package is out of view.
 */
export class PackageUses {
  readonly #files: readonly FileDeclarations[];
  readonly #known: readonly KnownUses[];
  /** Undefined while some file is out of view. */
  readonly #uses: readonly KnownUses[] | undefined;
  readonly #relatives = new Map<string, ReadonlySet<string>>();

  constructor(files: readonly FileDeclarations[]) {
    this.#files = files;
    const known = files.flatMap(({ uses, imports }) =>
      uses === undefined ? [] : [{ uses, isTest: isTestFile(imports) }],
    );
    const redefines = BUILTINS.some((name) =>
      files.some(
        ({ functions, variables, types }) => functions.has(name) || variables.has(name) || types.has(name),
      ),
    );
    this.#known = known;
    this.#uses = known.length < files.length || redefines ? undefined : known;
  }

  /** The uses of a package variable; those of tests are left out on request. */
  ofVariable(name: string, without?: 'tests'): UseSet | undefined {
    if (isExported(name)) return undefined;
    return this.#sum(without, ({ variables }) => variables.get(name) ?? 0);
  }

  /** The uses of a package variable by the files that are in view; others may do more, which is for those to mind who ask. */
  seenOfVariable(name: string): UseSet | undefined {
    if (isExported(name)) return undefined;
    return this.#known.reduce((sum, { uses }) => sum | (uses.variables.get(name) ?? 0), 0);
  }

  /** The uses of a field of one of the package's struct types; those of tests are left out on request. */
  ofField(type: string, field: string, without?: 'tests'): FieldUses | undefined {
    if (isExported(field)) return undefined;
    const owners = [...this.#relativesOf(type)];
    const known = this.#sum(without, ({ fields }) =>
      owners.reduce(
        (sum, owner) =>
          sum | (fields.get(fieldKey(owner, field)) ?? 0) | (fields.get(fieldKey(owner, '')) ?? 0),
        0,
      ),
    );
    const open = this.#sum(
      without,
      ({ fields }) => (fields.get(fieldKey('', field)) ?? 0) | (fields.get(fieldKey('', '')) ?? 0),
    );
    if (known === undefined || open === undefined) return undefined;
    return { all: known | open, sure: this.#isOnly(type, field) ? known | open : known };
  }

  /** True when no other file of the package so much as names the variable or, by all that is known, the field. */
  isUsedOnlyIn(own: FileUses | undefined, struct: string | undefined, name: string): boolean {
    const others = this.#uses?.filter(({ uses }) => uses !== own);
    if (others === undefined || own === undefined) return false;
    if (struct === undefined) return !others.some(({ uses }) => uses.variables.has(name));
    const keys = [...this.#relativesOf(struct), ''].map((owner) => fieldKey(owner, name));
    return !others.some(({ uses }) => keys.some((key) => uses.fields.has(key)));
  }

  #sum(without: 'tests' | undefined, usesOf: (file: FileUses) => UseSet): UseSet | undefined {
    return this.#uses
      ?.filter(({ isTest }) => !isTest || without === undefined)
      .reduce((sum, { uses }) => sum | usesOf(uses), 0);
  }

  /** True when no other struct of the package, and no variable, has the name. */
  #isOnly(type: string, field: string): boolean {
    const holders = new Set(
      this.#files.flatMap(({ types }) =>
        [...types].filter(([, declared]) => hasField(declared, field)).map(([name]) => name),
      ),
    );
    return holders.size === 1 && holders.has(type);
  }

  /** The type itself and those whose fields its own are: structs that embed it, other names for it, types made of it. */
  #relativesOf(type: string): ReadonlySet<string> {
    const known = this.#relatives.get(type);
    if (known !== undefined) return known;
    const found = new Set([type]);
    for (let steps = 0, size = 0; steps < MAX_STEPS && size < found.size; steps++) {
      size = found.size;
      for (const { types } of this.#files) {
        for (const [name, declared] of types) if (isMadeOf(declared, found)) found.add(name);
      }
    }
    this.#relatives.set(type, found);
    return found;
  }
}

function hasField(type: GoType, field: string): boolean {
  return type.kind === 'struct' && type.fields.some((own) => own.name === field || hasField(own.type, field));
}

function isMadeOf(type: GoType, names: ReadonlySet<string>): boolean {
  const at = type.kind === 'pointer' ? type.elem : type;
  if (at.kind === 'named') return at.path === undefined && names.has(at.name);
  return at.kind === 'struct' && at.fields.some((field) => field.embedded && isMadeOf(field.type, names));
}
