import type { JSX } from 'preact';
import type { TotalRow } from './totals.ts';

interface TotalsProps {
  /** Of the shown run and of the one it is compared with. */
  readonly names: readonly [shown: string, other: string];
  readonly rows: readonly TotalRow[];
}

/** A run in numbers, beside the one it is compared with. */
export function TotalsView({ names, rows }: TotalsProps): JSX.Element {
  const isCompared = rows.some(({ other }) => other !== undefined);
  return (
    <section aria-labelledby="totals-title">
      <div class="title-row">
        <h2 id="totals-title">Totals</h2>
      </div>
      <table class="totals" aria-labelledby="totals-title">
        <thead>
          <tr>
            <td />
            <th scope="col">{names[0]}</th>
            {isCompared && <th scope="col">{names[1]}</th>}
            {isCompared && (
              <th scope="col" class="difference">
                <span class="for-speech">difference</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              <td>{row.shown}</td>
              {row.other !== undefined && <td>{row.other}</td>}
              {row.other !== undefined && (
                <td class={row.otherIsLess ? 'difference less' : 'difference'}>{row.difference}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
