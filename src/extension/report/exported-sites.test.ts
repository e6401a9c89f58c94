import { beforeAll, describe, expect, it } from 'vitest';
import { exampleReport } from '../../../test/support/example-report.ts';
import { exportedSites } from './exported-sites.ts';
import { ReportStore, type StoredRow } from './report-store.ts';

let rows: readonly StoredRow[];
beforeAll(async () => {
  const store = new ReportStore();
  store.apply(await exampleReport());
  rows = store.inOrder();
});

describe('exportedSites', () => {
  it('counts lines and columns from 1, and tells where a number of entries is only assumed', () => {
    const sites = exportedSites(rows, null);
    expect(sites.map(({ path, line }) => `${path}:${line}`)).toEqual(
      rows.map(({ file, site }) => `${file.path}:${site.range.start.line + 1}`),
    );
    expect(sites.every(({ there }) => there === null)).toBe(true);
    for (const [at, { entriesKnown, entries }] of sites.entries()) {
      expect(entriesKnown ? entries : null).toBe(rows[at]!.site.entries);
    }
  });

  it('prices them on another release: the same on their own, and what has no price has none there', () => {
    const swiss = rows.filter(({ file }) => file.goVersion === '1.26');
    for (const site of exportedSites(swiss, '1.26')) expect(site.there).toEqual(site.price);
    const moved = exportedSites(swiss, '1.23').filter(({ price }) => price !== null);
    expect(moved.length).toBeGreaterThan(5);
    expect(moved.some(({ there, price }) => there!.bytes !== price!.bytes)).toBe(true);
  });
});
