import type {
  ConstantDeclaration,
  FileDeclarations,
  Signature,
  VariableDeclaration,
} from './declarations.ts';
import { UNKNOWN, type GoType } from './go-type.ts';

/** How far named types are followed; cyclic declarations (`type A B; type B A`) end here. */
const MAX_INDIRECTION = 32;

/**
 * The declarations of all known files of one package, merged. A name that build-tagged files declare differently is
 * unknown rather than guessed.
 */
export class PackageIndex {
  readonly #types = new Map<string, GoType>();
  readonly #functions = new Map<string, Signature>();
  readonly #methods = new Map<string, Signature>();
  readonly #variables = new Map<string, VariableDeclaration>();
  readonly #constants = new Map<string, ConstantDeclaration>();
  readonly #files: readonly FileDeclarations[];

  constructor(files: readonly FileDeclarations[]) {
    this.#files = files;
    const unknownSignature: Signature = { params: [], results: [] };
    for (const file of files) {
      merge(this.#types, file.types, UNKNOWN);
      merge(this.#functions, file.functions, unknownSignature);
      merge(this.#methods, file.methods, unknownSignature);
      merge(this.#variables, file.variables, { type: UNKNOWN, length: undefined });
      merge(this.#constants, file.constants, { type: undefined, value: undefined });
    }
  }

  /** True when any known file of the package declares the name. */
  declares(name: string): boolean {
    return (
      this.#types.has(name) ||
      this.#functions.has(name) ||
      this.#variables.has(name) ||
      this.#constants.has(name)
    );
  }

  declaresType(name: string): boolean {
    return this.#types.has(name);
  }

  functionNamed(name: string): Signature | undefined {
    return this.#functions.get(name);
  }

  variableNamed(name: string): VariableDeclaration | undefined {
    return this.#variables.get(name);
  }

  constantNamed(name: string): ConstantDeclaration | undefined {
    return this.#constants.get(name);
  }

  /** True when some known file of the package may change the variable of that name or what it holds. */
  isWritten(name: string): boolean {
    return this.#files.some((file) => file.written.has(name));
  }

  /** The type behind a named type of this package; types of other packages are unknown. */
  underlying(type: GoType): GoType {
    let at = type;
    for (let steps = 0; at.kind === 'named' && steps < MAX_INDIRECTION; steps++) {
      at = (at.path === undefined ? this.#types.get(at.name) : undefined) ?? UNKNOWN;
    }
    return at.kind === 'named' ? UNKNOWN : at;
  }

  /** The underlying type, with one pointer followed first. */
  dereferenced(type: GoType): GoType {
    const under = this.underlying(type);
    return under.kind === 'pointer' ? this.underlying(under.elem) : under;
  }

  /** The type of field `name`, embedded structs included, undefined when there is none or it is not known. */
  field(type: GoType, name: string, depth = 0): GoType | undefined {
    const struct = this.dereferenced(type);
    if (struct.kind !== 'struct' || depth > 8) return undefined;
    for (const field of struct.fields) if (field.name === name) return field.type;
    for (const field of struct.fields) {
      const promoted = field.embedded ? this.field(field.type, name, depth + 1) : undefined;
      if (promoted !== undefined) return promoted;
    }
    return undefined;
  }

  /** The signature of a method of a type declared in this package, promoted methods included. */
  method(type: GoType, name: string, depth = 0): Signature | undefined {
    const under = type.kind === 'pointer' ? type.elem : type;
    if (under.kind === 'named' && under.path === undefined) {
      const own = this.#methods.get(`${under.name}.${name}`);
      if (own !== undefined) return own;
    }
    const struct = this.dereferenced(type);
    if (struct.kind !== 'struct' || depth > 8) return undefined;
    for (const field of struct.fields) {
      const promoted = field.embedded ? this.method(field.type, name, depth + 1) : undefined;
      if (promoted !== undefined) return promoted;
    }
    return undefined;
  }
}

function merge<T>(into: Map<string, T>, from: ReadonlyMap<string, T>, conflicting: T): void {
  for (const [name, value] of from) {
    const known = into.get(name);
    const same = known === undefined || JSON.stringify(known) === JSON.stringify(value);
    // `init` and `_` may be declared many times and are never looked up.
    into.set(name, same ? value : conflicting);
  }
}
