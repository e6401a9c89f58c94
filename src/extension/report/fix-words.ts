import { formatCount } from '../../base/format.ts';
import type { L10n } from '../sites/labels.ts';
import type { FixPlan, Unfixed } from './fix-plan.ts';

/** How many fixes, as the title of their preview says it; the editor puts the number of files behind it. */
export function describeFixes(fixes: number, l10n: L10n): string {
  return fixes === 1 ? l10n.t('1 safe fix') : l10n.t('{0} safe fixes', formatCount(fixes));
}

/** How many fixes in how many files, as questions and answers say it. */
export function describePlan({ fixes, files }: FixPlan<unknown>, l10n: L10n): string {
  if (fixes === 1) return describeFixes(fixes, l10n);
  const count = formatCount(fixes);
  if (files.length === 1) return l10n.t('{0} safe fixes in 1 file', count);
  return l10n.t('{0} safe fixes in {1} files', count, formatCount(files.length));
}

/** What is not fixed and why, a sentence for each reason; empty where everything is. */
export function describeUnfixed(unfixed: FixPlan<unknown>['unfixed'], l10n: L10n): string {
  return [...unfixed].map(([reason, count]) => sentenceFor(reason, formatCount(count), l10n)).join(' ');
}

function sentenceFor(reason: Unfixed, count: string, l10n: L10n): string {
  switch (reason) {
    case 'gone':
      return l10n.t('Not fixed as the code has changed: {0}.', count);
    case 'notSafe':
      return l10n.t('Not fixed as there is no safe fix any more: {0}.', count);
    case 'several':
      return l10n.t('Not fixed as there are several ways, which the light bulb offers: {0}.', count);
    case 'overlaps':
      return l10n.t(
        'Not fixed as another fix changes the same lines, so select them again afterwards: {0}.',
        count,
      );
    case 'unreadable':
      return l10n.t('Not fixed as their files cannot be read: {0}.', count);
  }
}
