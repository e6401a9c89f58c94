import type { MapLayout, SlotTypes } from '../simulator/model.ts';
import type { ListedFinding, ListedSite, WireRange } from './requests.ts';

/**
 * Request `bucketwise/report`: the files whose sites are others than at a revision, each with all its sites. Makes the server
 * read the workspace. Asked again with the revision of the last answer it gives only what changed since.
 */
export const REPORT = 'bucketwise/report';

export interface ReportParams {
  /** {@link ReportAnswer.revision} of the last answer; 0: everything. */
  readonly since: number;
  /** Sites in the answer at most, but for the last file, which is always whole. */
  readonly limit: number;
}

export interface ReportAnswer {
  /** Up to here the answer goes. */
  readonly revision: number;
  /** True where `since` means nothing to this server: what was told before counts no longer. */
  readonly isAnew: boolean;
  /** False where more has changed than fits into one answer. */
  readonly isComplete: boolean;
  /** Key and element of maps in the files, which {@link WireFill} points at by its place in the list. */
  readonly types: readonly SlotTypes[];
  readonly files: readonly ReportedFile[];
  /** URIs of files that have no sites, or no longer. */
  readonly without: readonly string[];
}

/** A file with all its sites and what they have in common. */
export interface ReportedFile {
  readonly uri: string;
  /** Path below the workspace folder; begins with the folder's name where there are several. */
  readonly path: string;
  /** The directory, as {@link SiteGroup} labels it. */
  readonly directory: string;
  readonly packageName: string;
  /** Go release whose maps the prices are of, for example `1.24.4`. */
  readonly goVersion: string;
  /** True where nothing said which release. */
  readonly goVersionAssumed: boolean;
  readonly layout: MapLayout;
  readonly sites: readonly ReportedSite[];
}

/** A site as the report shows it, with what it takes to price it on another release. */
export interface ReportedSite extends Omit<ListedSite, 'uri' | 'savedBytes' | 'findings'> {
  /** Null where the map is made elsewhere. */
  readonly fill: WireFill | null;
  readonly findings: readonly ReportedFinding[];
}

/** How a map is filled; what `estimateFill` wants but for the release. */
export interface WireFill {
  /** Place in {@link ReportAnswer.types}. */
  readonly types: number;
  /** Value passed to `make`; null without one. */
  readonly hint: number | null;
  readonly entries: number;
}

export interface ReportedFinding extends ListedFinding {
  /** The map now and after its fix; null where the fix changes no price, or there is none. */
  readonly refill: { readonly now: WireFill; readonly fixed: WireFill } | null;
  /** What the fix saves, at the entries it is priced for. */
  readonly savedBytes: number;
  readonly savedAllocations: number;
}

/** Request `bucketwise/chosenFixes`: the safe fixes of some findings of one open document. */
export const CHOSEN_FIXES = 'bucketwise/chosenFixes';

/** A finding as it was told; whether it is still there is looked up. */
export interface ChosenFinding {
  readonly rule: string;
  readonly range: WireRange;
}

export interface ChosenFixesParams {
  readonly textDocument: { readonly uri: string };
  readonly findings: readonly ChosenFinding[];
}

export type FixAnswer =
  /** Its edits are among those of the answer. */
  | 'fixed'
  /** The text changed: there is no such finding at the place any more. */
  | 'gone'
  /** There is none that is safe. */
  | 'notSafe'
  /** There are several, and a person has to choose. */
  | 'several'
  /** It touches the text that another fix of the answer changes; it can be made afterwards. */
  | 'overlaps';

export interface ChosenFixesAnswer {
  /** Of the document the edits are made for. */
  readonly version: number;
  readonly edits: readonly { readonly range: WireRange; readonly newText: string }[];
  /** One for each finding asked about, in that order. */
  readonly answers: readonly FixAnswer[];
}
