import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { formatBytes, formatCount } from '../../base/format.ts';
import { runNames } from './setup.ts';
import { tableRows } from './table-rows.ts';
import type { RunPair } from './use-simulations.ts';

/** The timeline as a table, for whoever reads numbers rather than pictures. */
export function TableView({ runs }: { readonly runs: RunPair }): JSX.Element {
  const { setup, shown, other } = runs;
  const rows = useMemo(() => tableRows(shown, other), [shown, other]);
  const [, otherName] = runNames(setup);
  const isClassic = shown.scenario.runtime.layout === 'classic';
  return (
    <div class="table-place" role="region" aria-label="Timeline as a table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">operation</th>
            <th scope="col">entries</th>
            <th scope="col">moved since last line</th>
            <th scope="col">most in one operation</th>
            <th scope="col">slots</th>
            <th scope="col">{isClassic ? 'overflow buckets' : 'tombstones'}</th>
            <th scope="col">live bytes</th>
            {other !== undefined && <th scope="col">live, {otherName}</th>}
            <th scope="col">allocated so far</th>
            <th scope="col" class="words">
              event
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.operation}>
              <th scope="row">{formatCount(row.operation)}</th>
              <td>{formatCount(row.entries)}</td>
              <td>{formatCount(row.moved)}</td>
              <td>{formatCount(row.mostMoved)}</td>
              <td>{formatCount(row.slots)}</td>
              <td>{formatCount(row.burden)}</td>
              <td>{formatBytes(row.liveBytes)}</td>
              {other !== undefined && (
                <td>{row.otherLiveBytes === undefined ? '' : formatBytes(row.otherLiveBytes)}</td>
              )}
              <td>{formatBytes(row.allocatedBytes)}</td>
              <td class="words">{row.event}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
