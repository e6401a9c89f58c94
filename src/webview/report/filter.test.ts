import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matcherOf } from './filter-match.ts';
import { formatFilter, NUMBER_FIELDS, parseFilter, TEXT_FIELDS, type FilterTerm } from './filter-terms.ts';
import { elsewhere, finding, rowsOf, viewFile, viewRow } from './testing.ts';

const problem = (query: string): string => parseFilter(query).problems.join(' ');

describe('parseFilter', () => {
  it('reads words, fields, numbers, quotes and what is not wanted', () => {
    expect(parseFilter('Users -rule:hint heat:hot|COLD bytes>=10kB "a b" -"x:y"').terms).toEqual([
      { kind: 'word', negated: false, text: 'users' },
      { kind: 'text', negated: true, field: 'rule', values: ['hint'] },
      { kind: 'text', negated: false, field: 'heat', values: ['hot', 'cold'] },
      { kind: 'number', negated: false, field: 'bytes', comparison: '>=', value: 10_000 },
      { kind: 'word', negated: false, text: 'a b' },
      { kind: 'word', negated: true, text: 'x:y' },
    ]);
  });

  it.each([
    ['bytes>1.5MB', '>', 1_500_000],
    ['bytes<2GB', '<', 2e9],
    ['entries>1,000', '>', 1000],
    ['entries>1_000', '>', 1000],
    ['growths:0', '=', 0],
    ['GROWTHS<=3', '<=', 3],
    ['saved>5k', '>', 5000],
  ])('takes %s', (query, comparison, value) => {
    expect(parseFilter(query)).toMatchObject({ problems: [], terms: [{ comparison, value }] });
  });

  it('takes paths with lines, types and addresses for words', () => {
    for (const query of ['users.go:11', 'map[string]int', 'a-b', 'C:\\x', '-', 'interface{}']) {
      const { terms, problems } = parseFilter(query);
      if (query === 'C:\\x') expect(problems[0]).toContain('no field c');
      else expect([terms.map(({ kind }) => kind), problems]).toEqual([['word'], []]);
    }
  });

  it.each([
    [
      'ruel:x',
      'There is no field ruel; did you mean rule? To look for the text, put it in quotes: "ruel:x".',
    ],
    ['heat:warm', 'heat: is hot, plain or cold, not warm.'],
    ['owner:me', 'owner: is local, parameter, field, package or none, not me.'],
    ['fixable:maybe', 'fixable: is yes or no, not maybe.'],
    ['rule:', 'rule: needs a text behind it.'],
    ['bytes>', 'bytes is a number, for example bytes>10kB.'],
    ['growths>x', 'growths is a number, for example growths>=5.'],
    ['bytes>3 parsecs', ''],
    ['bytes>3parsecs', 'parsecs is no unit; write B, kB, MB or GB, for example bytes>10kB.'],
    ['rule>x', 'rule is a text, so write rule:x.'],
  ])('says what is wrong with %s', (query, said) => {
    expect(problem(query)).toBe(said);
  });

  it('goes on behind a wrong term, and says the same only once', () => {
    expect(parseFilter('foo:1 hot foo:1')).toMatchObject({
      terms: [{ kind: 'word', text: 'hot' }],
      problems: [expect.any(String)],
    });
  });

  it('fails on nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (query) => {
        const { terms, problems } = parseFilter(query);
        expect(terms.length + problems.length).toBeLessThanOrEqual(query.length);
      }),
    );
  });

  const small = fc.string({ minLength: 1 }).map((text) => text.toLowerCase());
  const plainField = fc.constantFrom(
    ...TEXT_FIELDS.filter((field) => !/^(?:heat|owner|fixable)$/.test(field)),
  );
  const negated = fc.boolean();
  const term: fc.Arbitrary<FilterTerm> = fc.oneof(
    fc.record({ negated, kind: fc.constant('word' as const), text: small }),
    fc.record({
      negated,
      kind: fc.constant('text' as const),
      field: plainField,
      values: fc.array(small, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      negated,
      kind: fc.constant('number' as const),
      field: fc.constantFrom(...NUMBER_FIELDS),
      comparison: fc.constantFrom('>' as const, '>=' as const, '<' as const, '<=' as const, '=' as const),
      value: fc.nat(),
    }),
  );

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.array(term), (terms) => {
        expect(parseFilter(formatFilter(terms))).toEqual({ terms, problems: [] });
      }),
    );
  });
});

describe('matcherOf', () => {
  const rows = rowsOf(
    viewFile([
      viewRow(1, { heat: 'hot', entries: 500, owner: 'field', findings: [finding({ savedBytes: 40 })] }),
      viewRow(2, { name: 'photos' }),
      viewRow(3, { entries: 20_000, owner: 'package variable', heat: 'cold' }),
      elsewhere(4),
    ]),
    viewFile([viewRow(7, { findings: [finding({ rule: 'copy-loop', fixable: false })] })], {
      file: 2,
      path: 'orders/book.go',
      directory: 'orders',
      packageName: 'orders_test',
    }),
  );
  const found = (query: string): number[] =>
    rows
      .filter(matcherOf(parseFilter(query).terms))
      .map(({ id }) => id)
      .sort();

  it.each([
    ['', [1, 2, 3, 4, 7]],
    ['users', [1, 2, 3, 4]],
    ['USERS.go:3', [2]],
    ['hot', [1]],
    ['heat:hot|cold', [1, 3]],
    ['-heat:plain', [1, 3]],
    ['rule:copy', [7]],
    ['-rule:hint -rule:delete', [2, 3, 7]],
    ['package:orders', [7]],
    ['package:_test', [7]],
    ['file:book', [7]],
    ['type:string', [1, 2, 3, 7]],
    ['owner:package', [3]],
    ['owner:field|none', [1, 4]],
    ['fixable:yes', [1, 4]],
    ['fixable:no', [2, 3, 7]],
    ['entries>1000', [3]],
    ['entries<=500', [1]],
    ['saved>0', [1]],
    ['findings=1', [1, 4, 7]],
    ['growths>0', [1, 2, 3, 7]],
    ['-growths>0', [4]],
    ['bytes<1', []],
    ['name:photo fixable:no', [2]],
  ])('finds by %s', (query, ids) => {
    expect(found(query)).toEqual(ids);
  });
});
