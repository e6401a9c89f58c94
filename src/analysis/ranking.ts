import type { Confidence, Finding, Severity } from '../rules/model.ts';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
const CONFIDENCES: readonly Confidence[] = ['certain', 'likely', 'possible'];

/** Bytes a finding's fix saves; 0 where it saves something else. */
export function savedBytes(finding: Finding): number {
  const { estimate } = finding;
  return estimate?.fixed === undefined ? 0 : Math.max(0, estimate.now.bytes - estimate.fixed.bytes);
}

/** What deserves attention first: severity, then confidence, then the bytes saved. */
export function compareByWeight(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
    savedBytes(b) - savedBytes(a)
  );
}

/** True when `confidence` is at least `wanted`. */
export function isAtLeast(confidence: Confidence, wanted: Confidence): boolean {
  return CONFIDENCES.indexOf(confidence) <= CONFIDENCES.indexOf(wanted);
}
