import type { JSX } from 'preact';
import type { RunPair } from './run-both.ts';
import type { TotalRow } from './totals.ts';
import { runName } from './words.ts';

interface TotalsProps {
  readonly runs: RunPair;
  readonly rows: readonly TotalRow[];
  readonly copied: boolean;
  readonly onCopy: () => void;
}

/** Both runs in numbers. */
export function TotalsView({ runs, rows, copied, onCopy }: TotalsProps): JSX.Element {
  return (
    <section aria-labelledby="totals-title">
      <div class="title-row">
        <h2 id="totals-title">Totals</h2>
        <button type="button" class="link quiet" onClick={onCopy}>
          Copy as Markdown
        </button>
        <span class="note" role="status">
          {copied ? 'copied' : ''}
        </span>
      </div>
      <table class="totals" aria-labelledby="totals-title">
        <thead>
          <tr>
            <td />
            <th scope="col">{runName(runs.shown.scenario)}</th>
            <th scope="col">{runName(runs.other.scenario)}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              <td>{row.shown}</td>
              <td class={row.otherIsLess ? 'less' : undefined}>{row.other}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
