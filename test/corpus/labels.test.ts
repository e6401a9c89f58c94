import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type LabelText, parseLabels, tidyLabels } from './labels.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const SITE = { repository: 'owner/name', commit: COMMIT, path: 'a/b.go', line: 7, rule: 'copy-loop' };
const LABEL = { ...SITE, verdict: 'worth', reason: 'Copies all of a map.' };

function read(...labels: readonly unknown[]) {
  return parseLabels([{ name: 'a.jsonl', text: labels.map((label) => JSON.stringify(label)).join('\n') }]);
}

describe('reading labels', () => {
  it('puts those of a repository together, repositories sorted', () => {
    const repositories = read(
      { ...LABEL, repository: 'owner/other' },
      LABEL,
      { ...LABEL, line: 8, also: [9], or: ['maps-copy-loop'] },
      { repository: 'owner/name', commit: COMMIT, path: 'c.go', exhaustive: true },
    );
    expect(repositories.map(({ repository, sites }) => [repository, sites.length])).toEqual([
      ['owner/name', 2],
      ['owner/other', 1],
    ]);
    expect(repositories[0]?.sites[1]).toMatchObject({ line: 8, also: [9], or: ['maps-copy-loop'] });
    expect([...(repositories[0]?.exhaustive ?? [])]).toEqual(['c.go']);
  });

  it('passes over empty lines and fields it does not know', () => {
    const text = `\n${JSON.stringify({ ...LABEL, function: 'clone' })}\n\n`;
    expect(parseLabels([{ name: 'a.jsonl', text }])[0]?.sites).toEqual([LABEL]);
  });

  it.each([
    ['text that is no JSON', '{', 'a.jsonl:1: SyntaxError'],
    ['a verdict of its own', JSON.stringify({ ...LABEL, verdict: 'maybe' }), 'verdict is not worth'],
    ['no reason', JSON.stringify({ ...LABEL, reason: '' }), 'a.jsonl:1: reason is empty'],
    ['a commit cut short', JSON.stringify({ ...LABEL, commit: '0123456' }), 'commit is not a full hash'],
    ['a path from the root', JSON.stringify({ ...LABEL, path: '/a.go' }), 'path is not'],
    ['an absent line', JSON.stringify({ ...LABEL, line: undefined }), 'a.jsonl:1: '],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseLabels([{ name: 'a.jsonl', text }])).toThrow(message);
  });

  it('refuses two commits of a repository', () => {
    expect(() => read(LABEL, { ...LABEL, line: 8, commit: 'go1.26.8' })).toThrow('a.jsonl:2: another commit');
  });

  it('refuses a second label of a site and rule', () => {
    expect(() => read(LABEL, { ...LABEL, verdict: 'no' })).toThrow(
      'a.jsonl:2: the same site and rule as a.jsonl:1',
    );
    expect(read(LABEL, { ...LABEL, rule: 'missing-capacity-hint' })[0]?.sites).toHaveLength(2);
  });
});

it('tidies labels: sorted by place, fields in one order', () => {
  const text = [
    { ...LABEL, line: 10 },
    { reason: LABEL.reason, verdict: 'worth', ...SITE, line: 9, function: 'clone' },
    { exhaustive: true, path: 'a/b.go', repository: 'owner/name', commit: COMMIT },
    { ...LABEL, path: 'a/a.go' },
  ]
    .map((label) => JSON.stringify(label))
    .join('\n');
  const tidy = tidyLabels({ name: 'a.jsonl', text });
  expect(tidy.trimEnd().split('\n')).toEqual([
    JSON.stringify({ ...LABEL, path: 'a/a.go' }),
    JSON.stringify({ repository: 'owner/name', commit: COMMIT, path: 'a/b.go', exhaustive: true }),
    JSON.stringify({ ...LABEL, line: 9 }),
    JSON.stringify({ ...LABEL, line: 10 }),
  ]);
  expect(tidyLabels({ name: 'a.jsonl', text: tidy })).toBe(tidy);
});

describe('the labels of the repository', () => {
  const folder = join(import.meta.dirname, 'labels');
  const texts: LabelText[] = existsSync(folder)
    ? readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
    : [];

  it('can be read', () => {
    expect(() => parseLabels(texts)).not.toThrow();
  });

  it('are tidy, as npm run corpus -- --tidy leaves them', () => {
    for (const text of texts) expect(tidyLabels(text)).toBe(text.text);
  });
});
