import { expect, it } from 'vitest';
import type { Confidence } from '../../src/rules/model.ts';
import { figuresOf, precision, recall, strictPrecision, totalOf } from './figures.ts';
import type { SiteLabel, Verdict } from './labels.ts';
import type { Outcome, Reported, RunResult } from './matching.ts';
import { renderFigures, renderMisses, renderUnlabelled } from './text.ts';

function finding(line: number, confidence: Confidence, rule = 'copy-loop'): Reported {
  const range = { start: { line, column: 1 }, end: { line, column: 2 } };
  return { rule, confidence, path: 'a.go', range, message: 'Loop copies a map.', related: [] };
}

function outcome(line: number, verdict: Verdict, confidence?: Confidence, rule = 'copy-loop'): Outcome {
  const site = { repository: 'owner/name', commit: 'go1.26.8', path: 'a.go', line, rule };
  const label: SiteLabel = { ...site, verdict, reason: `Reason ${line}.` };
  return { label, finding: confidence === undefined ? undefined : finding(line, confidence, rule) };
}

const RUN: RunResult = {
  findings: [finding(41, 'likely')],
  outcomes: [
    outcome(10, 'worth', 'certain'),
    outcome(20, 'worth', 'likely'),
    outcome(30, 'worth'),
    outcome(40, 'worth'),
    outcome(50, 'true', 'likely'),
    outcome(60, 'true'),
    outcome(70, 'no', 'likely'),
    outcome(80, 'no'),
    outcome(90, 'worth', undefined, 'never-shrinks'),
  ],
  unlabelled: [finding(99, 'certain')],
};

it('counts precision over what was reported and recall over what is worth it', () => {
  const [copyLoop, neverShrinks] = figuresOf([RUN]);
  expect(copyLoop?.labelled).toEqual({ worth: 4, true: 2, no: 2, unlabelled: 0 });
  expect(precision(copyLoop!.reported)).toEqual({ part: 3, whole: 5 });
  expect(strictPrecision(copyLoop!.reported)).toEqual({ part: 2, whole: 5 });
  expect(recall(copyLoop!)).toEqual({ part: 2, whole: 4 });
  expect(precision(copyLoop!.byConfidence.get('likely')!)).toEqual({ part: 2, whole: 3 });
  expect(recall(neverShrinks!)).toEqual({ part: 0, whole: 1 });
});

it('adds the rules up', () => {
  const total = totalOf(figuresOf([RUN, RUN]));
  expect(precision(total.reported)).toEqual({ part: 6, whole: 10 });
  expect(recall(total)).toEqual({ part: 4, whole: 10 });
  expect(total.byConfidence.get('certain')).toEqual({ worth: 2, true: 0, no: 0, unlabelled: 2 });
});

it('shows the figures as a table', () => {
  expect(renderFigures('By default settings', figuresOf([RUN]))).toMatchInlineSnapshot(`
    "By default settings

                   worth/true/no  reported   precision      strict      recall
    copy-loop              4/2/2         5  60 % (3/5)  40 % (2/5)  50 % (2/4)
      certain                            2  50 % (1/2)  50 % (1/2)
      likely                             3  67 % (2/3)  33 % (1/3)
    never-shrinks          1/0/0         0           –           –   0 % (0/1)
    all rules              5/2/2         5  60 % (3/5)  40 % (2/5)  40 % (2/5)
      certain                            2  50 % (1/2)  50 % (1/2)
      likely                             3  67 % (2/3)  33 % (1/3)
    "
  `);
});

it('explains what was missed and what was wrong', () => {
  const shown = {
    findings: [finding(10, 'certain')],
    outcomes: RUN.outcomes.map(({ label }) => ({
      label,
      finding: label.line === 10 ? finding(10, 'certain') : undefined,
    })),
    unlabelled: [],
  };
  const runs = [{ repository: 'owner/name', shown, everything: RUN }];
  expect(renderMisses(runs)).toMatchInlineSnapshot(`
    "missed, hidden: copy-loop owner/name a.go:20 (likely): Reason 20.
    missed: copy-loop owner/name a.go:30: Reason 30.
    missed: copy-loop owner/name a.go:40 [line 41 is reported]: Reason 40.
    missed: never-shrinks owner/name a.go:90: Reason 90.
    wrong, hidden: copy-loop owner/name a.go:70 (likely): Reason 70.
    "
  `);
  expect(renderUnlabelled(runs)).toMatchInlineSnapshot(`
    "unlabelled, hidden: copy-loop owner/name a.go:99 (certain): Loop copies a map.
    "
  `);
  expect(renderUnlabelled([{ repository: 'owner/name', shown: RUN, everything: RUN }])).toMatch(
    /^unlabelled: /,
  );
});
