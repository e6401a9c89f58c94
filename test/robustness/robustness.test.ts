import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { GoGrammar } from '../../src/syntax/grammar.ts';
import { goGrammar } from '../support/grammar.ts';
import { cutOff, fixtureSubjects, mutations } from './run.ts';

const RULES = join(import.meta.dirname, '../../src/rules');

let grammar: GoGrammar;
beforeAll(async () => {
  grammar = await goGrammar();
});

// A share of `npm run robustness`, which cuts at every character and tries 20,000 mutations.
describe('the analysis of a broken text', () => {
  it('bears files that are cut off anywhere', () => {
    for (const subject of fixtureSubjects(grammar, RULES)) {
      expect(cutOff(subject, Math.ceil(subject.text.length / 12)).faults).toEqual([]);
    }
  });

  it('bears what is deleted, doubled, swapped and inserted', () => {
    const outcome = mutations(fixtureSubjects(grammar, RULES), 250, 1_000_000);
    expect(outcome.faults).toEqual([]);
    // Were every text beyond recognition, nothing would have been tried.
    expect(outcome.findings).toBeGreaterThan(250);
    expect(outcome.wellFormed).toBeGreaterThan(20);
  });
});
