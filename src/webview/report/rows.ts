import { NEWEST_MODELLED, parseGoVersion } from '../../base/go-version.ts';
import { safeSaving, type SafeSaving } from '../../base/safe-saving.ts';
import type { ReportedFinding, WireFill } from '../../protocol/report-requests.ts';
import type { FilesMessage, ViewFile, ViewRow } from '../../protocol/report-view.ts';
import { runtimeFor, type MapRuntime, type SlotTypes } from '../../simulator/index.ts';

/** A map, or a place with a finding about one that is made elsewhere, ready to be compared, filtered and shown. */
export interface Row extends Omit<ViewRow, 'fill' | 'findings'> {
  readonly file: RowFile;
  /** From 1. */
  readonly line: number;
  /** `users/users.go:11`. */
  readonly place: string;
  /** What lists show as the name. */
  readonly label: string;
  readonly fill: Fill | null;
  readonly findings: readonly RowFinding[];
  /** What its safe fixes save, each priced by itself. */
  readonly safe: SafeSaving;
  /** All that free words are looked for in, in small letters. */
  readonly text: string;
}

/** What the rows of a file have in common. */
export interface RowFile extends Omit<ViewFile, 'rows'> {
  /** The maps its prices are of. */
  readonly runtime: MapRuntime;
}

/** How a map is filled. */
export interface Fill {
  readonly types: SlotTypes;
  readonly hint: number | undefined;
  readonly entries: number;
}

export interface RowFinding extends Omit<ReportedFinding, 'refill'> {
  readonly refill: { readonly now: Fill; readonly fixed: Fill } | null;
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The rows of all files, kept up to date by the host's messages. */
export class Rows {
  readonly #files = new Map<number, { readonly path: string; readonly rows: readonly Row[] }>();
  /** Kinds of keys and elements by what they are: rows of a kind share one object, which prices are remembered by. */
  readonly #types = new Map<string, SlotTypes>();

  apply({ types, files, without }: FilesMessage): void {
    const shared = types.map((one) => this.#share(one));
    for (const file of without) this.#files.delete(file);
    for (const file of files) {
      this.#files.set(file.file, { path: file.path, rows: rowsOf(file, shared) });
    }
  }

  clear(): void {
    this.#files.clear();
  }

  /** All rows by path and place. */
  inOrder(): readonly Row[] {
    const files = [...this.#files.values()].sort((a, b) => byText(a.path, b.path));
    return files.flatMap(({ rows }) => rows);
  }

  #share(types: SlotTypes): SlotTypes {
    const key = JSON.stringify(types);
    const known = this.#types.get(key);
    if (known !== undefined) return known;
    this.#types.set(key, types);
    return types;
  }
}

function rowsOf({ rows, ...wire }: ViewFile, types: readonly SlotTypes[]): Row[] {
  const version = parseGoVersion(wire.goVersion);
  const file: RowFile = {
    ...wire,
    runtime: runtimeFor(version ?? NEWEST_MODELLED, {
      noSwissMap: wire.layout === 'classic',
    }),
  };
  return rows
    .map((row) => toRow(row, file, types))
    .sort(
      ({ range: a }, { range: b }) => a.start.line - b.start.line || a.start.character - b.start.character,
    );
}

function toRow({ fill, findings, ...site }: ViewRow, file: RowFile, types: readonly SlotTypes[]): Row {
  const line = site.range.start.line + 1;
  const place = `${file.path}:${line}`;
  const told = findings.map((finding) => toFinding(finding, types));
  const rules = told.map(({ rule }) => rule);
  const words = [
    place,
    file.packageName,
    site.name,
    site.type,
    site.function,
    site.owner,
    site.hint,
    ...rules,
  ];
  return {
    ...site,
    file,
    line,
    place,
    label: site.name ?? site.function ?? site.type ?? rules[0] ?? '',
    fill: fill === null ? null : toFill(fill, types),
    findings: told,
    safe: safeSaving(told),
    text: words.join(' ').toLowerCase(),
  };
}

function toFinding({ refill, ...finding }: ReportedFinding, types: readonly SlotTypes[]): RowFinding {
  return {
    ...finding,
    refill: refill && { now: toFill(refill.now, types), fixed: toFill(refill.fixed, types) },
  };
}

function toFill({ types, hint, entries }: WireFill, table: readonly SlotTypes[]): Fill {
  const slots = table[types];
  if (slots === undefined) throw new RangeError(`there are no types number ${types}`);
  return { types: slots, hint: hint ?? undefined, entries };
}
