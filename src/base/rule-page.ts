const RULE_PAGES = 'https://github.com/bucketwise/bucketwise/blob/main/docs/rules';

/** Address of the page that explains a rule. */
export function rulePage(ruleId: string): string {
  return `${RULE_PAGES}/${encodeURIComponent(ruleId)}.md`;
}
