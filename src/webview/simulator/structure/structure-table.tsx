import type { JSX } from 'preact';
import { formatCount } from '../../../base/format.ts';
import type { TablePicture } from '../../../simulator/index.ts';
import type { DirectoryPart } from './directory-layout.ts';
import type { Strip } from './scene.ts';
import type { Stretch } from './strip-layout.ts';

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
  const rows = rowsAround(chosen ?? layout.from, layout);
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

/** The tables of a Swiss map's directory as a table. */
export function DirectoryTable({
  tables,
  parts,
  chosen,
}: {
  readonly tables: readonly TablePicture[];
  readonly parts: readonly DirectoryPart[];
  readonly chosen: number;
}): JSX.Element {
  const rows = rowsAround(chosen, { from: 0, count: tables.length });
  return (
    <div class="table-place" role="region" aria-label="directory as a table" tabIndex={0}>
      <table>
        <caption>
          directory, tables {formatCount(rows[0] ?? 0)} to {formatCount(rows.at(-1) ?? 0)} of{' '}
          {formatCount(tables.length)}
        </caption>
        <thead>
          <tr>
            <th scope="col">table</th>
            <th scope="col">leading hash bits</th>
            <th scope="col">slots</th>
            <th scope="col">entries</th>
            <th scope="col">tombstones</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((table) => (
            <tr key={table} aria-current={table === chosen ? 'true' : undefined}>
              <th scope="row">{formatCount(table)}</th>
              <td>{parts[table]?.bits}</td>
              <td>{formatCount(tables[table]?.capacity ?? 0)}</td>
              <td>{formatCount(tables[table]?.used ?? 0)}</td>
              <td>{formatCount(tables[table]?.tombstones ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Numbers of a stretch, as many as a table holds, around one of them. */
function rowsAround(middle: number, { from, count }: Stretch): readonly number[] {
  const most = Math.min(MOST_ROWS, count);
  const first = Math.min(from + count - most, Math.max(from, middle - most / 2));
  return Array.from({ length: most }, (_, at) => Math.floor(first) + at);
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
