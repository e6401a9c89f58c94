import type { JSX } from 'preact';
import { formatCount } from '../../../base/format.ts';
import type { Strip } from './scene.ts';

/** Rows around the chosen column at most: a million buckets are no table. */
const MOST_ROWS = 200;

interface TableProps {
  readonly strip: Strip;
  readonly chosen: number | undefined;
}

/** The buckets or groups in view as a table. */
export function StructureTable({ strip, chosen }: TableProps): JSX.Element {
  const { columns, layout } = strip;
  const isBuckets = columns.id !== 'groups';
  const middle = chosen ?? layout.from;
  const most = Math.min(MOST_ROWS, layout.count);
  const from = Math.min(layout.from + layout.count - most, Math.max(layout.from, middle - most / 2));
  const rows = Array.from({ length: most }, (_, at) => Math.floor(from) + at);
  const roles = (column: number): readonly string[] =>
    Array.from({ length: 8 }, (_, slot) => columns.roleAt(column, slot));
  return (
    <div class="table-place" role="region" aria-label={`${columns.label} as a table`} tabIndex={0}>
      <table>
        <caption>
          {columns.label}, {formatCount(rows[0] ?? 0)} to {formatCount(rows.at(-1) ?? 0)} of{' '}
          {formatCount(columns.count)}
        </caption>
        <thead>
          <tr>
            <th scope="col">{isBuckets ? 'bucket' : 'group'}</th>
            <th scope="col">entries</th>
            {isBuckets && <th scope="col">overflow buckets</th>}
            <th scope="col" class="words">
              slots
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((column) => (
            <tr key={column} aria-current={column === chosen ? 'true' : undefined}>
              <th scope="row">{formatCount(column)}</th>
              <td>{formatCount(columns.entriesAt(column))}</td>
              {isBuckets && <td>{formatCount(columns.overflowAt(column))}</td>}
              <td class="words">{runsOf(roles(column))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** `5 full, 3 empty`: neighbours that are alike counted together. */
export function runsOf(roles: readonly string[]): string {
  const runs: { role: string; count: number }[] = [];
  for (const role of roles) {
    const last = runs.at(-1);
    if (last?.role === role) last.count++;
    else runs.push({ role, count: 1 });
  }
  return runs.map(({ role, count }) => `${count} ${role}`).join(', ');
}
