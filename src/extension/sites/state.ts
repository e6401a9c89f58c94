import type { SiteOrder, SiteQuery } from '../../protocol/requests.ts';

/** What the reader has chosen in the view; kept with the workspace. */
export interface SitesState extends SiteQuery {
  /** One list of all sites instead of packages with their sites. */
  readonly flat: boolean;
}

/** Packages, the dearest first, nothing left out. */
export const FIRST_STATE: SitesState = { filter: '', order: 'price', onlyWithFindings: false, flat: false };

const ORDERS: ReadonlySet<unknown> = new Set<SiteOrder>(['price', 'heat', 'name', 'place']);

/** What an earlier window kept, as far as it is still understood. */
export function readState(kept: unknown): SitesState {
  if (typeof kept !== 'object' || kept === null) return FIRST_STATE;
  const { filter, order, onlyWithFindings, flat } = kept as Partial<Record<keyof SitesState, unknown>>;
  return {
    filter: typeof filter === 'string' ? filter : '',
    order: ORDERS.has(order) ? (order as SiteOrder) : FIRST_STATE.order,
    onlyWithFindings: onlyWithFindings === true,
    flat: flat === true,
  };
}

/** The part of a state that the server is told. */
export function queryOf({ filter, order, onlyWithFindings }: SitesState): SiteQuery {
  return { filter, order, onlyWithFindings };
}

/** True when some sites may be left out. */
export function isNarrowed({ filter, onlyWithFindings }: SitesState): boolean {
  return filter !== '' || onlyWithFindings;
}

/** Words of a filter as they are compared: white space at the ends and between them does not matter. */
export function tidyFilter(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
