import type { Confidence, Estimate, Finding, Severity } from '../rules/model.ts';
import type { Heat } from '../semantics/heat.ts';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
const CONFIDENCES: readonly Confidence[] = ['certain', 'likely', 'possible'];

/** Bytes a finding's fix saves; 0 where it saves something else. */
export function savedBytes(finding: Finding): number {
  const { estimate } = finding;
  return estimate?.fixed === undefined ? 0 : Math.max(0, estimate.now.bytes - estimate.fixed.bytes);
}

const HEATS: readonly Heat['level'][] = ['hot', 'plain', 'cold'];

/** A map of so many entries is worth a remark wherever it is. */
const LARGE_ENTRIES = 1_000;

/** True where the number of entries is known, and large. */
export function isLarge(estimate: Estimate | undefined): boolean {
  return estimate?.entriesKnown === true && estimate.entries >= LARGE_ENTRIES;
}

/**
 * The severity in code that runs often or seldom. What is only likely is told as clearly there as what is certain
 * elsewhere; where code runs seldom, nothing is more than a hint, unless the map is large.
 */
export function severityIn(heat: Heat, severity: Severity, estimate: Estimate | undefined): Severity {
  if (heat.level === 'hot' && severity === 'hint') return 'information';
  return heat.level === 'cold' && !isLarge(estimate) ? 'hint' : severity;
}

/** What deserves attention first: severity, then heat, then confidence, then the bytes saved. */
export function compareByWeight(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    HEATS.indexOf(a.heat.level) - HEATS.indexOf(b.heat.level) ||
    CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
    savedBytes(b) - savedBytes(a)
  );
}

/** True when `confidence` is at least `wanted`. */
export function isAtLeast(confidence: Confidence, wanted: Confidence): boolean {
  return CONFIDENCES.indexOf(confidence) <= CONFIDENCES.indexOf(wanted);
}
