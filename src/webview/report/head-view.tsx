import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { SortOrder } from '../../protocol/report-view.ts';
import type { Column } from './columns.tsx';
import { cellId } from './row-view.tsx';

interface HeadProps {
  readonly columns: readonly Column[];
  readonly sort: SortOrder;
  /** Of the rows shown, how many are selected. */
  readonly share: 'none' | 'some' | 'all';
  /** Column the keyboard is at, where it is in the head. */
  readonly cursor: number | undefined;
}

/** The heads of columns; a click or Enter sorts by one. */
export function HeadView({ columns, sort, share, cursor }: HeadProps): JSX.Element {
  return (
    <div class="row head" role="row" aria-rowindex={1}>
      {columns.map((column, index) => {
        const isSorted = column.id === sort.column;
        const canSort = column.id !== 'select' && column.id !== 'growth';
        return (
          <div
            key={column.id}
            id={cellId('head', index)}
            role="columnheader"
            aria-colindex={index + 1}
            aria-sort={
              isSorted ? (sort.descending ? 'descending' : 'ascending') : canSort ? 'none' : undefined
            }
            data-column={index}
            title={column.about}
            class={`cell ${column.id}${column.isNumber === true ? ' number' : ''}${cursor === index ? ' cursor' : ''}`}
          >
            {column.id === 'select' ? (
              <SelectAll label={column.head} share={share} />
            ) : canSort ? (
              <button type="button" class="sort" tabIndex={-1} data-do="sort">
                {column.head}
                {isSorted && <SortArrow descending={sort.descending} />}
              </button>
            ) : (
              column.head
            )}
          </div>
        );
      })}
    </div>
  );
}

function SelectAll({ label, share }: Pick<HeadProps, 'share'> & { readonly label: string }): JSX.Element {
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (box.current !== null) box.current.indeterminate = share === 'some';
  }, [share]);
  return (
    <input
      ref={box}
      type="checkbox"
      tabIndex={-1}
      data-do="selectAll"
      checked={share === 'all'}
      aria-label={label}
    />
  );
}

function SortArrow({ descending }: Pick<SortOrder, 'descending'>): JSX.Element {
  return (
    <svg class="arrow" viewBox="0 0 8 8" width="8" height="8" aria-hidden="true">
      <path d={descending ? 'M0 2h8L4 7z' : 'M0 6h8L4 1z'} />
    </svg>
  );
}
