import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { formatBytes, formatCount } from '../../base/format.ts';
import type { RunPair } from './run-both.ts';
import { tableRows } from './table-rows.ts';
import { runName } from './words.ts';

/** The timeline as a table, for whoever reads numbers rather than pictures. */
export function TableView({ runs }: { readonly runs: RunPair }): JSX.Element {
  const rows = useMemo(() => tableRows(runs.shown, runs.other), [runs]);
  return (
    <div class="table-place" role="region" aria-label="Timeline as a table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">insert</th>
            <th scope="col">moved since last line</th>
            <th scope="col">most in one insert</th>
            <th scope="col">slots</th>
            <th scope="col">live bytes</th>
            <th scope="col">live, {runName(runs.other.scenario)}</th>
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
              <td>{formatCount(row.moved)}</td>
              <td>{formatCount(row.mostMoved)}</td>
              <td>{formatCount(row.slots)}</td>
              <td>{formatBytes(row.liveBytes)}</td>
              <td>{formatBytes(row.otherLiveBytes)}</td>
              <td>{formatBytes(row.allocatedBytes)}</td>
              <td class="words">{row.event}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
