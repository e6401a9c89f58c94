import { isWeighed } from './model.ts';
import type { Rule } from './rule.ts';

const LEVELS: Readonly<Record<Rule['group'], string>> = {
  hazard: 'hazard: can break a program; a warning',
  cost: 'cost: wastes memory or time; information when certain or in code that seems to run often, else a hint',
  style: 'style: reads better; off unless switched on',
  hygiene:
    'hygiene: a comment to Bucketwise that does not do what it says; a warning where it does nothing at all, else a hint',
};

/** A rule's page, as Markdown: what docs/rules holds and `bucketwise explain` prints. `cost` is what `renderCosts` makes of it. */
export function renderRuleDocs(rule: Rule, cost: string): string {
  const { docs, id } = rule;
  const kinds = Object.keys(rule.messages);
  const lines = [
    `# ${id}`,
    '',
    docs.summary,
    '',
    `Group: ${LEVELS[rule.group]}. Since Bucketwise ${rule.since}.`,
    ...(kinds.length < 2
      ? []
      : ['', `Kinds, as JSON reports name them: ${kinds.map((kind) => `\`${kind}\``).join(', ')}.`]),
    '',
    '## Why',
    '',
    docs.why,
    '',
    '## Reported',
    '',
    '```go',
    docs.bad.trimEnd(),
    '```',
    '',
    '## Better',
    '',
    '```go',
    docs.good.trimEnd(),
    '```',
    '',
    '## What it costs',
    '',
    cost,
    '',
    '## When it is silent',
    '',
    ...docs.whenSilent.map((reason) => `- ${reason}`),
    `- generated files${isWeighed(rule.group) ? '; in `_test.go` files unless `bucketwise.includeTests` or `--tests` is set' : ''}`,
    '',
    '## How to silence it',
    '',
    'For one place, with the reason for those who read it next:',
    '',
    '```go',
    `//bucketwise:ignore ${id} <reason>`,
    '```',
    '',
    'on the line above or at the end of the line; above a declaration it counts for all of it, above the package clause for',
    'the file. `//nolint:bucketwise` works too. Everywhere: set the rule to `off` in `bucketwise.rules`, or name the rules to',
    'run with `--rule`.',
    '',
    '## References',
    '',
    ...docs.references.map(({ title, url }) => `- [${title}](${url})`),
    '',
  ];
  return lines.join('\n');
}
