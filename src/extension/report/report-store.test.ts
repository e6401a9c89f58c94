import { beforeAll, describe, expect, it } from 'vitest';
import { exampleReport } from '../../../test/support/example-report.ts';
import type { ReportAnswer } from '../../protocol/report-requests.ts';
import { estimateFill, runtimeFor } from '../../simulator/index.ts';
import { ReportStore } from './report-store.ts';

let answer: ReportAnswer;
beforeAll(async () => {
  answer = await exampleReport();
});

const orders = (): ReportAnswer['files'][number] =>
  answer.files.find(({ path }) => path.startsWith('orders/'))!;

describe('ReportStore', () => {
  it('knows the site behind each number it gives', () => {
    const store = new ReportStore();
    const { files } = store.apply(answer);
    expect(files.length).toBeGreaterThan(4);
    const rows = files.flatMap((file) => file.rows.map((row) => ({ file, row })));
    expect(new Set(rows.map(({ row }) => row.id)).size).toBe(rows.length);
    for (const { file, row } of rows) {
      const stored = store.row(row.id);
      expect([stored?.file.path, stored?.site.range]).toEqual([file.path, row.range]);
      expect(stored?.file.uri).toBe(`file:///shop/${file.path}`);
    }
    expect(JSON.stringify(files)).not.toContain('file:///');
    expect(store.row(rows.length + 1)).toBeUndefined();
  });

  it('keeps the numbers of rows that moved, and forgets those that are gone', () => {
    const store = new ReportStore();
    store.apply(answer);
    const file = orders();
    const before = store.inOrder().filter((row) => row.file.uri === file.uri);
    const down = { start: { line: 90, character: 0 }, end: { line: 90, character: 9 } };
    const moved = { ...file, sites: file.sites.map((site) => ({ ...site, range: down })) };
    const [told] = store.apply({ types: answer.types, files: [moved], without: [] }).files;
    expect(told!.rows.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(store.row(before[0]!.id)!.site.range).toEqual(down);

    const size = store.size;
    const { without } = store.apply({ types: [], files: [], without: [file.uri, 'file:///unknown.go'] });
    expect(without).toEqual([told!.file]);
    expect(store.size).toBe(size - before.length);
    expect(store.row(before[0]!.id)).toBeUndefined();
  });

  it('tells a page that came back everything, priced alike though types have other numbers', () => {
    const store = new ReportStore();
    // One answer for each file, so that the same number means other types.
    for (const file of answer.files) {
      const used = [...new Set(JSON.stringify(file).match(/(?<="types":)\d+/g))].map(Number).reverse();
      const place = (types: number): number => used.indexOf(types);
      const renumbered = JSON.parse(
        JSON.stringify(file).replaceAll(/(?<="types":)\d+/g, (types) => String(place(Number(types)))),
      ) as typeof file;
      store.apply({ types: used.map((at) => answer.types[at]!), files: [renumbered], without: [] });
    }
    const messages = [...store.everything(3)];
    expect(messages.length).toBeGreaterThan(2);
    const runtimes = {
      classic: runtimeFor({ major: 1, minor: 23, patch: 0 }),
      swiss: runtimeFor({ major: 1, minor: 26, patch: 0 }),
    };
    let priced = 0;
    for (const { types, files } of messages) {
      for (const file of files) {
        for (const { fill, bytes } of file.rows) {
          if (fill === null) continue;
          const { hint, entries } = fill;
          const question = { runtime: runtimes[file.layout], types: types[fill.types]!, entries };
          expect(estimateFill({ ...question, hint: hint ?? undefined }).bytes).toBe(bytes);
          priced++;
        }
      }
    }
    expect(priced).toBe(store.inOrder().filter(({ site }) => site.fill !== null).length);
  });
});
