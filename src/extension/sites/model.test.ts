import { describe, expect, it } from 'vitest';
import type { ListedSite, SiteGroup, SiteQuery, SitesOfParams } from '../../protocol/requests.ts';
import { listedSite } from '../../../test/support/listed-site.ts';
import { PAGE, SiteModel, type GroupNode, type MoreNode, type SiteNode } from './model.ts';
import { FIRST_STATE, type SitesState } from './state.ts';

function group(id: string, rest: Partial<SiteGroup> = {}): SiteGroup {
  return {
    id,
    directory: `file:///w/${id}`,
    label: id,
    packageName: id,
    sites: 2,
    findings: 1,
    savedBytes: 0,
    ...rest,
  };
}

interface Served {
  readonly model: SiteModel;
  readonly asked: (SiteQuery | SitesOfParams)[];
}

/** A model of packages whose sites are these, and of all sites together. */
function serve(groups: readonly SiteGroup[], sites: readonly ListedSite[], mostPerPage = Infinity): Served {
  const asked: (SiteQuery | SitesOfParams)[] = [];
  const model = new SiteModel({
    groups: (query) => {
      asked.push(query);
      return Promise.resolve(groups);
    },
    sites: (params) => {
      asked.push(params);
      const limit = Math.min(params.limit, mostPerPage);
      return Promise.resolve({
        total: sites.length,
        sites: sites.slice(params.offset, params.offset + limit),
      });
    },
  });
  return { model, asked };
}

const many = (count: number): ListedSite[] =>
  Array.from({ length: count }, (_, at) => listedSite({ name: `m${at}` }));

const ids = (nodes: readonly SiteNode[]): string[] => nodes.map(({ id }) => id);

const flat: SitesState = { ...FIRST_STATE, flat: true };
const filtered: SitesState = { ...FIRST_STATE, filter: 'hot' };

describe('packages', () => {
  it('are asked for with the query, and their sites only when they are opened', async () => {
    const { model, asked } = serve([group('a'), group('b')], many(3));
    const roots = (await model.roots(filtered, true)) as GroupNode[];
    expect(asked).toEqual([{ filter: 'hot', order: 'price', onlyWithFindings: false }]);
    const nodes = await model.children(filtered, roots[1]!);
    expect(asked[1]).toEqual({
      filter: 'hot',
      order: 'price',
      onlyWithFindings: false,
      group: 'b',
      offset: 0,
      limit: PAGE,
    });
    expect(nodes).toHaveLength(3);
    expect(nodes.every((node) => node.kind === 'site' && node.parent === roots[1])).toBe(true);
  });

  it('are closed at first, but one alone is open, and so are the first under a filter', async () => {
    const open = async (groups: readonly SiteGroup[], state: SitesState): Promise<boolean[]> =>
      ((await serve(groups, []).model.roots(state, true)) as GroupNode[]).map(({ expanded }) => expanded);
    expect(await open([group('a'), group('b')], FIRST_STATE)).toEqual([false, false]);
    expect(await open([group('a')], FIRST_STATE)).toEqual([true]);
    const groups = Array.from({ length: 30 }, (_, at) => group(`g${at}`));
    expect((await open(groups, filtered)).filter(Boolean)).toHaveLength(20);
  });

  it('are not opened because no other is known yet', async () => {
    const [alone] = (await serve([group('a')], []).model.roots(FIRST_STATE, false)) as GroupNode[];
    expect(alone?.expanded).toBe(false);
  });

  it('stay open when they come again, whatever a filter opened meanwhile', async () => {
    const { model } = serve([group('a'), group('b')], []);
    const opened = async (): Promise<boolean[]> =>
      ((await model.roots(FIRST_STATE, true)) as GroupNode[]).map(({ expanded }) => expanded);
    const [a, b] = (await model.roots(FIRST_STATE, true)) as [GroupNode, GroupNode];
    model.setOpen(b, true, FIRST_STATE);
    model.setOpen(a, true, filtered);
    model.setOpen(b, false, filtered);
    expect(await opened()).toEqual([false, true]);
    model.setOpen(b, false, FIRST_STATE);
    expect(await opened()).toEqual([false, false]);
  });
});

describe('a long list', () => {
  it('ends in an item that makes it longer in place', async () => {
    const { model, asked } = serve([], many(1200));
    const first = await model.roots(flat, true);
    expect(first).toHaveLength(PAGE + 1);
    const more = first.at(-1) as MoreNode;
    expect(more).toEqual({ kind: 'more', id: 'flat/more', remaining: 700, parent: undefined });
    model.wantMore(more);
    const second = await model.roots(flat, true);
    expect(ids(second.slice(0, PAGE))).toEqual(ids(first.slice(0, PAGE)));
    expect(second.at(-1)).toMatchObject({ kind: 'more', remaining: 200 });
    model.wantMore(second.at(-1) as MoreNode);
    const third = await model.roots(flat, true);
    expect(third).toHaveLength(1200);
    expect(third.at(-1)?.kind).toBe('site');
    expect(asked.every((params) => 'limit' in params && params.limit <= PAGE)).toBe(true);
    model.rewind();
    expect(await model.roots(flat, true)).toHaveLength(PAGE + 1);
  });

  it('is fetched in smaller pieces where the server gives no more at a time', async () => {
    expect(await serve([], many(30), 7).model.roots(flat, true)).toHaveLength(30);
  });

  it('ends where the server has no more than it said', async () => {
    const model = new SiteModel({
      groups: () => Promise.resolve([]),
      sites: ({ offset }) => Promise.resolve({ total: 40, sites: offset === 0 ? many(10) : [] }),
    });
    expect(await model.roots(flat, true)).toHaveLength(11);
  });

  it('of 50,000 sites costs one page', async () => {
    const { model, asked } = serve([], many(50_000));
    const nodes = await model.roots(flat, true);
    expect(asked).toHaveLength(1);
    expect(nodes.at(-1)).toMatchObject({ remaining: 49_500 });
  });
});

describe('the name of a site', () => {
  it('does not change when lines are put in above it', async () => {
    const before = await serve([], [listedSite()]).model.roots(flat, true);
    const moved = listedSite({
      range: { start: { line: 90, character: 1 }, end: { line: 90, character: 2 } },
    });
    expect(ids(await serve([], [moved]).model.roots(flat, true))).toEqual(ids(before));
  });

  it('is never that of another', async () => {
    const twins = [
      listedSite(),
      listedSite(),
      listedSite({ name: null }),
      listedSite({ name: null, type: null }),
    ];
    const nodes = await serve([], [...twins, listedSite({ function: null })]).model.roots(flat, true);
    expect(new Set(ids(nodes)).size).toBe(5);
  });
});
