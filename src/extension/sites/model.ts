import type {
  ListedSite,
  SiteGroup,
  SiteQuery,
  SitesOfParams,
  SitesOfResult,
} from '../../protocol/requests.ts';
import { queryOf, type SitesState } from './state.ts';

/** Sites fetched at a time: a page is quick to make and to draw, and nobody reads further without filtering. */
export const PAGE = 500;

/** Packages that open by themselves under a filter, so that what was looked for is in sight. */
const OPEN_UNDER_FILTER = 20;

/** Where packages and sites come from: the language server, or a test. */
export interface SiteSource {
  readonly groups: (query: SiteQuery) => Promise<readonly SiteGroup[]>;
  readonly sites: (params: SitesOfParams) => Promise<SitesOfResult>;
}

/** A package. */
export interface GroupNode {
  readonly kind: 'group';
  /** Stays the same over refreshes, so that the editor keeps what is open and selected. */
  readonly id: string;
  readonly group: SiteGroup;
  readonly expanded: boolean;
}

/** A map, or a place with a finding about one. */
export interface LeafNode {
  readonly kind: 'site';
  readonly id: string;
  readonly site: ListedSite;
  /** The package it is listed under; undefined in the flat list. */
  readonly parent: GroupNode | undefined;
}

/** The last item of a list that goes on. */
export interface MoreNode {
  readonly kind: 'more';
  readonly id: string;
  readonly remaining: number;
  readonly parent: GroupNode | undefined;
}

export type SiteNode = GroupNode | LeafNode | MoreNode;

/** The nodes of the tree, fetched when they are asked for. Knows how far each list was paged, nothing else. */
export class SiteModel {
  readonly #source: SiteSource;
  /** Pages wanted of a list, by the group's id; one where nothing is noted. */
  readonly #pages = new Map<string | null, number>();
  /** Packages that the reader opened. */
  readonly #opened = new Set<string>();

  constructor(source: SiteSource) {
    this.#source = source;
  }

  /** Forgets how far lists were paged: another query gives other lists. */
  rewind(): void {
    this.#pages.clear();
  }

  /** Notes that the reader opened or closed a package. What a filter opens by itself is not noted. */
  setOpen({ group }: GroupNode, open: boolean, state: SitesState): void {
    if (state.filter !== '') return;
    if (open) this.#opened.add(group.id);
    else this.#opened.delete(group.id);
  }

  /** @param complete true when all packages are known */
  async roots(state: SitesState, complete: boolean): Promise<readonly SiteNode[]> {
    if (state.flat) return this.#list(state, undefined);
    const groups = await this.#source.groups(queryOf(state));
    // VS Code keeps by their ids what is open. What opens by itself is named apart from what the reader opens.
    const kind = state.filter !== '' ? 'filtered' : complete && groups.length === 1 ? 'only' : 'all';
    return groups.map((group, at) => ({
      kind: 'group',
      id: `${kind}/${group.id}`,
      group,
      expanded: kind === 'all' ? this.#opened.has(group.id) : at < OPEN_UNDER_FILTER,
    }));
  }

  children(state: SitesState, parent: GroupNode): Promise<readonly SiteNode[]> {
    return this.#list(state, parent);
  }

  /** Makes the list that ends in this item one page longer; it is there when the list is asked for again. */
  wantMore({ parent }: MoreNode): void {
    const key = parent?.group.id ?? null;
    this.#pages.set(key, (this.#pages.get(key) ?? 1) + 1);
  }

  async #list(state: SitesState, parent: GroupNode | undefined): Promise<readonly SiteNode[]> {
    const group = parent?.group.id ?? null;
    const wanted = PAGE * (this.#pages.get(group) ?? 1);
    const sites: ListedSite[] = [];
    let total: number;
    do {
      const offset = sites.length;
      const limit = Math.min(PAGE, wanted - offset);
      const page = await this.#source.sites({ ...queryOf(state), group, offset, limit });
      total = page.total;
      sites.push(...page.sites);
      if (page.sites.length === 0) break;
    } while (sites.length < Math.min(wanted, total));
    const list = parent?.id ?? 'flat';
    const nodes: SiteNode[] = leaves(sites, list, parent);
    const remaining = total - sites.length;
    if (remaining > 0) nodes.push({ kind: 'more', id: `${list}/more`, remaining, parent });
    return nodes;
  }
}

/** Names sites by what does not move when lines are put in above; those of one name are told apart by their turn. */
function leaves(sites: readonly ListedSite[], list: string, parent: GroupNode | undefined): LeafNode[] {
  const turns = new Map<string, number>();
  return sites.map((site) => {
    const what = `${list}/${site.uri}#${site.function ?? ''}#${site.name ?? site.type ?? ''}`;
    const turn = turns.get(what) ?? 0;
    turns.set(what, turn + 1);
    return { kind: 'site', id: `${what}#${turn}`, site, parent };
  });
}
