import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderSitesCsv } from './csv.ts';
import { exportedFinding, exportedSite } from './testing.ts';

/** Reads what RFC 4180 says. */
function read(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)!.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  rows.pop();
  return rows;
}

function records(csv: string): Record<string, string>[] {
  const [head, ...rows] = read(csv);
  return rows.map((row) => Object.fromEntries(head!.map((name, at) => [name, row[at] ?? ''])));
}

describe('renderSitesCsv', () => {
  it('has a record for each site', () => {
    const [record] = records(renderSitesCsv([exportedSite()], undefined));
    expect(record).toMatchObject({
      path: 'users/users.go',
      line: '11',
      type: 'map[int]User',
      entries: '1000',
      entries_known: 'false',
      bytes: '109000',
      safe_fixes: '1',
      saved_bytes: '54000',
      rules: 'missing-capacity-hint',
      hint: '',
    });
    expect(record).not.toHaveProperty('bytes_on_go_1.26');
  });

  it('leaves prices empty that there are not, and adds those of another release', () => {
    const there = { bytes: 90_000, allocations: 20, growths: 7 };
    const csv = renderSitesCsv([exportedSite({ there }), exportedSite({ price: null, type: null })], '1.26');
    expect(records(csv).map((record) => [record['bytes'], record['bytes_on_go_1.26']])).toEqual([
      ['109000', '90000'],
      ['', ''],
    ]);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('lets no spreadsheet run %j', (name) => {
    const [record] = records(renderSitesCsv([exportedSite({ name })], undefined));
    expect(record!['name']).toBe(`'${name}`);
  });

  it('keeps any text in its field', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, message) => {
        const site = exportedSite({ name, findings: [exportedFinding({ message })] });
        const [record, ...others] = records(renderSitesCsv([site], undefined));
        expect(others).toEqual([]);
        expect(record!['name']!.replace(/^'(?=[=+\-@\t\r])/, '')).toBe(name);
        expect(record!['messages']!.replace(/^'(?=[=+\-@\t\r])/, '')).toBe(message);
      }),
    );
  });
});
