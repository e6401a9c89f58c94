import type { ReportAnswer, ReportedFile, ReportedSite } from '../../protocol/report-requests.ts';
import type { FilesMessage, ViewFile, ViewRow } from '../../protocol/report-view.ts';
import type { SlotTypes } from '../../simulator/index.ts';

/** A row as the host knows it: with the address that the page is not told. */
export interface StoredRow {
  readonly id: number;
  readonly file: StoredFile;
  readonly site: ReportedSite;
}

export interface StoredFile extends Omit<ReportedFile, 'sites'> {
  readonly number: number;
  /** What the fills of its sites point at. */
  readonly types: readonly SlotTypes[];
}

interface Entry {
  readonly file: StoredFile;
  readonly rows: readonly StoredRow[];
}

/**
 * All rows of the report, by file. Gives them numbers that stay the same while lines are put in above them, so that what is
 * selected in the page stays selected.
 */
export class ReportStore {
  readonly #files = new Map<string, Entry>();
  readonly #rows = new Map<number, StoredRow>();
  readonly #fileNumbers = new Map<string, number>();
  /** By what a row is of, see {@link #numbered}. Kept when it goes: it may come back with the next letter that is typed. */
  readonly #rowNumbers = new Map<string, number>();

  get size(): number {
    return this.#rows.size;
  }

  row(id: number): StoredRow | undefined {
    return this.#rows.get(id);
  }

  /** All rows by path and place. */
  inOrder(): readonly StoredRow[] {
    return [...this.#files.values()]
      .sort((a, b) => (a.file.path < b.file.path ? -1 : a.file.path > b.file.path ? 1 : 0))
      .flatMap(({ rows }) => rows);
  }

  clear(): void {
    this.#files.clear();
    this.#rows.clear();
  }

  /** Takes over what the server told; gives what the page is to be told of it. */
  apply({ types, files, without }: Pick<ReportAnswer, 'types' | 'files' | 'without'>): FilesMessage {
    const gone = without.flatMap((uri) => this.#drop(uri));
    const told = files.map((file) => this.#put(file, types));
    return { type: 'files', types, files: told, without: gone };
  }

  /** All that is known, in messages of some thousand rows. */
  *everything(rowsInMessage = 5_000): Generator<FilesMessage> {
    let entries: Entry[] = [];
    let count = 0;
    for (const entry of this.#files.values()) {
      entries.push(entry);
      count += entry.rows.length;
      if (count < rowsInMessage) continue;
      yield messageOf(entries);
      [entries, count] = [[], 0];
    }
    if (entries.length > 0) yield messageOf(entries);
  }

  #put({ sites, ...reported }: ReportedFile, types: readonly SlotTypes[]): ViewFile {
    const { uri } = reported;
    this.#drop(uri);
    const file: StoredFile = { ...reported, number: this.#fileNumber(uri), types };
    const ids = this.#numbered(uri, sites);
    const rows = sites.map((site, at): StoredRow => ({ id: ids[at] ?? -1, file, site }));
    for (const row of rows) this.#rows.set(row.id, row);
    this.#files.set(uri, { file, rows });
    return viewFile({ file, rows }, ({ site }) => site);
  }

  /** The number of the file; nothing where there was none. */
  #drop(uri: string): number[] {
    const known = this.#files.get(uri);
    if (known === undefined) return [];
    for (const { id } of known.rows) this.#rows.delete(id);
    this.#files.delete(uri);
    return [known.file.number];
  }

  #fileNumber(uri: string): number {
    const number = this.#fileNumbers.get(uri) ?? this.#fileNumbers.size;
    this.#fileNumbers.set(uri, number);
    return number;
  }

  /** Names sites by what does not move when lines are put in above; those of one name are told apart by their turn. */
  #numbered(uri: string, sites: readonly ReportedSite[]): readonly number[] {
    const file = this.#fileNumber(uri);
    const turns = new Map<string, number>();
    return sites.map((site) => {
      const what = `${site.function ?? ''}#${site.name ?? site.type ?? site.findings[0]?.rule ?? ''}`;
      const turn = turns.get(what) ?? 0;
      turns.set(what, turn + 1);
      const key = `${file}#${what}#${turn}`;
      const number = this.#rowNumbers.get(key) ?? this.#rowNumbers.size;
      this.#rowNumbers.set(key, number);
      return number;
    });
  }
}

/** Files of several answers with one list of types for all. */
function messageOf(entries: readonly Entry[]): FilesMessage {
  const types: SlotTypes[] = [];
  const places = new Map<SlotTypes, number>();
  const shared = (slots: SlotTypes): number => {
    let place = places.get(slots);
    if (place === undefined) {
      place = types.push(slots) - 1;
      places.set(slots, place);
    }
    return place;
  };
  const files = entries.map((entry) => {
    const place = (index: number): number => {
      const slots = entry.file.types[index];
      if (slots === undefined) throw new RangeError(`${entry.file.path} has no types number ${index}`);
      return shared(slots);
    };
    return viewFile(entry, ({ site }) => withTypes(site, place));
  });
  return { type: 'files', types, files, without: [] };
}

function withTypes(site: ReportedSite, place: (types: number) => number): ReportedSite {
  const { fill, findings } = site;
  return {
    ...site,
    fill: fill && { ...fill, types: place(fill.types) },
    findings: findings.map((finding) => {
      const { refill } = finding;
      if (refill === null) return finding;
      const [now, fixed] = [refill.now, refill.fixed].map((one) => ({ ...one, types: place(one.types) }));
      return now === undefined || fixed === undefined ? finding : { ...finding, refill: { now, fixed } };
    }),
  };
}

function viewFile({ file, rows }: Entry, siteOf: (row: StoredRow) => ReportedSite): ViewFile {
  const { path, directory, packageName, goVersion, goVersionAssumed, layout } = file;
  return {
    ...{ file: file.number, path, directory, packageName, goVersion, goVersionAssumed, layout },
    rows: rows.map((row): ViewRow => ({ ...siteOf(row), id: row.id })),
  };
}
