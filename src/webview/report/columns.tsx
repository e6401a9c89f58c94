import type { ComponentChildren } from 'preact';
import { formatBytes, formatBytesChange, formatCount } from '../../base/format.ts';
import type { SortColumn } from '../../protocol/report-view.ts';
import { SeverityIcon } from './icons.tsx';
import type { Repriced } from './use-repricer.ts';
import type { Row, RowFinding } from './rows.ts';
import { Sparkline } from './sparkline.tsx';

/** A column of the table. */
export interface Column {
  readonly id: SortColumn | 'select' | 'growth';
  readonly head: string;
  /** What is in it, in a sentence. */
  readonly about: string;
  /** A track of the CSS grid. */
  readonly width: string;
  readonly isNumber?: boolean;
  readonly cell: (row: Row, repriced: Repriced | undefined, isSelected: boolean) => ComponentChildren;
}

const priced = (row: Row, text: (row: Row) => string): string => (row.fill === null ? '' : text(row));

const OWN: readonly Column[] = [
  {
    id: 'select',
    head: 'Select all rows shown',
    about: 'Rows to fix together',
    width: '2.4em',
    cell: (row, _, isSelected) => (
      <input
        type="checkbox"
        tabIndex={-1}
        data-do="select"
        checked={isSelected}
        aria-label={`Select ${row.label}`}
      />
    ),
  },
  {
    id: 'place',
    head: 'place',
    about: 'Where the map is made',
    width: 'minmax(13em, 2.4fr)',
    cell: ({ file, line, place }) => (
      <button
        type="button"
        class="link place"
        tabIndex={-1}
        data-do="reveal"
        title={place}
        // Its two parts would be read as two words.
        aria-label={place}
      >
        <span class="folder">{file.path.slice(0, file.path.lastIndexOf('/') + 1)}</span>
        <span class="file">
          {file.path.slice(file.path.lastIndexOf('/') + 1)}:{line}
        </span>
      </button>
    ),
  },
  {
    id: 'name',
    head: 'name',
    about: 'What holds the map',
    width: 'minmax(7em, 1.2fr)',
    // Of a map that is made elsewhere nothing but the finding is known.
    cell: ({ type, label }) => (type === null ? '' : <code title={label}>{label}</code>),
  },
  {
    id: 'type',
    head: 'type',
    about: 'Type of the map',
    width: 'minmax(9em, 1.6fr)',
    cell: ({ type }) =>
      type === null ? <span class="quiet">made elsewhere</span> : <code title={type}>{type}</code>,
  },
  {
    id: 'entries',
    head: 'entries',
    about: 'Entries the map is priced for; in italics where 1,000 are assumed',
    width: '5.6em',
    isNumber: true,
    cell: (row) =>
      row.entries === null && row.fill !== null ? (
        <i class="assumed" title="Not known from the code; an assumed number is priced">
          {formatCount(row.pricedEntries)}
          <span class="unseen"> assumed</span>
        </i>
      ) : (
        priced(row, ({ pricedEntries }) => formatCount(pricedEntries))
      ),
  },
  {
    id: 'growths',
    head: 'growths',
    about: 'How often the map grows while it is filled',
    width: '5.2em',
    isNumber: true,
    cell: (row) => priced(row, ({ growths }) => formatCount(growths)),
  },
  {
    id: 'allocations',
    head: 'allocs',
    about: 'Allocations while it is filled',
    width: '4.8em',
    isNumber: true,
    cell: (row) => priced(row, ({ allocations }) => formatCount(allocations)),
  },
  {
    id: 'bytes',
    head: 'bytes',
    about: 'Bytes allocated while it is filled, as it is',
    width: '5.4em',
    isNumber: true,
    cell: (row) => priced(row, ({ bytes }) => formatBytes(bytes)),
  },
  {
    id: 'saved',
    head: 'fixes save',
    about: 'Bytes that its safe fixes save',
    width: '6.8em',
    isNumber: true,
    cell: ({ safe }) =>
      safe.bytes > 0 ? <span class="less">{formatBytes(safe.bytes)}</span> : safe.fixes > 0 ? 'a fix' : '',
  },
  {
    id: 'heat',
    head: 'heat',
    about: 'How often its code seems to run',
    width: '3.6em',
    cell: ({ heat }) => (heat === 'plain' ? '' : <span class={`heat ${heat}`}>{heat}</span>),
  },
  {
    id: 'growth',
    head: 'growth',
    about: 'Bytes it holds while it is filled',
    width: '7.4em',
    cell: (row, repriced) => <Sparkline row={row} repricer={repriced?.repricer} />,
  },
  {
    id: 'findings',
    head: 'findings',
    about: 'What was found about it',
    width: 'minmax(12em, 2fr)',
    cell: ({ findings }) => <Chips findings={findings} />,
  },
];

const SEVERITIES: readonly RowFinding['severity'][] = ['error', 'warning', 'information', 'hint'];

/** The worst finding by its rule, and how many there are besides. */
function Chips({ findings }: Pick<Row, 'findings'>): ComponentChildren {
  const sorted = findings.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  const [worst, ...others] = sorted;
  if (worst === undefined) return null;
  return (
    <>
      <Chip finding={worst} />
      {others.length > 0 && (
        <span class="others" title={others.map(({ rule, message }) => `${rule}: ${message}`).join('\n')}>
          +{others.length}
          <span class="unseen"> {others.map(({ rule, severity }) => `${rule} ${severity}`).join(', ')}</span>
        </span>
      )}
    </>
  );
}

function Chip({ finding }: { readonly finding: RowFinding }): ComponentChildren {
  return (
    <span class="finding" title={finding.message}>
      <SeverityIcon severity={finding.severity} />
      <span class="rule">{finding.rule}</span>
      <span class="unseen"> {finding.severity}</span>
    </span>
  );
}

/** Columns of prices on another release. */
function columnsThere(release: string): readonly Column[] {
  const price = (row: Row, repriced: Repriced | undefined): ReturnType<Repriced['repricer']['priceOf']> =>
    repriced?.repricer.priceOf(row);
  return [
    {
      id: 'bytesThere',
      head: `on ${release}`,
      about: `Bytes allocated on Go ${release}`,
      width: '5.4em',
      isNumber: true,
      cell: (row, repriced) => {
        const there = price(row, repriced);
        return there === undefined ? '' : formatBytes(there.bytes);
      },
    },
    {
      id: 'difference',
      head: 'change',
      about: `Bytes more or less on Go ${release}`,
      width: '5.6em',
      isNumber: true,
      cell: (row, repriced) => {
        const there = price(row, repriced);
        if (there === undefined) return '';
        const change = there.bytes - row.bytes;
        return <span class={changeClass(change)}>{formatBytesChange(change)}</span>;
      },
    },
    {
      id: 'growthsThere',
      head: `grows`,
      about: `How often the map grows on Go ${release}`,
      width: '4.2em',
      isNumber: true,
      cell: (row, repriced) => {
        const there = price(row, repriced);
        return there === undefined ? '' : formatCount(there.growths);
      },
    },
  ];
}

/** Less is better, of whatever is counted here. */
export function changeClass(change: number): string | undefined {
  return change === 0 ? 'quiet' : change < 0 ? 'less' : 'more';
}

/** The columns to show; those of another release stand beside what they are compared with. */
export function columnsFor(release: string | undefined): readonly Column[] {
  if (release === undefined) return OWN;
  return OWN.flatMap((column) => (column.id === 'bytes' ? [column, ...columnsThere(release)] : [column]));
}

/** The grid's tracks. */
export function tracksOf(columns: readonly Column[]): string {
  return columns.map(({ width }) => width).join(' ');
}

/** Width in sizes of type below which the table is scrolled to the side. */
export function leastWidth(columns: readonly Column[]): string {
  const sum = columns.reduce((total, { width }) => total + Number(/[\d.]+(?=em)/.exec(width)?.[0] ?? 0), 0);
  return `${Math.ceil(sum + 2)}em`;
}
