import type { Confidence } from '../../src/rules/model.ts';
import type { Verdict } from './labels.ts';
import type { RunResult } from './matching.ts';

/** How many sites there are of each verdict; `unlabelled` counts findings that no label is about. */
export type Tally = Readonly<Record<Verdict | 'unlabelled', number>>;

/** What a run said of the sites of a rule. */
export interface RuleFigures {
  readonly rule: string;
  /** All labelled sites. */
  readonly labelled: Tally;
  /** Those that were reported. */
  readonly reported: Tally;
  /** Those that were reported, by how sure the finding is. */
  readonly byConfidence: ReadonlyMap<Confidence, Tally>;
}

const NONE: Tally = { worth: 0, true: 0, no: 0, unlabelled: 0 };

/** Counts the results of all repositories for each rule, sorted by rule. */
export function figuresOf(results: readonly RunResult[]): RuleFigures[] {
  const rules = new Map<string, Counting>();
  const of = (rule: string): Counting => {
    const counting = rules.get(rule) ?? {
      labelled: { ...NONE },
      reported: { ...NONE },
      byConfidence: new Map(),
    };
    rules.set(rule, counting);
    return counting;
  };
  for (const { outcomes, unlabelled } of results) {
    for (const { label, finding } of outcomes) {
      const counting = of(label.rule);
      counting.labelled[label.verdict]++;
      if (finding !== undefined) countReport(counting, label.verdict, finding.confidence);
    }
    for (const finding of unlabelled) countReport(of(finding.rule), 'unlabelled', finding.confidence);
  }
  return [...rules]
    .map(([rule, figures]) => ({ rule, ...figures }))
    .sort((a, b) => (a.rule < b.rule ? -1 : 1));
}

type MutableTally = Record<keyof Tally, number>;

interface Counting {
  readonly labelled: MutableTally;
  readonly reported: MutableTally;
  readonly byConfidence: Map<Confidence, MutableTally>;
}

function countReport(counting: Counting, verdict: keyof Tally, confidence: Confidence): void {
  const ofConfidence = counting.byConfidence.get(confidence) ?? { ...NONE };
  counting.byConfidence.set(confidence, ofConfidence);
  counting.reported[verdict]++;
  ofConfidence[verdict]++;
}

/** The figures of all rules together. */
export function totalOf(figures: readonly RuleFigures[]): RuleFigures {
  const byConfidence = new Map<Confidence, Tally>();
  for (const [confidence, tally] of figures.flatMap((each) => [...each.byConfidence])) {
    byConfidence.set(confidence, sum([byConfidence.get(confidence) ?? NONE, tally]));
  }
  return {
    rule: 'all rules',
    labelled: sum(figures.map(({ labelled }) => labelled)),
    reported: sum(figures.map(({ reported }) => reported)),
    byConfidence,
  };
}

function sum(tallies: readonly Tally[]): Tally {
  const total: MutableTally = { ...NONE };
  for (const tally of tallies) {
    for (const verdict of ['worth', 'true', 'no', 'unlabelled'] as const) total[verdict] += tally[verdict];
  }
  return total;
}

/** A share as its two counts, so that a reader sees how few it may stand on. */
export interface Share {
  readonly part: number;
  readonly whole: number;
}

/** Of what was reported, the share that is true. */
export function precision({ worth, true: isTrue, no, unlabelled }: Tally): Share {
  return { part: worth + isTrue, whole: worth + isTrue + no + unlabelled };
}

/** Of what was reported, the share that is worth saying. */
export function strictPrecision({ worth, true: isTrue, no, unlabelled }: Tally): Share {
  return { part: worth, whole: worth + isTrue + no + unlabelled };
}

/** Of what is worth saying, the share that was reported. */
export function recall({ labelled, reported }: RuleFigures): Share {
  return { part: reported.worth, whole: labelled.worth };
}
