/** Bytes, allocations and growths of a map that is filled. */
export interface SitePrice {
  readonly bytes: number;
  readonly allocations: number;
  readonly growths: number;
}

/** A position in a file, from 1; columns in UTF-16 code units. */
export interface SitePosition {
  readonly line: number;
  readonly column: number;
}

/** A map, or a place with a finding about one that is made elsewhere, as exports tell of it. */
export interface ExportedSite extends SitePosition {
  /** Below the workspace folder, with `/` between names. */
  readonly path: string;
  readonly packageName: string;
  readonly name: string | null;
  /** Null where the map is made elsewhere. */
  readonly type: string | null;
  readonly owner: string;
  readonly function: string | null;
  readonly hint: string | null;
  /** Entries the price is for. */
  readonly entries: number;
  /** False where the number is only assumed. */
  readonly entriesKnown: boolean;
  /** Null where the map is made elsewhere. */
  readonly price: SitePrice | null;
  /** The same on another release; null where none was chosen. */
  readonly there: SitePrice | null;
  readonly heat: string;
  /** Go release the price is of. */
  readonly go: string;
  readonly findings: readonly ExportedFinding[];
}

export interface ExportedFinding {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  readonly start: SitePosition;
  readonly end: SitePosition;
  /** True when a safe fix is at hand. */
  readonly fixable: boolean;
  /** What the fix saves. */
  readonly savedBytes: number;
  readonly savedAllocations: number;
}
