import { parseReportState, type ReportState, type SortOrder } from '../../protocol/report-view.ts';
import { versionChoices, type VersionChoice } from '../shared/version-choices.ts';
import { FIRST_ORDER, withoutVersion } from './sorting.ts';

/** Releases rows can be priced on. */
export const VERSIONS: readonly VersionChoice[] = versionChoices(null, null).filter(
  // An experiment is not a release somebody moves to.
  ({ splitGroups }) => !splitGroups,
);

/** What a reader has chosen. */
export interface ReportView {
  readonly filter: string;
  readonly sort: SortOrder;
  /** Undefined: rows are priced only on the release their module is built with. */
  readonly version: VersionChoice | undefined;
}

export const FIRST_VIEW: ReportView = { filter: '', sort: FIRST_ORDER, version: undefined };

/** What an earlier page kept, as far as it is still understood. */
export interface Restored {
  readonly view: ReportView;
  readonly top: number;
  readonly active: number | null;
  readonly selected: readonly number[];
}

/** @param session of the host: numbers of rows of another one mean nothing */
export function restored(kept: unknown, session: string): Restored {
  const state = parseReportState(kept);
  if (state === undefined) return { view: FIRST_VIEW, top: 0, active: null, selected: [] };
  const { filter, sort, top, active, selected } = state;
  const version = VERSIONS.find(({ id }) => id === state.version);
  const isSame = state.session === session;
  return {
    view: { filter, version, sort: version === undefined ? withoutVersion(sort) : sort },
    top,
    active: isSame ? active : null,
    selected: isSame ? selected : [],
  };
}

export function stateOf(
  session: string,
  { filter, sort, version }: ReportView,
  top: number,
  active: number | null,
  selected: ReadonlySet<number>,
): ReportState {
  return {
    v: 1,
    session,
    filter,
    sort,
    version: version?.id ?? null,
    top,
    active,
    selected: [...selected],
  };
}
