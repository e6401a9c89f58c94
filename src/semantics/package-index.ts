import type { ConstantDeclaration } from './constants.ts';
import type { FileDeclarations, Signature, TypeParameter, VariableDeclaration } from './declarations.ts';
import type { FunctionFacts } from './function-facts.ts';
import { UNKNOWN, type GoType } from './go-type.ts';
import { PackageUses } from './package-uses.ts';
import {
  inferredResults,
  instantiated,
  mapSignature,
  qualified,
  type CallArguments,
} from './type-arguments.ts';

/** How far named types are followed; cyclic declarations (`type A B; type B A`) end here. */
const MAX_INDIRECTION = 32;

/** How far embedded structs and interfaces are followed. */
const MAX_EMBEDDING = 8;

/** Gives the declarations of another package by its import path, undefined where they are not known (yet). */
export type PackageLookup = (path: string) => PackageIndex | undefined;

/** Structs embed a handful of others; more than this at one depth are not looked through. */
const MAX_EMBEDDED = 64;

/** What a selector names. */
type Member =
  | { readonly kind: 'field'; readonly type: GoType }
  | { readonly kind: 'method'; readonly signature: Signature };

const NO_ARGUMENTS: CallArguments = { types: [], spread: false };

type NamedType = GoType & { readonly kind: 'named' };

/**
 * The declarations of all known files of one package, merged, and through it those of the packages they mention. A name
 * that build-tagged files declare differently is unknown rather than guessed.
 */
export class PackageIndex {
  readonly #types = new Map<string, GoType>();
  readonly #typeParameters = new Map<string, readonly TypeParameter[]>();
  readonly #functions = new Map<string, Signature>();
  readonly #methods = new Map<string, Signature>();
  readonly #variables = new Map<string, VariableDeclaration>();
  readonly #constants = new Map<string, ConstantDeclaration>();
  readonly #aliases = new Set<string>();
  readonly #files: readonly FileDeclarations[];
  readonly #packages: PackageLookup;
  #missesPackage = false;
  #uses: PackageUses | undefined;
  #functionFacts: ReadonlyMap<string, readonly FunctionFacts[]> | undefined;
  #methodNames: ReadonlySet<string> | undefined;
  /** Types of this package as others see them, by name. */
  readonly #seenFromOutside = new Map<string, GoType>();

  constructor(files: readonly FileDeclarations[], packages: PackageLookup = () => undefined) {
    this.#files = files;
    this.#packages = (path) => {
      const known = packages(path);
      // Nobody has declarations of cgo's package.
      if (known === undefined && path !== 'C') this.#missesPackage = true;
      return known;
    };
    const unknownSignature: Signature = { params: [], results: [] };
    for (const file of files) {
      merge(this.#types, file.types, UNKNOWN);
      merge(this.#typeParameters, file.typeParameters, []);
      merge(this.#functions, file.functions, unknownSignature);
      merge(this.#methods, file.methods, unknownSignature);
      merge(this.#variables, file.variables, { type: UNKNOWN, length: undefined });
      merge(this.#constants, file.constants, { type: undefined, value: undefined });
      for (const name of file.aliases) this.#aliases.add(name);
    }
  }

  /** False where a file of the package is out of view, or another package that something has been asked about so far. */
  get isWhole(): boolean {
    return !this.#missesPackage && this.#files.every(({ uses }) => uses !== undefined);
  }

  /** What is known of the functions of all files, by key. */
  get functionFacts(): ReadonlyMap<string, readonly FunctionFacts[]> {
    this.#functionFacts ??= joined(this.#files.map(({ facts }) => facts));
    return this.#functionFacts;
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

  /** True when some type of the package has a method of that name of its own. */
  hasMethodNamed(name: string): boolean {
    this.#methodNames ??= new Set([...this.#methods.keys()].map((key) => key.slice(key.indexOf('.') + 1)));
    return this.#methodNames.has(name);
  }

  declaresType(name: string): boolean {
    return this.#types.has(name);
  }

  declaresVariable(name: string): boolean {
    return this.#variables.has(name);
  }

  functionNamed(name: string): Signature | undefined {
    return this.#functions.get(name);
  }

  variableNamed(name: string): VariableDeclaration | undefined {
    const variable = this.#variables.get(name);
    if (variable?.resultOf === undefined || variable.type.kind !== 'unknown') return variable;
    const { path, name: callee, at } = variable.resultOf;
    return { ...variable, type: this.resultsOf(path, callee, NO_ARGUMENTS)[at] ?? UNKNOWN };
  }

  constantNamed(name: string): ConstantDeclaration | undefined {
    return this.#constants.get(name);
  }

  /** What a call of a package's function gives; `path` is undefined for this package. Empty where it is not known. */
  resultsOf(path: string | undefined, name: string, args: CallArguments): readonly GoType[] {
    const signature = this.#functionOf(path, name);
    return signature === undefined ? [] : this.inferred(signature, args);
  }

  /** The results of a call with arguments of these types. */
  inferred(signature: Signature, args: CallArguments): readonly GoType[] {
    return inferredResults(signature, args, (type) => this.underlying(type));
  }

  /** The type of another package's variable or constant, unknown where that is not known. */
  importedValue(path: string, name: string): GoType {
    const other = this.#packages(path);
    const variable = other?.variableNamed(name);
    if (variable !== undefined) return qualified(variable.type, path);
    const constant = other?.constantNamed(name);
    if (constant?.type !== undefined) return qualified(constant.type, path);
    return constant?.value === undefined ? UNKNOWN : { kind: 'basic', name: 'int' };
  }

  /** The values of the constants of a declared type in its own package, undefined for those that are not known. */
  constantsOfType(type: NamedType): readonly (number | undefined)[] {
    const home = this.#home(type);
    return home === undefined ? [] : home.#ownConstants(type.name);
  }

  #ownConstants(typeName: string): readonly (number | undefined)[] {
    return [...this.#constants.values()]
      .filter(({ type }) => type?.kind === 'named' && type.path === undefined && type.name === typeName)
      .map(({ value }) => value);
  }

  /** The value of another package's integer constant. */
  importedConstant(path: string, name: string): number | undefined {
    return this.#packages(path)?.constantNamed(name)?.value;
  }

  /** True when the name is known to be a type of that package. */
  isImportedType(path: string, name: string): boolean {
    return this.#packages(path)?.declaresType(name) === true;
  }

  /** What the files of the package do with its fields and variables. */
  get uses(): PackageUses {
    return (this.#uses ??= new PackageUses(this.#files));
  }

  /** True when a package variable is of one of the package's types, or points to one. */
  isHeldByVariable(typeName: string): boolean {
    return this.#files.some(({ variables }) =>
      [...variables.values()].some(({ type }) => {
        const at = type.kind === 'pointer' ? type.elem : type;
        return at.kind === 'named' && at.path === undefined && at.name === typeName;
      }),
    );
  }

  /** True when some declaration of the package is made of that type of another package. */
  usesType(path: string, name: string): boolean {
    return this.#files.some((file) => typesText(file).includes(`"path":"${path}","name":"${name}"`));
  }

  /** The type behind a named type, of this package or another; unknown where the declaration is not known. */
  underlying(type: GoType): GoType {
    let at = type;
    for (let steps = 0; at.kind === 'named' && steps < MAX_INDIRECTION; steps++) at = this.#declared(at);
    return at.kind === 'named' ? UNKNOWN : at;
  }

  /** The underlying type, with one pointer followed first. */
  dereferenced(type: GoType): GoType {
    const under = this.underlying(type);
    return under.kind === 'pointer' ? this.underlying(under.elem) : under;
  }

  /** The type of field `name`, promoted fields included, undefined when there is none or it is not known. */
  field(type: GoType, name: string): GoType | undefined {
    const member = this.#member(type, name);
    return member?.kind === 'field' ? member.type : undefined;
  }

  /** The signature of a method of a declared type or of an interface, promoted methods included. */
  method(type: GoType, name: string): Signature | undefined {
    const member = this.#member(type, name);
    return member?.kind === 'method' ? member.signature : undefined;
  }

  /**
   * The field or method of that name at the shallowest depth (Go specification, "Selectors"); undefined where there are
   * several, or where what is embedded above it is not known.
   */
  #member(type: GoType, name: string): Member | undefined {
    let level: readonly GoType[] = [type];
    for (let depth = 0; depth <= MAX_EMBEDDING && level.length > 0; depth++) {
      const found: Member[] = [];
      const embedded: GoType[] = [];
      let isKnown = true;
      for (const each of level) {
        const named = this.#withoutAlias(each.kind === 'pointer' ? each.elem : each);
        const signature = named.kind === 'named' ? this.#declaredMethod(named, name) : undefined;
        if (signature !== undefined) {
          found.push({ kind: 'method', signature });
          continue;
        }
        const under = this.dereferenced(named);
        if (under.kind === 'interface') {
          const asked = under.methods?.find((method) => method.name === name);
          if (asked !== undefined) found.push({ kind: 'method', signature: asked });
          embedded.push(...(under.embedded ?? []));
        } else if (under.kind === 'struct') {
          // Other packages' fields that begin with a small letter cannot be named here.
          const isHidden = named.kind === 'named' && named.path !== undefined && !/^\p{Lu}/u.test(name);
          const field = isHidden ? undefined : under.fields.find((own) => own.name === name);
          if (field !== undefined) found.push({ kind: 'field', type: field.type });
          for (const own of under.fields) if (own.embedded) embedded.push(own.type);
        } else if (under.kind === 'unknown') isKnown = false;
      }
      if (found.length > 0) return found.length === 1 ? found[0] : undefined;
      if (!isKnown || embedded.length > MAX_EMBEDDED) return undefined;
      level = embedded;
    }
    return undefined;
  }

  /** The type that an alias is another name for. */
  #withoutAlias(type: GoType): GoType {
    let at = type;
    for (let steps = 0; at.kind === 'named' && steps < MAX_INDIRECTION; steps++) {
      const home = this.#home(at);
      if (home === undefined || !home.#aliases.has(at.name)) return at;
      const target = this.#declared(at);
      at = target.kind === 'pointer' ? target.elem : target;
    }
    return at;
  }

  /** What the type is declared as, which may be a named type again. */
  #declared(type: NamedType): GoType {
    const home = this.#home(type);
    const declared =
      type.path === undefined ? this.#types.get(type.name) : home?.exportedType(type.path, type.name);
    if (home === undefined || declared === undefined) return UNKNOWN;
    const parameters = home.#typeParameters.get(type.name);
    return parameters === undefined ? declared : instantiated(declared, parameters, type.args);
  }

  /** The package that declares the type. */
  #home({ path }: NamedType): PackageIndex | undefined {
    return path === undefined ? this : this.#packages(path);
  }

  /** A type of this package, which lies at `path`, as others see it. */
  exportedType(path: string, name: string): GoType | undefined {
    const known = this.#seenFromOutside.get(name);
    const declared = this.#types.get(name);
    if (known !== undefined || declared === undefined) return known;
    const seen = qualified(declared, path);
    this.#seenFromOutside.set(name, seen);
    return seen;
  }

  #declaredMethod(type: NamedType, name: string): Signature | undefined {
    const { path, args } = type;
    const home = this.#home(type);
    const own = home === undefined ? undefined : home.#methods.get(`${type.name}.${name}`);
    if (own === undefined) return undefined;
    const seen = path === undefined ? own : mapSignature(own, (part) => qualified(part, path));
    const { typeParameters } = seen;
    if (typeParameters === undefined) return seen;
    const { params, results } = mapSignature(seen, (part) => instantiated(part, typeParameters, args));
    return { params, results };
  }

  #functionOf(path: string | undefined, name: string): Signature | undefined {
    if (path === undefined) return this.#functions.get(name);
    const signature = this.#packages(path)?.functionNamed(name);
    return signature === undefined ? undefined : mapSignature(signature, (part) => qualified(part, path));
  }
}

/** All that a file declares as text, for searching it; kept, as most files outlive the indexes they go into. */
const texts = new WeakMap<FileDeclarations, string>();

function typesText(file: FileDeclarations): string {
  const known = texts.get(file);
  if (known !== undefined) return known;
  const { types, variables, functions, methods } = file;
  const text = JSON.stringify(
    [types, variables, functions, methods].map((declared) => [...declared.values()]),
  );
  texts.set(file, text);
  return text;
}

function merge<T>(into: Map<string, T>, from: ReadonlyMap<string, T>, conflicting: T): void {
  for (const [name, value] of from) {
    const known = into.get(name);
    const same = known === undefined || JSON.stringify(known) === JSON.stringify(value);
    // `init` and `_` may be declared many times and are never looked up.
    into.set(name, same ? value : conflicting);
  }
}

function joined<T>(maps: readonly ReadonlyMap<string, readonly T[]>[]): ReadonlyMap<string, readonly T[]> {
  const all = new Map<string, readonly T[]>();
  for (const map of maps) {
    for (const [key, values] of map) {
      const known = all.get(key);
      all.set(key, known === undefined ? values : [...known, ...values]);
    }
  }
  return all;
}
