/** What is known of a name that a function declares. */
export interface LocalName {
  /** The package's type it has, or points to; empty where it is not plain to see. */
  readonly typeName: string;
  /** True when the function made the struct itself. */
  readonly isNew: boolean;
  /** The text of the operand whose keys the name takes in a range loop. */
  readonly keyOf: string | undefined;
}

const PLAIN: LocalName = { typeName: '', isNew: false, keyOf: undefined };

/** The names that functions declare, scope within scope, while a file is walked. */
export class LocalNames {
  readonly #names = new Map<string, LocalName>();
  /** What names meant before the open scopes declared them. */
  readonly #hidden: { readonly name: string; readonly before: LocalName | undefined }[] = [];

  get(name: string): LocalName | undefined {
    return this.#names.get(name);
  }

  declare(name: string, facts: Partial<LocalName> = {}): void {
    this.#hidden.push({ name, before: this.#names.get(name) });
    this.#names.set(name, { ...PLAIN, ...facts });
  }

  /** The name has another value from here on. */
  forget(name: string): void {
    if (this.#names.has(name)) this.#names.set(name, PLAIN);
  }

  within(body: () => void): void {
    const start = this.#hidden.length;
    body();
    while (this.#hidden.length > start) {
      const { name, before } = this.#hidden.pop() ?? { name: '', before: undefined };
      if (before === undefined) this.#names.delete(name);
      else this.#names.set(name, before);
    }
  }
}
