import type { MapLayout, SlotTypes } from '../simulator/model.ts';

/** Zero-based LSP position. */
export interface WirePosition {
  readonly line: number;
  readonly character: number;
}

export interface WireRange {
  readonly start: WirePosition;
  readonly end: WirePosition;
}

/** Request `bucketwise/siteAt`: the map site whose creation, variable or finding lies at a position, or null. */
export const SITE_AT = 'bucketwise/siteAt';

export interface SiteAtParams {
  readonly textDocument: { readonly uri: string };
  readonly position: WirePosition;
}

/** What the growth simulator needs to open on a site. Plain data. */
export interface SiteSummary {
  readonly uri: string;
  readonly range: WireRange;
  /** The creating expression as written, for example `make(map[string]int)`. */
  readonly source: string;
  /** The variable or field the map lives in, null when it has none. */
  readonly name: string | null;
  readonly keyType: string;
  readonly elemType: string;
  readonly types: SlotTypes;
  /** Names of types whose size is not known and was assumed. */
  readonly assumedTypes: readonly string[];
  /** The hint's value, where it is a constant. */
  readonly hint: number | null;
  /** The hint as it is written in the source, null without one. */
  readonly writtenHint: string | null;
  /** Entries expected, null when not known. */
  readonly entries: number | null;
  /** The hint expression a fix would write (`len(users)`), null when there is none. */
  readonly suggestedHint: string | null;
  readonly goVersion: string;
  readonly goVersionAssumed: boolean;
  readonly layout: MapLayout;
}

/** The hint to write into a site's code: a number of entries, or what the fix of the site's finding would write. */
export type HintToApply = number | 'suggested';

/**
 * Request `bucketwise/hintEdit`: the edits that write a hint where a map is made, or why there are none. Nothing is changed. A
 * site that is not in the present text any more is answered with a reason.
 */
export const HINT_EDIT = 'bucketwise/hintEdit';

export interface HintEditParams {
  readonly uri: string;
  /** Range and source of the {@link SiteSummary} that the reader looks at. */
  readonly range: WireRange;
  readonly source: string;
  readonly hint: HintToApply;
}

export type HintEditResult =
  | {
      /** As those of fixes: `Add the capacity hint 1000`. */
      readonly title: string;
      /** Version of the document the edits are for. */
      readonly version: number;
      readonly edits: readonly WireEdit[];
      /** What a person has to look at afterwards, in plain words; left out where that is nothing. */
      readonly review?: string;
    }
  /** In plain words, for the reader. */
  | { readonly reason: string };

/** Replaces the range with the text, as in LSP. */
export interface WireEdit {
  readonly range: WireRange;
  readonly newText: string;
}

/** Notification `bucketwise/status`: what the language status item shows for a document. */
export const STATUS = 'bucketwise/status';

export interface StatusParams {
  readonly uri: string;
  readonly goVersion: string;
  readonly layout: MapLayout;
  /** Why this Go version: setting, project file, toolchain line, installed Go, go line, assumed. */
  readonly source: string;
  /** Anything degraded, in plain words: a rule switched off, a file too large, go.mod unreadable. */
  readonly problems: readonly string[];
  /** What is as somebody wanted it and still good to know, in plain words: that the file is excluded. */
  readonly notes: readonly string[];
  readonly findings: number;
}

/**
 * Notification `bucketwise/workspace`: how far the workspace is read and what is in it. Sent while somebody wants to know:
 * from the first SITE_GROUPS or workspace diagnostics on.
 */
export const WORKSPACE = 'bucketwise/workspace';

export interface WorkspaceParams {
  /** Another number whenever SITE_GROUPS and SITES_OF may answer something else. */
  readonly revision: number;
  /** True while packages are still to be analysed. */
  readonly scanning: boolean;
  /** Directories with Go files analysed, and found so far. */
  readonly directoriesDone: number;
  readonly directories: number;
  readonly files: number;
  readonly sites: number;
  readonly findings: number;
  /** What was left out, in plain words. */
  readonly problems: readonly string[];
}

export type SiteOrder = 'price' | 'heat' | 'name' | 'place';

/** Which sites are meant, and in what order. */
export interface SiteQuery {
  /**
   * Words that must all occur in a site's path, name, type, function, owner, heat or rules; empty: all sites. Upper and lower
   * case are the same.
   */
  readonly filter: string;
  readonly order: SiteOrder;
  /** Leave out sites without a finding. */
  readonly onlyWithFindings: boolean;
}

/** Request `bucketwise/siteGroups`: the packages of the workspace that have sites. Makes the server read the workspace. */
export const SITE_GROUPS = 'bucketwise/siteGroups';

/** The sites of one package: of one directory and package name. */
export interface SiteGroup {
  /** Names the group in SITES_OF. */
  readonly id: string;
  /** URI of the directory. */
  readonly directory: string;
  /** Path below the workspace folder, `.` for the folder itself; begins with the folder's name where there are several. */
  readonly label: string;
  readonly packageName: string;
  readonly sites: number;
  readonly findings: number;
  /** Bytes that the fixes of its findings save together, at the entries they are priced for. */
  readonly savedBytes: number;
}

/** Request `bucketwise/sitesOf`: a stretch of the sites of one package, or of all of them in one list. */
export const SITES_OF = 'bucketwise/sitesOf';

export interface SitesOfParams extends SiteQuery {
  /** Id of a {@link SiteGroup}; null: the whole workspace. */
  readonly group: string | null;
  readonly offset: number;
  readonly limit: number;
}

export interface SitesOfResult {
  /** How many there are in all. */
  readonly total: number;
  readonly sites: readonly ListedSite[];
}

/** A site as lists show it; or a place with a finding about a map that is made elsewhere. */
export interface ListedSite {
  readonly uri: string;
  readonly range: WireRange;
  readonly name: string | null;
  readonly owner: 'local' | 'parameter' | 'field' | 'package variable' | 'none';
  /** For example `map[string]int`; null where the map is made elsewhere: then only the findings are known, and no price. */
  readonly type: string | null;
  readonly function: string | null;
  /** The hint as it is written. */
  readonly hint: string | null;
  /** Entries known from the code; null: the price is that of `pricedEntries`. */
  readonly entries: number | null;
  readonly pricedEntries: number;
  readonly growths: number;
  readonly allocations: number;
  readonly bytes: number;
  readonly heat: 'hot' | 'plain' | 'cold';
  /** Bytes that the fixes of its findings save. */
  readonly savedBytes: number;
  readonly findings: readonly ListedFinding[];
}

export interface ListedFinding {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly message: string;
  readonly range: WireRange;
  /** True when a safe fix is at hand. */
  readonly fixable: boolean;
}

/**
 * Request of the server to the client, `bucketwise/readFile`: text of a Go or module file the server cannot reach by
 * itself (virtual workspaces, browser). Null when there is none or it is larger than `maxBytes`.
 */
export const READ_FILE = 'bucketwise/readFile';

export interface ReadFileParams {
  readonly uri: string;
  readonly maxBytes: number;
}

/** Request of the server to the client, `bucketwise/listDirectory`: what is in a directory, as {@link DirectoryListing}. */
export const LIST_DIRECTORY = 'bucketwise/listDirectory';

export interface ListDirectoryParams {
  readonly uri: string;
}

/** Names of what lies in a directory. Links to directories are left out: they may lead in circles. */
export interface DirectoryListing {
  readonly files: readonly string[];
  readonly directories: readonly string[];
}

/** What a client of ours says of itself in `initializationOptions`. Other editors send none of it. */
export interface ClientOptions {
  /** Commands the client has registered and code actions may name. */
  readonly commands: readonly string[];
  /** True when the client answers READ_FILE and LIST_DIRECTORY. */
  readonly fileAccess: boolean;
  /** True to be told about files that are not open too. */
  readonly workspaceDiagnostics: boolean;
  /** The texts of `l10n/` in the language of the editor, by the English ones; left out where that is English. */
  readonly l10n?: Readonly<Record<string, string>> | undefined;
}

/** Command: open the growth simulator; its one argument is a {@link SiteAtParams}, or none. */
export const OPEN_SIMULATOR = 'bucketwise.openSimulator';

/** Command: show the page of a rule; its one argument is the rule id, or none. */
export const EXPLAIN_RULE = 'bucketwise.explainRule';

/** Command: show the places of remarks, which a lens counts; its one argument is a {@link RemarksAt}. */
export const SHOW_REMARKS = 'bucketwise.showRemarks';

export interface RemarksAt {
  readonly uri: string;
  /** Where the lens stands. */
  readonly position: WirePosition;
  readonly places: readonly WireRange[];
}
