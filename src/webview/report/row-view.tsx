import { Component, type JSX } from 'preact';
import type { Column } from './columns.tsx';
import type { Row } from './rows.ts';
import type { Repriced } from './use-repricer.ts';

interface RowProps {
  readonly row: Row;
  /** Place in the list, from 0. */
  readonly at: number;
  readonly top: number;
  readonly columns: readonly Column[];
  readonly repriced: Repriced | undefined;
  readonly isSelected: boolean;
  /** Column of the cell the keyboard is at, where it is in this row. */
  readonly cursor: number | undefined;
  /** True for the row that is told about below the table. */
  readonly isActive: boolean;
}

/** Id of a cell's element, by which the table names the one the keyboard is at. */
export function cellId(row: number | 'head', column: number): string {
  return `cell-${row}-${column}`;
}

/** One row. Drawn anew only when something about it changed: a scrolling table has forty. */
export class RowView extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const keys = Object.keys(next) as (keyof RowProps)[];
    return keys.some((key) => next[key] !== this.props[key]);
  }

  override render({ row, at, top, columns, repriced, isSelected, cursor, isActive }: RowProps): JSX.Element {
    return (
      <div
        class={isActive ? 'row active' : 'row'}
        role="row"
        aria-rowindex={at + 2}
        aria-selected={isSelected}
        data-row={row.id}
        style={{ transform: `translateY(${top}px)` }}
      >
        {columns.map((column, index) => (
          <div
            key={column.id}
            id={cellId(row.id, index)}
            role="gridcell"
            aria-colindex={index + 1}
            data-column={index}
            class={`cell ${column.id}${column.isNumber === true ? ' number' : ''}${cursor === index ? ' cursor' : ''}`}
          >
            {column.cell(row, repriced, isSelected)}
          </div>
        ))}
      </div>
    );
  }
}
