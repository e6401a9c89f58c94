import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { formatBytes, formatCount } from '../../base/format.ts';
import { growthCurve, growthLines } from './growth-curve.ts';
import { SeverityIcon } from './icons.tsx';
import type { Row, RowFinding } from './rows.ts';
import { describeOwner, describeRowEntries, describeSeverity } from './words.ts';

interface DetailsProps {
  readonly row: Row;
  readonly onReveal: () => void;
  readonly onSimulate: () => void;
  readonly onFix: () => void;
  readonly onExplain: (rule: string) => void;
  readonly onClose: () => void;
}

/** All about the row the keyboard is at: what the table has no room for, and its picture in figures. */
export function DetailsView(props: DetailsProps): JSX.Element {
  const { row } = props;
  const owner = row.function === null ? describeOwner(row) : `${describeOwner(row)} in ${row.function}`;
  return (
    <section class="details" aria-label={`About ${row.label}`}>
      <div class="about">
        <div class="title-row">
          <h2>
            <code>{row.label}</code>
          </h2>
          {row.type !== null && row.type !== row.label && <code>{row.type}</code>}
          <button type="button" class="link" onClick={props.onReveal}>
            {row.place}
          </button>
        </div>
        <p class="note">
          {[
            owner,
            ...(row.hint === null ? [] : [`made with the hint ${row.hint}`]),
            ...(row.fill === null ? [] : [`entries: ${describeRowEntries(row)}`]),
            ...(row.file.goVersion === ''
              ? []
              : [`Go ${row.file.goVersion}${row.file.goVersionAssumed ? ', assumed' : ''}`]),
          ].join(' · ')}
        </p>
        <ul class="findings">
          {row.findings.map((finding, at) => (
            <Finding key={at} finding={finding} onExplain={props.onExplain} />
          ))}
        </ul>
        <div class="actions">
          {row.type !== null && (
            <button type="button" onClick={props.onSimulate}>
              Simulate
            </button>
          )}
          {row.safe.fixes > 0 && (
            <button type="button" onClick={props.onFix}>
              Fix…
            </button>
          )}
          <button type="button" class="link quiet" onClick={props.onClose}>
            Hide details
          </button>
        </div>
      </div>
      {row.fill !== null && <Growth row={row} />}
    </section>
  );
}

function Finding({
  finding,
  onExplain,
}: Pick<DetailsProps, 'onExplain'> & { readonly finding: RowFinding }): JSX.Element {
  return (
    <li>
      <SeverityIcon severity={finding.severity} />
      <span>
        <span class="unseen">{describeSeverity(finding)}: </span>
        {finding.message}{' '}
        <button
          type="button"
          class="link"
          onClick={() => {
            onExplain(finding.rule);
          }}
        >
          {finding.rule}
        </button>
        {finding.fixable && <span class="note"> · safe fix</span>}
      </span>
    </li>
  );
}

/** The row's picture as a table. */
function Growth({ row }: { readonly row: Row }): JSX.Element {
  const lines = useMemo(
    () => (row.fill === null ? [] : growthLines(growthCurve(row.file.runtime, row.fill))),
    [row],
  );
  return (
    <div class="growth-table" role="region" aria-label={`Growth of ${row.label}`} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">entries</th>
            <th scope="col">growths</th>
            <th scope="col">holds</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ entries, growths, bytes }) => (
            <tr key={entries}>
              <th scope="row">{formatCount(entries)}</th>
              <td>{formatCount(growths)}</td>
              <td>{formatBytes(bytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
