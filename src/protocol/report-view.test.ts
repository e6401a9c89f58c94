import { describe, expect, it } from 'vitest';
import { parseReportState, parseReportToHost, type ReportState, type ReportToHost } from './report-view.ts';

const MESSAGES: readonly ReportToHost[] = [
  { type: 'ready' },
  { type: 'reveal', row: 3 },
  { type: 'simulate', row: 0 },
  { type: 'explain', rule: 'missing-capacity-hint' },
  { type: 'fix', rows: [1, 2] },
  { type: 'export', format: 'sarif', to: 'file', rows: null, go: null },
  { type: 'export', format: 'markdown', to: 'clipboard', rows: [3, 1], go: '1.26' },
  { type: 'problem', message: 'thrown' },
];

describe('parseReportToHost', () => {
  it.each(MESSAGES.map((message) => [message] as const))('takes %j', (message) => {
    expect(parseReportToHost(structuredClone(message))).toEqual(message);
  });

  it.each([
    [undefined],
    ['ready'],
    [{ type: 'run', command: 'workbench.action.quit' }],
    [{ type: 'reveal' }],
    [{ type: 'reveal', row: -1 }],
    [{ type: 'reveal', row: 0.5 }],
    [{ type: 'reveal', row: 'file:///etc/passwd' }],
    [{ type: 'explain', rule: '../../package.json' }],
    [{ type: 'fix', rows: 'all' }],
    [{ type: 'fix', rows: [1, '2'] }],
    [{ type: 'export', format: 'html', to: 'file', rows: null, go: null }],
    [{ type: 'export', format: 'csv', to: '/tmp/x', rows: null, go: null }],
    [{ type: 'export', format: 'csv', to: 'file', rows: null, go: 'devel' }],
  ])('refuses %j', (message) => {
    expect(parseReportToHost(message)).toBeUndefined();
  });

  it('refuses what is far too long', () => {
    expect(parseReportToHost({ type: 'problem', message: 'x'.repeat(10_000_000) })).toBeUndefined();
    expect(parseReportToHost({ type: 'fix', rows: new Array(1_000_000).fill(1) })).toBeUndefined();
  });

  it('gives nothing on that was not asked for', () => {
    expect(parseReportToHost({ type: 'reveal', row: 1, uri: 'file:///x', command: 'y' })).toEqual({
      type: 'reveal',
      row: 1,
    });
  });
});

describe('parseReportState', () => {
  const state: ReportState = {
    v: 1,
    session: 's',
    filter: 'heat:hot',
    sort: { column: 'saved', descending: true },
    version: '1.26',
    top: 40,
    active: 7,
    selected: [7, 8],
  };

  it('takes what the page keeps', () => {
    expect(parseReportState(structuredClone(state))).toEqual(state);
  });

  it.each([
    [null],
    [{ ...state, v: 2 }],
    [{ ...state, sort: { column: 'nothing', descending: true } }],
    [{ ...state, filter: 'x'.repeat(3_000) }],
    [{ ...state, selected: ['1'] }],
  ])('refuses %j', (kept) => {
    expect(parseReportState(kept)).toBeUndefined();
  });
});
