import type { JSX } from 'preact';
import { formatBytes, formatBytesChange, formatCount } from '../../base/format.ts';
import { changeClass } from './columns.tsx';
import type { Row } from './rows.ts';
import type { Move, Totals } from './totals.ts';
import type { Repriced } from './use-repricer.ts';
import { describeEntries, describeRuleMove, formatCountChange, formatShareChange } from './words.ts';

interface TotalsProps {
  readonly totals: Totals;
  readonly repriced: Repriced | undefined;
  /** Undefined without another version, and before all is priced on it. */
  readonly move: Move | undefined;
  /** Shows a row in the table. */
  readonly onGo: (row: Row) => void;
}

/** What the rows shown come to, and what a move to another Go release would change. */
export function TotalsView({ totals, repriced, move, onGo }: TotalsProps): JSX.Element {
  return (
    <section class="totals" aria-label="Totals of the rows shown">
      <dl class="figures">
        <Figure name="maps" value={formatCount(totals.sites)} />
        <Figure name="findings" value={formatCount(totals.findings)} />
        <Figure name="bytes" value={formatBytes(totals.bytes)} />
        <Figure name="allocations" value={formatCount(totals.allocations)} />
        {totals.fixes === 0 ? (
          <Figure name="safe fixes" value="0" />
        ) : (
          <Figure
            name={
              totals.fixes === 1
                ? 'the one safe fix saves'
                : `all ${formatCount(totals.fixes)} safe fixes save`
            }
            value={`${formatBytes(totals.savedBytes)}, ${formatCount(totals.savedAllocations)} allocations`}
            kind={totals.savedBytes > 0 ? 'less' : undefined}
          />
        )}
      </dl>
      <p class="note">{describeEntries(totals)}</p>
      {repriced !== undefined && (
        <MoveView totals={totals} label={repriced.version.label} move={move} onGo={onGo} />
      )}
    </section>
  );
}

function Figure(props: {
  readonly name: string;
  readonly value: string;
  readonly kind?: string | undefined;
}): JSX.Element {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd class={props.kind}>{props.value}</dd>
    </div>
  );
}

interface MoveProps extends Pick<TotalsProps, 'totals' | 'move' | 'onGo'> {
  readonly label: string;
}

function MoveView({ totals, label, move, onGo }: MoveProps): JSX.Element {
  if (move === undefined)
    return (
      <p class="note" role="status">
        Pricing on Go {label} …
      </p>
    );
  const change = (name: string, format: (n: number) => string, there: number, now: number): JSX.Element => (
    <Figure
      name={name}
      value={`${format(there - now)} ${formatShareChange(there - now, now)}`.trim()}
      kind={changeClass(there - now)}
    />
  );
  return (
    <div class="move" role="group" aria-label={`What changes on Go ${label}`}>
      <dl class="figures">
        <Figure name="if built with" value={`Go ${label}`} />
        {change('bytes', formatBytesChange, move.bytes, totals.bytes)}
        {change('allocations', formatCountChange, move.allocations, totals.allocations)}
        {change('growths', formatCountChange, move.growths, totals.growths)}
        <Figure
          name="safe fixes then save"
          value={`${formatBytes(move.savedBytes)}, ${formatCount(move.savedAllocations)} allocations`}
        />
      </dl>
      <MostChanged move={move} onGo={onGo} />
      {move.rules.length > 0 && (
        <ul class="rules">
          {move.rules.map((rule) => (
            <li key={rule.rule}>
              <code>{rule.rule}</code>: {describeRuleMove(rule)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function MostChanged({ move, onGo }: Pick<TotalsProps, 'onGo'> & { readonly move: Move }): JSX.Element {
  if (move.changed === 0) return <p class="note">No map costs more or less there.</p>;
  return (
    <p class="note">
      {formatCount(move.changed)} {move.changed === 1 ? 'map changes' : 'maps change'}, most of all{' '}
      {move.most.map((row, at) => (
        <>
          {at > 0 && ', '}
          <button
            key={row.id}
            type="button"
            class="link"
            title={row.place}
            onClick={() => {
              onGo(row);
            }}
          >
            {row.label}
          </button>
        </>
      ))}
    </p>
  );
}
