import type { Rule } from '../rules/rule.ts';

/** A line for each rule: id, group and what it is about. */
export function listRules(rules: readonly Pick<Rule, 'id' | 'group' | 'docs'>[]): string {
  const width = Math.max(0, ...rules.map(({ id }) => id.length));
  const groupWidth = Math.max(0, ...rules.map(({ group }) => group.length));
  const lines = rules.map(
    ({ id, group, docs }) => `${id.padEnd(width)}  ${group.padEnd(groupWidth)}  ${docs.summary}`,
  );
  return `${lines.join('\n')}\n\nMore about one of them: bucketwise explain RULE\n`;
}
