import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ReportToHost, ReportToView } from '../../protocol/report-view.ts';
import { useTheme } from '../shared/hooks.ts';
import type { Host } from '../shared/host.ts';
import { columnsFor } from './columns.tsx';
import { DetailsView } from './details-view.tsx';
import { matcherOf } from './filter-match.ts';
import { parseFilter } from './filter-terms.ts';
import { GridView } from './grid-view.tsx';
import { HeaderView } from './header-view.tsx';
import type { Row } from './rows.ts';
import { SearchView } from './search-view.tsx';
import { toggleAll, toggleRange, toggleRow, withoutGone, type Selection } from './selection.ts';
import { sortRows, toggledOrder, withoutVersion } from './sorting.ts';
import { moveOf, totalsOf } from './totals.ts';
import { TotalsView } from './totals-view.tsx';
import { useRepricer } from './use-repricer.ts';
import type { HostData } from './use-rows.ts';
import { restored, stateOf, type ReportView } from './view-state.ts';
import { describeShown } from './words.ts';

/** The view is kept this long after its last change, ms: who scrolls changes it sixty times a second. */
const KEEP_DELAY = 300;

/** Height of a row in sizes of type. */
const ROW_HEIGHT = 1.85;

interface ReportProps {
  readonly host: Host<ReportToHost, ReportToView>;
  readonly data: HostData;
}

/** All maps of the workspace and what was found about them. */
export function Report({ host, data }: ReportProps): JSX.Element {
  const { session, rows, progress } = data;
  const notice = useShortly(data.notice);
  const first = useMemo(() => restored(host.getState(), session), [host, session]);
  const [view, setView] = useState(first.view);
  const [selection, setSelection] = useState<Selection>({ rows: new Set(first.selected), anchor: null });
  const [active, setActive] = useState(first.active);
  const [isDetailed, setDetailed] = useState(true);
  const top = useRef(first.top);
  const grid = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const change = useCallback((part: Partial<ReportView>) => {
    setView((old) => ({ ...old, ...part }));
  }, []);

  const { keep, keepNow } = useKeeping(host, () =>
    stateOf(session, view, top.current, active, selection.rows),
  );
  useEffect(keep, [view, active, selection]);
  const onTop = useCallback((row: number) => {
    top.current = row;
    keep();
  }, []);
  useEffect(() => {
    // Rows come a part at a time; what is missing while they do may still come.
    if (progress.state === 'complete') setSelection((old) => withoutGone(old, rows));
  }, [rows, progress.state]);

  const repriced = useRepricer(rows, view.version);
  const isPriced = repriced?.isComplete === true;
  const sortsThere = withoutVersion(view.sort) !== view.sort;
  const sorted = useMemo(
    () => sortRows(rows, view.sort, repriced?.repricer),
    // Prices on another release come later than the rows, and only matter to columns of them.
    [rows, view.sort, sortsThere ? repriced?.repricer : undefined, sortsThere && isPriced],
  );
  const filter = useMemo(() => parseFilter(view.filter), [view.filter]);
  const shown = useMemo(() => sorted.filter(matcherOf(filter.terms)), [sorted, filter]);
  const totals = useMemo(() => totalsOf(shown), [shown]);
  const move = useMemo(
    () => (isPriced ? moveOf(shown, repriced.repricer) : undefined),
    [shown, repriced, isPriced],
  );
  const columns = useMemo(() => columnsFor(view.version?.label), [view.version]);
  const own = useMemo(() => releasesOf(rows), [rows]);
  const chosen = useMemo(() => chosenOf(rows, shown, selection), [rows, shown, selection]);
  const activeRow = useMemo(() => rows.find(({ id }) => id === active), [rows, active]);
  const rowHeight = Math.round(useTheme().fontSize * ROW_HEIGHT);

  const toTable = (): void => {
    grid.current?.focus();
    if (activeRow === undefined) setActive(shown[0]?.id ?? null);
  };
  // What is asked for may well hide the page, and with it what was not kept yet.
  const ask = (message: ReportToHost): void => {
    keepNow();
    host.post(message);
  };
  const reveal = (row: number): void => {
    ask({ type: 'reveal', row });
  };

  return (
    <main class="page" aria-busy={progress.state === 'scanning' || (repriced !== undefined && !isPriced)}>
      <HeaderView
        {...{ progress, notice, own }}
        version={view.version}
        selected={selection.rows.size}
        hidden={chosen.hidden}
        fixes={chosen.fixes}
        onVersion={(version) => {
          change({ version, ...(version === undefined && { sort: withoutVersion(view.sort) }) });
        }}
        onFix={() => {
          ask({ type: 'fix', rows: chosen.fixable });
        }}
        onExport={(format, to, all) =>
          host.post({
            type: 'export',
            format,
            to,
            rows: all ? null : shown.map(({ id }) => id),
            go: view.version?.label ?? null,
          })
        }
      />
      <SearchView
        filter={view.filter}
        problems={filter.problems}
        shown={describeShown(shown.length, rows.length)}
        input={search}
        onFilter={(text) => {
          change({ filter: text });
        }}
        onDown={toTable}
      />
      <TotalsView
        {...{ totals, repriced, move }}
        onGo={(row) => {
          setActive(row.id);
          grid.current?.focus();
        }}
      />
      <p class="unseen" id="grid-keys">
        Arrow keys move, Space selects, Enter opens the code or sorts, Escape goes to the filter.
      </p>
      <GridView
        {...{ columns, selection, repriced, active, rowHeight, grid, onTop }}
        rows={shown}
        sort={view.sort}
        arrangement={JSON.stringify([view.filter, view.sort])}
        firstTop={first.top}
        onActive={setActive}
        onSort={(column) => {
          change({ sort: toggledOrder(view.sort, column) });
        }}
        onReveal={reveal}
        onSelect={(row, kind) => {
          setSelection((old) => (kind === 'one' ? toggleRow(old, row) : toggleRange(old, shown, row)));
        }}
        onSelectAll={() => {
          setSelection((old) => toggleAll(old, shown));
        }}
        onLeave={() => search.current?.focus()}
      />
      {shown.length === 0 && <p class="nothing">{describeNothing(rows, data)}</p>}
      {activeRow !== undefined && isDetailed && (
        <DetailsView
          row={activeRow}
          onReveal={() => {
            reveal(activeRow.id);
          }}
          onSimulate={() => {
            ask({ type: 'simulate', row: activeRow.id });
          }}
          onFix={() => {
            ask({ type: 'fix', rows: [activeRow.id] });
          }}
          onExplain={(rule) => {
            ask({ type: 'explain', rule });
          }}
          onClose={() => {
            setDetailed(false);
            grid.current?.focus();
          }}
        />
      )}
      {activeRow !== undefined && !isDetailed && (
        <button
          type="button"
          class="link quiet show-details"
          onClick={() => {
            setDetailed(true);
          }}
        >
          Show details of {activeRow.label}
        </button>
      )}
    </main>
  );
}

function describeNothing(rows: readonly Row[], { progress }: HostData): string {
  if (rows.length > 0) return 'No row matches the filter.';
  return progress.state === 'complete'
    ? 'There are no maps in the Go code of this workspace.'
    : 'Maps appear here as they are found.';
}

/** Go releases of the modules, `1.24`, the most usual first. */
function releasesOf(rows: readonly Row[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { file } of rows) {
    const release = file.goVersion.split('.').slice(0, 2).join('.');
    if (release !== '') counts.set(release, (counts.get(release) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([release]) => release);
}

/** What the selected rows come to. */
function chosenOf(
  rows: readonly Row[],
  shown: readonly Row[],
  selection: Selection,
): { readonly hidden: number; readonly fixes: number; readonly fixable: readonly number[] } {
  if (selection.rows.size === 0) return { hidden: 0, fixes: 0, fixable: [] };
  const seen = shown.filter(({ id }) => selection.rows.has(id)).length;
  const fixable = rows.filter(({ id, safe }) => safe.fixes > 0 && selection.rows.has(id));
  return {
    hidden: selection.rows.size - seen,
    fixes: fixable.reduce((sum, { safe }) => sum + safe.fixes, 0),
    fixable: fixable.map(({ id }) => id),
  };
}

/** Milliseconds a notice stands in place of how far the workspace is read. */
const NOTICE_DURATION = 12_000;

/** The text of a notice for a while. */
function useShortly(notice: HostData['notice']): string {
  const [old, setOld] = useState<HostData['notice']>();
  useEffect(() => {
    const timer = setTimeout(() => {
      setOld(notice);
    }, NOTICE_DURATION);
    return () => {
      clearTimeout(timer);
    };
  }, [notice]);
  return notice === undefined || notice === old ? '' : notice.text;
}

/** Keeps the newest state a moment after it changed. */
function useKeeping(
  host: ReportProps['host'],
  state: () => unknown,
): { readonly keep: () => void; readonly keepNow: () => void } {
  const newest = useRef(state);
  newest.current = state;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  return useMemo(() => {
    const keepNow = (): void => {
      clearTimeout(timer.current);
      host.setState(newest.current());
    };
    const keep = (): void => {
      clearTimeout(timer.current);
      timer.current = setTimeout(keepNow, KEEP_DELAY);
    };
    return { keep, keepNow };
  }, [host]);
}
