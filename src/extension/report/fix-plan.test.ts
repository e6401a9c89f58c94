import { beforeAll, describe, expect, it } from 'vitest';
import { exampleReport } from '../../../test/support/example-report.ts';
import type { ChosenFixesAnswer, FixAnswer } from '../../protocol/report-requests.ts';
import { planFixes, type PlanHost } from './fix-plan.ts';
import { describePlan, describeUnfixed } from './fix-words.ts';
import { ReportStore, type StoredRow } from './report-store.ts';

let rows: readonly StoredRow[];
beforeAll(async () => {
  const store = new ReportStore();
  store.apply(await exampleReport());
  rows = store.inOrder();
});

const l10n = {
  t: (message: string, ...args: (string | number)[]): string =>
    message.replaceAll(/\{(\d)\}/g, (_, at: string) => String(args[Number(at)])),
};

interface Asked {
  readonly uri: string;
  readonly findings: number;
}

function host(
  answerFor: (uri: string, turn: number) => FixAnswer | 'unreadable' | 'throws',
  changes: Partial<PlanHost<string>> = {},
): PlanHost<string> & { readonly asked: Asked[]; readonly waited: number[] } {
  const asked: Asked[] = [];
  const waited: number[] = [];
  return {
    asked,
    waited,
    open: (uri) => Promise.resolve(uri),
    ask: (uri, findings) => {
      const turn = asked.filter((question) => question.uri === uri).length;
      asked.push({ uri, findings: findings.length });
      const answer = answerFor(uri, turn);
      if (answer === 'throws') return Promise.reject(new Error('gone'));
      if (answer === 'unreadable') return Promise.resolve(null);
      const result: ChosenFixesAnswer = { version: 3, edits: [], answers: findings.map(() => answer) };
      return Promise.resolve(result);
    },
    wait: (milliseconds) => {
      waited.push(milliseconds);
      return Promise.resolve();
    },
    isCancelled: () => false,
    progress: () => undefined,
    ...changes,
  };
}

const fixable = (of: readonly StoredRow[]): number =>
  of.flatMap(({ site }) => site.findings.filter((finding) => finding.fixable)).length;

describe('planFixes', () => {
  it('asks once for each file that has something to fix, and only about that', async () => {
    const seen: [number, number][] = [];
    const editor = host(() => 'fixed', { progress: (done, files) => seen.push([done, files]) });
    const plan = await planFixes(rows, editor);
    const files = new Set(rows.filter((row) => fixable([row]) > 0).map(({ file }) => file.uri));
    expect(new Set(editor.asked.map(({ uri }) => uri))).toEqual(files);
    expect(editor.asked).toHaveLength(files.size);
    expect(plan!.fixes).toBe(fixable(rows));
    expect(seen.at(-1)).toEqual([files.size, files.size]);
    expect(editor.waited).toEqual([]);
    expect(describePlan(plan!, l10n)).toBe(`${fixable(rows)} safe fixes in ${files.size} files`);
    expect(describeUnfixed(plan!.unfixed, l10n)).toBe('');
  });

  it('waits for what a file that was just opened hangs on', async () => {
    const editor = host((_, turn) => (turn < 2 ? 'gone' : 'fixed'));
    const [one] = rows.filter((row) => fixable([row]) > 0);
    const plan = await planFixes([one!], editor);
    expect([plan!.files.length, editor.waited]).toEqual([1, [150, 400]]);
    expect(plan!.unfixed.size).toBe(0);
  });

  it('says why something is not fixed', async () => {
    const uris = [...new Set(rows.filter((row) => fixable([row]) > 0).map(({ file }) => file.uri))];
    const reasons = ['gone', 'several', 'unreadable', 'throws'] as const;
    const editor = host((uri) => reasons[uris.indexOf(uri)] ?? 'overlaps');
    const plan = await planFixes(rows, editor);
    expect(plan!.fixes).toBe(0);
    const said = describeUnfixed(plan!.unfixed, l10n);
    expect(said).toContain('as the code has changed: ');
    expect(said).toContain('several ways');
    expect(said).toContain('cannot be read');
    const counted = [...plan!.unfixed.values()].reduce((sum, count) => sum + count, 0);
    expect(counted).toBe(fixable(rows));
  });

  it('ends when it is cancelled, with nothing', async () => {
    let left = 2;
    const editor = host(() => 'fixed', { isCancelled: () => left-- <= 0 });
    expect(await planFixes(rows, editor)).toBeUndefined();
    expect(editor.asked.length).toBeLessThanOrEqual(2);
  });
});
