import type { Comparison, FilterTerm, NumberField, TextField } from './filter-terms.ts';
import type { Row } from './rows.ts';

type Matcher = (row: Row) => boolean;

/** Whether a row is wanted: all terms hold. */
export function matcherOf(terms: readonly FilterTerm[]): Matcher {
  const tests = terms.map((term): Matcher => {
    const holds = testOf(term);
    return term.negated ? (row) => !holds(row) : holds;
  });
  return (row) => tests.every((test) => test(row));
}

function testOf(term: FilterTerm): Matcher {
  switch (term.kind) {
    case 'word': {
      const { text } = term;
      // As parts of other words these two would find a photo, or a scold; the tree of maps does the same.
      return text === 'hot' || text === 'cold'
        ? ({ heat }) => heat === text
        : (row) => row.text.includes(text);
    }
    case 'text': {
      const test = TEXT_TESTS[term.field];
      return (row) => term.values.some((value) => test(row, value));
    }
    case 'number': {
      const numberOf = NUMBERS[term.field];
      const compare = COMPARISONS[term.comparison];
      return (row) => {
        const number = numberOf(row);
        return number !== undefined && compare(number, term.value);
      };
    }
  }
}

const includes = (text: string | null, value: string): boolean =>
  text?.toLowerCase().includes(value) === true;

const TEXT_TESTS: Readonly<Record<TextField, (row: Row, value: string) => boolean>> = {
  rule: ({ findings }, value) => findings.some(({ rule }) => rule.includes(value)),
  package: ({ file }, value) => includes(`${file.directory} ${file.packageName}`, value),
  file: ({ file }, value) => includes(file.path, value),
  type: ({ type }, value) => includes(type, value),
  name: ({ label }, value) => includes(label, value),
  owner: ({ owner }, value) => owner === (value === 'package' ? 'package variable' : value),
  heat: ({ heat }, value) => heat === value,
  fixable: ({ safe }, value) => safe.fixes > 0 === (value === 'yes'),
};

/** Undefined where a row has no such number: of a map that is made elsewhere nothing is priced. */
const NUMBERS: Readonly<Record<NumberField, (row: Row) => number | undefined>> = {
  bytes: (row) => priced(row, row.bytes),
  saved: ({ safe }) => safe.bytes,
  growths: (row) => priced(row, row.growths),
  allocations: (row) => priced(row, row.allocations),
  // Only what the code shows: an assumed number says nothing of the map.
  entries: ({ entries }) => entries ?? undefined,
  findings: ({ findings }) => findings.length,
};

function priced({ fill }: Row, number: number): number | undefined {
  return fill === null ? undefined : number;
}

const COMPARISONS: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '=': (a, b) => a === b,
};
