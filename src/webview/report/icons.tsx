import type { JSX } from 'preact';
import type { RowFinding } from './rows.ts';

/** Signs that differ in shape, as colours alone are not for everybody. */
const SHAPES: Readonly<Record<RowFinding['severity'], string>> = {
  error: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM5 5l6 6M11 5l-6 6',
  warning: 'M8 2 1.5 14h13zM8 6.5v4M8 11.8v.9',
  information: 'M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM8 7v4.5M8 4.4v.9',
  hint: 'M5.9 11.2a4 4 0 1 1 4.2 0v1.3H5.9zM6.3 14.5h3.4',
};

/** How bad a finding is, silent to assistive technology: words say the same. */
export function SeverityIcon({ severity }: Pick<RowFinding, 'severity'>): JSX.Element {
  return (
    <svg class={`severity ${severity}`} viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
      <path d={SHAPES[severity]} />
    </svg>
  );
}
