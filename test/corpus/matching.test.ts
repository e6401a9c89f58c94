import { describe, expect, it } from 'vitest';
import type { SiteLabel } from './labels.ts';
import { type Reported, matchFindings, nearestFinding } from './matching.ts';

function label(line: number, more: Partial<SiteLabel> = {}): SiteLabel {
  const commit = 'go1.26.8';
  const site = { repository: 'owner/name', commit, path: 'a.go', line, rule: 'copy-loop' };
  return { ...site, verdict: 'worth', reason: 'Copies all of a map.', ...more };
}

function place(line: number, lastLine = line) {
  return {
    path: 'a.go',
    range: { start: { line, column: 1 }, end: { line: lastLine, column: 2 } },
  };
}

function finding(line: number, more: Partial<Reported> = {}): Reported {
  return {
    rule: 'copy-loop',
    confidence: 'certain',
    message: 'Loop copies a map.',
    related: [],
    ...place(line),
    ...more,
  };
}

function match(
  sites: readonly SiteLabel[],
  findings: readonly Reported[],
  exhaustive: readonly string[] = [],
) {
  const commit = 'go1.26.8';
  return matchFindings(
    { repository: 'owner/name', commit, sites, exhaustive: new Set(exhaustive) },
    findings,
  );
}

describe('a finding is about a site', () => {
  it.each([
    ['on its line', finding(7)],
    ['on a line of a longer range', finding(5, place(5, 8))],
    ['with a related place on its line', finding(20, { related: [place(7)] })],
    ['on a line that it may be on too', finding(9)],
    ['by another rule that says the same', finding(7, { rule: 'maps-copy-loop' })],
  ])('%s', (_, reported) => {
    const { outcomes } = match([label(7, { also: [9], or: ['maps-copy-loop'] })], [reported]);
    expect(outcomes[0]?.finding).toBe(reported);
  });

  it.each([
    ['one line below, where the next map is made', finding(8)],
    ['in another file', finding(7, { path: 'b.go' })],
    ['by another rule', finding(7, { rule: 'missing-capacity-hint' })],
    ['that only shares a related line', finding(20, { related: [place(9)] })],
    ['with a related place in another file', finding(20, { related: [{ ...place(7), path: 'b.go' }] })],
  ])('but not %s', (_, reported) => {
    const { outcomes } = match([label(7, { also: [9] })], [reported]);
    expect(outcomes[0]?.finding).toBeUndefined();
  });

  it('and of several the one on the very line counts, then the surest', () => {
    const sure = finding(7);
    const { outcomes } = match(
      [label(7, { also: [9] })],
      [finding(9), finding(7, { confidence: 'possible' }), sure],
    );
    expect(outcomes[0]?.finding).toBe(sure);
  });
});

it('lists findings that no label is about, in exhaustively labelled files only', () => {
  const unknown = finding(30);
  const findings = [finding(7), unknown, finding(3, { path: 'b.go' })];
  expect(match([label(7)], findings, ['a.go']).unlabelled).toEqual([unknown]);
  expect(match([label(7)], findings).unlabelled).toEqual([]);
});

it('finds the nearest finding of the rule for a label whose line is not right', () => {
  const near = finding(8);
  expect(nearestFinding(label(7), [finding(4), finding(20), near, finding(7, { path: 'b.go' })])).toBe(near);
  expect(nearestFinding(label(7), [finding(11)])).toBeUndefined();
});
