import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { formatCount } from '../../base/format.ts';
import type { RunData } from './run-data.ts';
import { eventRows, rowOperations } from './words.ts';
import type { EventRow } from './words.ts';

interface EventsProps {
  readonly run: RunData;
  readonly playhead: number;
  readonly onPlayhead: (operation: number) => void;
}

/** The growth of a run in words; each line takes the playhead to its place. One stop for the keyboard. */
export function EventsView({ run, playhead, onPlayhead }: EventsProps): JSX.Element {
  const rows = useMemo(() => eventRows(run), [run]);
  const current = currentRow(rows, playhead);
  const list = useRef<HTMLOListElement>(null);

  useLayoutEffect(() => {
    const element = list.current;
    const row = element?.children[current];
    if (element === null || !(row instanceof HTMLElement)) return;
    // Scrolls the list alone: `scrollIntoView` would also move the page under the reader.
    const top = row.offsetTop - element.offsetTop;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + row.offsetHeight > element.scrollTop + element.clientHeight) {
      element.scrollTop = top + row.offsetHeight - element.clientHeight;
    }
  }, [current, rows]);

  const focusRow = (index: number): void => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (row === undefined) return;
    onPlayhead(row.operation);
    list.current?.querySelectorAll('button')[rows.indexOf(row)]?.focus();
  };
  const onKeyDown = (event: TargetedKeyboardEvent<HTMLOListElement>): void => {
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      Home: 0,
      End: rows.length - 1,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    focusRow(target);
  };

  // A long run has many, and while it plays the playhead moves sixty times a second.
  const items = useMemo(
    () =>
      rows.map((row, index) => (
        <li key={`${row.operation} ${row.text}`} class={row.kind}>
          <button
            type="button"
            tabIndex={index === Math.max(0, current) ? 0 : -1}
            aria-current={index === current ? 'step' : undefined}
            onClick={() => {
              onPlayhead(row.operation);
            }}
          >
            <span class="number">{rowOperations(row)}</span>
            <span class="what">{row.text}</span>
            <span class="number">{row.kind === 'step' ? '' : formatCount(row.moved)}</span>
          </button>
        </li>
      )),
    [rows, current, onPlayhead],
  );

  return (
    <section aria-labelledby="events-title">
      <div class="title-row">
        <h2 id="events-title">Events</h2>
        <span class="note">
          {rows.length === 0 ? 'this map does not grow' : 'at operation, what happens, entries moved'}
        </span>
      </div>
      <ol class="events" ref={list} aria-labelledby="events-title" onKeyDown={onKeyDown}>
        {items}
      </ol>
    </section>
  );
}

/** The last row that has begun at the playhead, -1 before the first. */
function currentRow(rows: readonly EventRow[], playhead: number): number {
  return rows.findLastIndex((row) => row.operation <= playhead);
}
