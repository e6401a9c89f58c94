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
 * Request of the server to the client, `bucketwise/readFile`: text of a Go or module file the server cannot reach by
 * itself (virtual workspaces, browser). Null when there is none or it is larger than `maxBytes`.
 */
export const READ_FILE = 'bucketwise/readFile';

export interface ReadFileParams {
  readonly uri: string;
  readonly maxBytes: number;
}

/** Request of the server to the client, `bucketwise/listDirectory`: names of the plain files in a directory. */
export const LIST_DIRECTORY = 'bucketwise/listDirectory';

export interface ListDirectoryParams {
  readonly uri: string;
}

/** What a client of ours says of itself in `initializationOptions`. Other editors send none of it. */
export interface ClientOptions {
  /** Commands the client has registered and code actions may name. */
  readonly commands: readonly string[];
  /** True when the client answers READ_FILE and LIST_DIRECTORY. */
  readonly fileAccess: boolean;
}

/** Command: open the growth simulator; its one argument is a {@link SiteAtParams}, or none. */
export const OPEN_SIMULATOR = 'bucketwise.openSimulator';

/** Command: show the page of a rule; its one argument is the rule id, or none. */
export const EXPLAIN_RULE = 'bucketwise.explainRule';
