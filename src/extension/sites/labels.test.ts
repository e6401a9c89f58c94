import { describe, expect, it } from 'vitest';
import { listedSite } from '../../../test/support/listed-site.ts';
import type { ListedFinding, ListedSite } from '../../protocol/requests.ts';
import {
  describeGroup,
  describeInFlatList,
  describeSite,
  describeState,
  labelOf,
  labelOfGroup,
  spokenSite,
  tooltipOf,
  worstOf,
  type L10n,
} from './labels.ts';
import { FIRST_STATE } from './state.ts';

const l10n: L10n = {
  t: (message, ...args) => message.replaceAll(/\{(\d)\}/g, (_, at: string) => String(args[Number(at)])),
};

const finding: ListedFinding = {
  rule: 'missing-capacity-hint',
  severity: 'information',
  message: 'Map grows 8 times; make(map[int]User, len(users)) allocates 55 kB',
  range: { start: { line: 10, character: 9 }, end: { line: 10, character: 31 } },
  fixable: true,
};

const elsewhere = listedSite({
  name: null,
  type: null,
  function: null,
  findings: [{ ...finding, rule: 'never-shrinks', severity: 'hint', fixable: false }],
});

describe('the row of a map', () => {
  const described = (site: ListedSite): string => describeSite(site, 'users/users.go', l10n);

  it('says its name, price, heat and type', () => {
    expect(labelOf(listedSite())).toBe('byID');
    expect(described(listedSite())).toBe('109 kB at 1,000 · grows 8× · map[int]User');
    expect(described(listedSite({ heat: 'hot', growths: 0 }))).toBe('109 kB at 1,000 · hot · map[int]User');
  });

  it('says the function or the type where there is no name, and the type once', () => {
    expect(labelOf(listedSite({ name: null }))).toBe('ByID');
    const bare = listedSite({ name: null, function: null, growths: 0 });
    expect(labelOf(bare)).toBe('map[int]User');
    expect(described(bare)).toBe('109 kB at 1,000');
  });

  it('says what was found about a map that is made elsewhere', () => {
    expect(labelOf(elsewhere)).toBe('never-shrinks');
    expect(described(elsewhere)).toBe('users.go:11');
    expect(described({ ...elsewhere, function: 'Drop' })).toBe('never-shrinks · users.go:11');
    expect(describeInFlatList(elsewhere, 'users/users.go', l10n)).toBe('users.go:11');
  });

  it('says its place where maps of all files stand together', () => {
    expect(describeInFlatList(listedSite(), 'users/users.go', l10n)).toMatch(/ · users\.go:11$/);
  });
});

describe('the row of a package', () => {
  const group = {
    id: 'g',
    directory: 'file:///w/users',
    label: 'internal/users',
    packageName: 'users',
    sites: 1,
    findings: 0,
    savedBytes: 0,
  };

  it('counts', () => {
    expect(describeGroup(group, l10n)).toBe('1 site');
    expect(describeGroup({ ...group, sites: 1200, findings: 3 }, l10n)).toBe('1,200 sites · 3 findings');
  });

  it('has a name where it has no path', () => {
    expect(labelOfGroup(group)).toBe('internal/users');
    expect(labelOfGroup({ ...group, label: '.' })).toBe('users');
    expect(describeGroup({ ...group, label: '.' }, l10n)).toBe('1 site');
  });

  it('names the package where the folder is called otherwise', () => {
    expect(describeGroup({ ...group, packageName: 'users_test' }, l10n)).toBe('package users_test · 1 site');
  });
});

describe('the head of the view', () => {
  it('tells what is not as it is at first', () => {
    expect(describeState(FIRST_STATE, l10n)).toBe('');
    expect(
      describeState({ filter: 'hot int', order: 'name', onlyWithFindings: true, flat: true }, l10n),
    ).toBe('Filter: hot int · Only with findings · Sorted by name');
  });
});

describe('the worst finding', () => {
  it('is an error before a warning before anything else', () => {
    const of = (...severities: ListedFinding['severity'][]): string | undefined =>
      worstOf(listedSite({ findings: severities.map((severity) => ({ ...finding, severity })) }));
    expect(of('hint', 'information', 'warning')).toBe('warning');
    expect(of('hint', 'error')).toBe('error');
    expect(of('hint', 'information')).toBe('information');
    expect(of()).toBeUndefined();
  });
});

describe('what a screen reader says', () => {
  it('is all that is seen', () => {
    const site = listedSite({ heat: 'hot', findings: [finding, { ...finding, severity: 'warning' }] });
    expect(spokenSite(site, 'users/users.go', l10n)).toBe(
      'byID, map[int]User, 109 kB at 1,000, grows 8×, hot, 2 findings, Warning, missing-capacity-hint, users/users.go:11',
    );
    expect(spokenSite(elsewhere, 'a.go', l10n)).toBe('never-shrinks, 1 finding, Hint, a.go:11');
  });
});

describe('the tooltip', () => {
  const explain = (rule: string): string => `[${rule}](command:explain)`;

  it('tells everything', () => {
    const site = listedSite({ hint: 'n', heat: 'hot', savedBytes: 54_000, findings: [finding] });
    expect(tooltipOf(site, 'users/users.go', explain, l10n).split(/ {2}\n|\n+/)).toEqual([
      '`byID` — `map[int]User`',
      'Local variable in `ByID`',
      'Filled with 1,000 entries (an example): 109 kB · allocations: 22 · growths: 8',
      'The fixes of its findings save 54 kB',
      'Made with the capacity hint `n`',
      'Its code seems to run often',
      'users/users\\.go:11',
      '---',
      '- **Information**: Map grows 8 times; make\\(map\\[int\\]User, len\\(users\\)\\) allocates 55 kB ' +
        '([missing-capacity-hint](command:explain)) _A safe fix is at hand._',
    ]);
  });

  it('gives a known number of entries as known', () => {
    const costOf = (entries: number): string | undefined =>
      tooltipOf(listedSite({ entries, pricedEntries: entries }), 'a.go', explain, l10n).split('  \n')[2];
    expect(costOf(200)).toBe('Filled with 200 entries: 109 kB · allocations: 22 · growths: 8');
    expect(costOf(1)).toBe('Filled with 1 entry: 109 kB · allocations: 22');
  });

  it('prices no map that is made elsewhere', () => {
    expect(tooltipOf(elsewhere, 'a.go', explain, l10n)).toContain('A map that is made elsewhere');
    expect(tooltipOf(elsewhere, 'a.go', explain, l10n)).not.toContain('Filled');
  });

  it('takes nothing of the source for Markdown', () => {
    const site = listedSite({
      name: 'm["`a``"]',
      type: 'map[string]struct{ A int `json:"a"` }',
      findings: [{ ...finding, message: '[x](command:evil) <b> **x** $(sync)\n# head' }],
    });
    const text = tooltipOf(site, 'a_b.go', explain, l10n);
    expect(text).toContain('``` m["`a``"] ```');
    expect(text).toContain('`` map[string]struct{ A int `json:"a"` } ``');
    expect(text).toContain('\\[x\\]\\(command:evil\\) \\<b\\> \\*\\*x\\*\\* \\$\\(sync\\) \\# head');
    expect(text).toContain('a\\_b\\.go:11');
  });
});
