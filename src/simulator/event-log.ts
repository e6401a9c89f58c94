import type { GrowthEvent, MapEvent } from './model.ts';

/** Names of an event's numbers, in the order they are stored. At most `VALUES` of them. */
const FIELDS = {
  'growth-start': ['fromBuckets', 'toBuckets'],
  'growth-end': ['buckets'],
  'bucket-evacuated': ['bucket', 'movedEntries', 'overflowBuckets'],
  'table-created': ['capacity', 'movedEntries'],
  'table-grown': ['index', 'fromCapacity', 'toCapacity', 'movedEntries'],
  'table-split': ['index', 'movedEntries', 'tables'],
  'directory-doubled': ['entries'],
  'tombstones-pruned': ['index', 'tombstones'],
  cleared: ['entries'],
  replaced: ['slots'],
} as const satisfies { readonly [Kind in MapEvent['kind']]: readonly Fields<Kind>[] };

type Fields<Kind extends MapEvent['kind']> = Exclude<
  keyof Extract<MapEvent, { kind: Kind }>,
  'kind' | 'operation'
>;

const KINDS = Object.keys(FIELDS) as readonly MapEvent['kind'][];
const CODES = Object.fromEntries(KINDS.map((kind, code) => [kind, code])) as Readonly<
  Record<MapEvent['kind'], number>
>;

/** Numbers kept of each event. */
const VALUES = 4;
const FIRST_CAPACITY = 64;

/**
 * What a simulated map writes down while it works, in typed arrays: a fill of a million entries evacuates a quarter of
 * a million buckets. The driver sets `operation` before each operation.
 */
export class EventLog {
  /** 1-based number of the operation under way; 0 is `make`. */
  operation = 0;
  /** Doublings of a bucket array; small → table, table doublings and splits. */
  growths = 0;
  /** Classic: rebuilds at the same size because of too many overflow buckets. */
  sameSizeGrowths = 0;
  /** Entries copied to another place so far. */
  movedEntries = 0;
  #length = 0;
  #codes = new Uint8Array(FIRST_CAPACITY);
  #operations = new Uint32Array(FIRST_CAPACITY);
  #values = new Uint32Array(FIRST_CAPACITY * VALUES);

  get length(): number {
    return this.#length;
  }

  /** Bytes the log takes. */
  get byteLength(): number {
    return this.#codes.byteLength + this.#operations.byteLength + this.#values.byteLength;
  }

  /** Writes an event of the operation under way; its numbers are in the order of the kind's fields. */
  push(kind: MapEvent['kind'], a = 0, b = 0, c = 0, d = 0): void {
    const at = this.#length++;
    if (at === this.#codes.length) this.#enlarge();
    this.#codes[at] = CODES[kind];
    this.#operations[at] = this.operation;
    const first = at * VALUES;
    this.#values[first] = a;
    this.#values[first + 1] = b;
    this.#values[first + 2] = c;
    this.#values[first + 3] = d;
  }

  /** The event at an index; throws RangeError beyond the end. */
  at(index: number): MapEvent {
    const kind = index < this.#length ? KINDS[this.#codes[index] ?? -1] : undefined;
    if (kind === undefined) throw new RangeError(`no event ${index} of ${this.#length}`);
    const event: Record<string, string | number> = { kind, operation: this.#operations[index] ?? 0 };
    for (const [offset, field] of FIELDS[kind].entries()) {
      event[field] = this.#values[index * VALUES + offset] ?? 0;
    }
    return event as unknown as MapEvent;
  }

  /** Kind of the event at an index, without making an object of it; undefined beyond the end. */
  kindAt(index: number): MapEvent['kind'] | undefined {
    return index < this.#length ? KINDS[this.#codes[index] ?? -1] : undefined;
  }

  /** Number of events up to and including an operation. */
  countUpTo(operation: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#operations[middle] ?? 0) <= operation) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The steps of growth, without the many evacuated buckets between them. */
  growthEvents(): readonly GrowthEvent[] {
    const events: GrowthEvent[] = [];
    for (let index = 0; index < this.#length; index++) {
      const kind = this.kindAt(index);
      if (kind !== undefined && isGrowth(kind)) events.push(this.at(index) as GrowthEvent);
    }
    return events;
  }

  #enlarge(): void {
    const capacity = this.#codes.length * 2;
    const codes = new Uint8Array(capacity);
    codes.set(this.#codes);
    this.#codes = codes;
    const operations = new Uint32Array(capacity);
    operations.set(this.#operations);
    this.#operations = operations;
    const values = new Uint32Array(capacity * VALUES);
    values.set(this.#values);
    this.#values = values;
  }
}

function isGrowth(kind: MapEvent['kind']): kind is GrowthEvent['kind'] {
  return (
    kind !== 'bucket-evacuated' && kind !== 'tombstones-pruned' && kind !== 'cleared' && kind !== 'replaced'
  );
}
