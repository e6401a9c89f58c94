import type { JSX, RefObject, TargetedKeyboardEvent, TargetedMouseEvent } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { SortColumn, SortOrder } from '../../protocol/report-view.ts';
import { leastWidth, tracksOf, type Column } from './columns.tsx';
import { HEAD, moveCell, type Cell } from './cursor.ts';
import { HeadView } from './head-view.tsx';
import { cellId, RowView } from './row-view.tsx';
import type { Row } from './rows.ts';
import { shareOf, type Selection } from './selection.ts';
import type { Repriced } from './use-repricer.ts';
import { rowWindow, scrollToRow } from './window.ts';

interface GridProps {
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  readonly sort: SortOrder;
  readonly selection: Selection;
  readonly repriced: Repriced | undefined;
  /** Number of the row that is told about. */
  readonly active: number | null;
  /** Pixels. */
  readonly rowHeight: number;
  /** Changes when the reader chose another filter or order; then the table begins at its first row. */
  readonly arrangement: string;
  /** Row to begin at, from 0. */
  readonly firstTop: number;
  readonly grid: RefObject<HTMLDivElement | null>;
  readonly onActive: (row: number) => void;
  readonly onTop: (row: number) => void;
  readonly onSort: (column: SortColumn) => void;
  readonly onReveal: (row: number) => void;
  readonly onSelect: (row: number, kind: 'one' | 'range') => void;
  readonly onSelectAll: () => void;
  readonly onLeave: () => void;
}

/**
 * The table. Only rows in sight are in the document; the focus stays on the table itself, which names the cell the keyboard is
 * at, so that it is not lost when a row goes out of sight.
 */
export function GridView(props: GridProps): JSX.Element {
  const { rows, columns, sort, selection, repriced, active, rowHeight, grid } = props;
  const { window: drawn, page, isSideways, scrollToIndex } = useScrolling(props);
  const [column, setColumn] = useState(1);
  const [isInHead, setInHead] = useState(false);
  const activeAt = useMemo(() => rows.findIndex(({ id }) => id === active), [rows, active]);
  const cursor: Cell = { row: isInHead || rows.length === 0 ? HEAD : Math.max(0, activeAt), column };
  const cursorRow = rows[cursor.row];
  const lastColumn = Math.min(column, columns.length - 1);

  // A cell may lie outside to the side as well.
  const cursorId = cursor.row === HEAD ? cellId('head', lastColumn) : cellId(cursorRow?.id ?? 0, lastColumn);
  const isMoved = useRef(false);
  useLayoutEffect(() => {
    if (!isMoved.current) return;
    isMoved.current = false;
    document.getElementById(cursorId)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  });

  const goTo = (cell: Cell): void => {
    isMoved.current = true;
    setColumn(cell.column);
    setInHead(cell.row === HEAD);
    const row = rows[cell.row];
    if (row === undefined) return;
    scrollToIndex(cell.row);
    props.onActive(row.id);
  };

  const act = (kind: 'enter' | 'space', withShift: boolean): void => {
    const of = columns[lastColumn];
    if (cursor.row === HEAD) {
      if (of?.id === 'select') props.onSelectAll();
      else if (of !== undefined && of.id !== 'growth') props.onSort(of.id);
    } else if (cursorRow !== undefined) {
      if (kind === 'enter') props.onReveal(cursorRow.id);
      else props.onSelect(cursorRow.id, withShift ? 'range' : 'one');
    }
  };

  const onKeyDown = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const { key, ctrlKey, metaKey, shiftKey } = event;
    const withControl = ctrlKey || metaKey;
    const next = moveCell(
      { ...cursor, column: lastColumn },
      key,
      withControl,
      rows.length,
      columns.length,
      page,
    );
    if (next !== undefined) {
      goTo(next);
      const row = rows[next.row];
      if (shiftKey && row !== undefined && row !== cursorRow) props.onSelect(row.id, 'range');
    } else if (key === 'Enter') act('enter', shiftKey);
    else if (key === ' ') act('space', shiftKey);
    else if (key === 'a' && withControl) props.onSelectAll();
    else if (key === 'Escape' || key === '/') props.onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const onClick = (event: TargetedMouseEvent<HTMLDivElement>): void => {
    const target = event.target as Element;
    const doing = target.closest('[data-do]')?.getAttribute('data-do');
    const at = Number(target.closest('[data-column]')?.getAttribute('data-column') ?? column);
    const id = target.closest('[data-row]')?.getAttribute('data-row');
    setColumn(at);
    setInHead(id == null);
    if (id == null) {
      const of = columns[at];
      if (doing === 'selectAll') props.onSelectAll();
      else if (doing === 'sort' && of !== undefined && of.id !== 'select' && of.id !== 'growth')
        props.onSort(of.id);
      return;
    }
    props.onActive(Number(id));
    if (doing === 'reveal' || event.detail === 2) props.onReveal(Number(id));
    else if (doing === 'select') props.onSelect(Number(id), event.shiftKey ? 'range' : 'one');
  };

  const places = placesFor(drawn);
  const isDrawn = cursor.row === HEAD || (cursor.row >= drawn.first && cursor.row < drawn.end);
  return (
    <div
      ref={grid}
      class={isSideways ? 'grid sideways' : 'grid'}
      role="grid"
      tabIndex={0}
      aria-label="Maps of the workspace"
      aria-describedby="grid-keys"
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-multiselectable="true"
      aria-activedescendant={isDrawn ? cursorId : undefined}
      style={{
        '--columns': tracksOf(columns),
        '--least-width': leastWidth(columns),
        '--row-height': `${rowHeight}px`,
      }}
      onKeyDown={onKeyDown}
      onClick={onClick}
      // The keyboard stays with the table whatever is clicked in it.
      onMouseDown={(event) => {
        if ((event.target as Element).closest('[data-do]') === null && !event.shiftKey) return;
        event.preventDefault();
        grid.current?.focus({ preventScroll: true });
      }}
    >
      <HeadView
        columns={columns}
        sort={sort}
        share={shareOf(selection, rows)}
        cursor={cursor.row === HEAD ? lastColumn : undefined}
      />
      <div class="body" role="rowgroup" style={{ height: `${rows.length * rowHeight}px` }}>
        {rows.slice(drawn.first, drawn.end).map((row, index) => {
          const at = drawn.first + index;
          return (
            <RowView
              // Elements of rows that went out of sight serve for those that come in: making new ones takes longest.
              key={at % places}
              row={row}
              at={at}
              top={at * rowHeight}
              columns={columns}
              repriced={repriced}
              isSelected={selection.rows.has(row.id)}
              cursor={at === cursor.row ? lastColumn : undefined}
              isActive={row.id === active}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Elements rows are shown in: as many as there are rows drawn, in steps, so that their number seldom changes. */
function placesFor({ first, end }: ReturnType<typeof rowWindow>): number {
  return Math.ceil((end - first + 1) / PLACES) * PLACES;
}

const PLACES = 16;

interface Scrolling {
  readonly window: ReturnType<typeof rowWindow>;
  /** Rows in sight. */
  readonly page: number;
  /** True where there is more to the side. */
  readonly isSideways: boolean;
  readonly scrollToIndex: (row: number) => void;
}

/** Follows scrolling and size, and keeps the place where rows come or go above it. */
function useScrolling({ rows, rowHeight, arrangement, firstTop, grid, onTop }: GridProps): Scrolling {
  const [place, setPlace] = useState({ top: 0, height: 0 });
  const [isSideways, setSideways] = useState(false);
  const read = useCallback(() => {
    const element = grid.current;
    if (element === null) return;
    // The head lies over the rows.
    const [top, height] = [element.scrollTop, Math.max(0, element.clientHeight - rowHeight)];
    setPlace((old) => (isSameWindow(old, { top, height }, rowHeight) ? old : { top, height }));
  }, [rowHeight]);

  useEffect(() => {
    const element = grid.current;
    if (element === null) return;
    const onScroll = (): void => {
      read();
      onTop(Math.round(element.scrollTop / rowHeight));
    };
    const measure = (): void => {
      read();
      setSideways(element.scrollWidth > element.clientWidth);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // Other columns take another width.
    for (const child of element.children) observer.observe(child);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [read, rowHeight, onTop]);

  // Where the reader was, once there are so many rows again.
  const wanted = useRef(firstTop);
  const before = useRef({ rows, arrangement });
  useLayoutEffect(() => {
    const element = grid.current;
    if (element === null) return;
    const old = before.current;
    before.current = { rows, arrangement };
    if (wanted.current > 0) {
      if (rows.length > wanted.current) {
        element.scrollTop = wanted.current * rowHeight;
        wanted.current = 0;
      }
    } else if (old.arrangement !== arrangement) {
      element.scrollTop = 0;
    } else if (old.rows !== rows && element.scrollTop > 0) {
      const first = old.rows[Math.floor(element.scrollTop / rowHeight)];
      const now = first === undefined ? -1 : rows.findIndex(({ id }) => id === first.id);
      if (now !== -1) element.scrollTop = now * rowHeight + (element.scrollTop % rowHeight);
    }
    read();
  }, [rows, arrangement, rowHeight, read]);

  const scrollToIndex = (row: number): void => {
    const element = grid.current;
    if (element === null) return;
    wanted.current = 0;
    const height = Math.max(rowHeight, element.clientHeight - rowHeight);
    element.scrollTop = scrollToRow(row, element.scrollTop, height, rowHeight);
    read();
  };
  return {
    window: rowWindow(place.top, place.height, rowHeight, rows.length),
    page: Math.max(1, Math.floor(place.height / rowHeight) - 1),
    isSideways,
    scrollToIndex,
  };
}

/** Rows scrolled by before others are drawn; there are more beyond the edges. */
const STRIDE = 4;

function isSameWindow(
  a: { readonly top: number; readonly height: number },
  b: { readonly top: number; readonly height: number },
  rowHeight: number,
): boolean {
  return a.height === b.height && Math.abs(a.top - b.top) < STRIDE * rowHeight;
}
