/** A recording that cannot be read: damaged, cut off or of another kind. The message says where. */
export class TraceError extends Error {
  override readonly name = 'TraceError';
}

/** A value of a JSON document together with where it stands, so that complaints can say so. */
export class JsonValue {
  readonly #value: unknown;
  readonly where: string;

  constructor(value: unknown, where: string) {
    this.#value = value;
    this.where = where;
  }

  get isMissing(): boolean {
    return this.#value === undefined || this.#value === null;
  }

  get isList(): boolean {
    return Array.isArray(this.#value);
  }

  /** A field of an object, missing where it has none. */
  field(name: string): JsonValue {
    const object = this.#object();
    return new JsonValue(Object.hasOwn(object, name) ? object[name] : undefined, `${this.where}.${name}`);
  }

  items(): readonly JsonValue[] {
    return this.list().map((item, index) => new JsonValue(item, `${this.where}[${index}]`));
  }

  /** As `items`, for long lists whose items are looked into at once. */
  list(): readonly unknown[] {
    return Array.isArray(this.#value) ? this.#value : this.fail('a list');
  }

  text(): string {
    return typeof this.#value === 'string' ? this.#value : this.fail('a text');
  }

  /** A whole number; digits in quotes count as one. */
  whole(): number {
    const number = wholeOf(this.#value);
    return number ?? this.fail('a whole number');
  }

  /** Numbers and truth values of an object (as 0 and 1); anything else in it is left out. */
  numbers(): Readonly<Record<string, number>> {
    const found: Record<string, number> = {};
    for (const [name, value] of Object.entries(this.#object())) {
      if (typeof value === 'number' || typeof value === 'boolean') found[name] = Number(value);
    }
    return found;
  }

  fail(expected: string): never {
    throw new TraceError(`${this.where} is not ${expected}`);
  }

  #object(): Readonly<Record<string, unknown>> {
    const value = this.#value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return this.fail('an object');
    return value as Readonly<Record<string, unknown>>;
  }
}

/** The whole number a JSON value stands for, undefined for anything else. */
export function wholeOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  if (typeof value !== 'string' || !/^\d{1,15}$/.test(value)) return undefined;
  return Number(value);
}
