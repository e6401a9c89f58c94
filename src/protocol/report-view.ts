import * as v from 'valibot';
import type { SlotTypes } from '../simulator/model.ts';
import type { ReportedFile, ReportedSite } from './report-requests.ts';

/** View type of the site report's panel; also in the manifest's `onWebviewPanel:` activation event. */
export const REPORT_VIEW_TYPE = 'bucketwise.siteReport';

/** Rows one message may name: more than the server remembers sites. */
const MAX_ROWS = 250_000;

/** Characters of a filter: more than anybody types. */
export const MAX_FILTER = 2_000;

export type ExportFormat = 'markdown' | 'csv' | 'sarif';

/** What the report page may ask of its host. Named actions about rows the host knows: no command ids, no addresses, no edits. */
export type ReportToHost =
  /** The page can receive messages. Sent again after each reload. */
  | { readonly type: 'ready' }
  /** Show the code of a row in an editor. */
  | { readonly type: 'reveal'; readonly row: number }
  | { readonly type: 'simulate'; readonly row: number }
  | { readonly type: 'explain'; readonly rule: string }
  /** Show what the safe fixes of these rows would change, and make them if the reader agrees. */
  | { readonly type: 'fix'; readonly rows: readonly number[] }
  | {
      readonly type: 'export';
      readonly format: ExportFormat;
      readonly to: 'file' | 'clipboard';
      /** In the order wanted; null: all there are. */
      readonly rows: readonly number[] | null;
      /** Also priced on this release, for example `1.26`. */
      readonly go: string | null;
    }
  /** An error in the page, for the log. */
  | { readonly type: 'problem'; readonly message: string };

/** What the host tells the report page. */
export type ReportToView =
  /** Everything told before counts no longer. Numbers of rows are the same as long as the session is. */
  | { readonly type: 'begin'; readonly session: string }
  | FilesMessage
  | ({ readonly type: 'progress' } & ReportProgress)
  /** How the last thing asked for ended, or how far it is. */
  | { readonly type: 'notice'; readonly text: string };

/** Files with all their rows, in place of what was told of them before. */
export interface FilesMessage {
  readonly type: 'files';
  /** What the rows' fills point at. */
  readonly types: readonly SlotTypes[];
  readonly files: readonly ViewFile[];
  /** Numbers of files that have no rows any more. */
  readonly without: readonly number[];
}

export interface ViewFile extends Omit<ReportedFile, 'uri' | 'sites'> {
  readonly file: number;
  readonly rows: readonly ViewRow[];
}

/** A site under a number by which the page can ask for it. */
export interface ViewRow extends ReportedSite {
  readonly id: number;
}

export interface ReportProgress {
  /** `down`: the language server does not run, and nothing new will come. */
  readonly state: 'starting' | 'scanning' | 'complete' | 'down';
  /** Directories with Go files analysed, and found so far. */
  readonly done: number;
  readonly directories: number;
  /** What was left out, in plain words. */
  readonly problems: readonly string[];
}

export const SORT_COLUMNS = [
  'place',
  'name',
  'type',
  'entries',
  'growths',
  'allocations',
  'bytes',
  'saved',
  'heat',
  'findings',
  'bytesThere',
  'difference',
  'growthsThere',
] as const;

export type SortColumn = (typeof SORT_COLUMNS)[number];

export interface SortOrder {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** What the page keeps in `setState`. Rows are fetched anew. `v` rises when the shape changes. */
export interface ReportState {
  readonly v: 1;
  /** The rows below are of this session; in another they mean nothing. */
  readonly session: string;
  readonly filter: string;
  readonly sort: SortOrder;
  /** Id of the chosen Go version; null: none. */
  readonly version: string | null;
  /** Number of the row at the top of the table, from 0. */
  readonly top: number;
  readonly active: number | null;
  readonly selected: readonly number[];
}

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const row = v.pipe(count, v.maxValue(Number.MAX_SAFE_INTEGER));
// The length comes first: a list of millions is not to be looked at one by one.
const rows = v.pipe(v.custom<unknown[]>(isShortList), v.array(row));
const goVersion = v.pipe(v.string(), v.maxLength(20), v.regex(/^\d+\.\d+$/));

const toHost: v.GenericSchema<unknown, ReportToHost> = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('reveal'), row }),
  v.object({ type: v.literal('simulate'), row }),
  v.object({ type: v.literal('explain'), rule: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,60}$/)) }),
  v.object({ type: v.literal('fix'), rows }),
  v.object({
    type: v.literal('export'),
    format: v.picklist(['markdown', 'csv', 'sarif']),
    to: v.picklist(['file', 'clipboard']),
    rows: v.nullable(rows),
    go: v.nullable(goVersion),
  }),
  v.object({ type: v.literal('problem'), message: v.pipe(v.string(), v.maxLength(10_000)) }),
]);

const reportState: v.GenericSchema<unknown, ReportState> = v.object({
  v: v.literal(1),
  session: v.pipe(v.string(), v.maxLength(100)),
  filter: v.pipe(v.string(), v.maxLength(MAX_FILTER)),
  sort: v.object({ column: v.picklist(SORT_COLUMNS), descending: v.boolean() }),
  version: v.nullable(v.pipe(v.string(), v.maxLength(40))),
  top: count,
  active: v.nullable(row),
  selected: rows,
});

function isShortList(value: unknown): boolean {
  return Array.isArray(value) && value.length <= MAX_ROWS;
}

/** One fault is enough to refuse: a message of millions of them is not read to its end. */
const FIRST_FAULT = { abortEarly: true, abortPipeEarly: true } as const;

/** A message that came from the report page, or undefined when it is none. */
export function parseReportToHost(message: unknown): ReportToHost | undefined {
  const result = v.safeParse(toHost, message, FIRST_FAULT);
  return result.success ? result.output : undefined;
}

/** A kept state, or undefined when it is of another version or damaged. */
export function parseReportState(state: unknown): ReportState | undefined {
  const result = v.safeParse(reportState, state, FIRST_FAULT);
  return result.success ? result.output : undefined;
}
