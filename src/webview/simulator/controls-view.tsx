import type { JSX } from 'preact';
import { formatBytes, formatCount } from '../../base/format.ts';
import type { SiteSummary } from '../../protocol/requests.ts';
import { MAX_SIMULATED_ENTRIES } from '../../protocol/webview.ts';
import type { HintChoice } from '../../protocol/simulator-setup.ts';
import type { LayoutDescription, SlotTypes } from '../../simulator/index.ts';
import {
  LAST_SLIDER_POSITION,
  clampEntries,
  entriesAtSlider,
  fittingHint,
  sliderAtEntries,
} from './view-state.ts';
import type { FillView } from './view-state.ts';

interface ControlsProps {
  readonly site: SiteSummary | null;
  readonly types: SlotTypes;
  readonly layout: LayoutDescription;
  readonly view: FillView;
  readonly onEntries: (entries: number) => void;
  readonly onHint: (hint: HintChoice) => void;
}

/** What is simulated: types and what they take, number of inserts, hint. */
export function ControlsView(props: ControlsProps): JSX.Element {
  const { site, types, layout } = props;
  return (
    <section class="controls" aria-label="What is simulated">
      <Fact
        label="key"
        value={site?.keyType ?? 'string'}
        size={types.key.size}
        indirect={layout.indirectKey}
      />
      <Fact
        label="element"
        value={site?.elemType ?? 'int'}
        size={types.elem.size}
        indirect={layout.indirectElem}
      />
      <span class="fact">
        {layout.containerName}{' '}
        <span class="chip">{`${layout.slotsPerContainer} slots · ${formatBytes(layout.containerBytes)}`}</span>
      </span>
      <EntriesControl {...props} />
      <HintControl {...props} />
      <Notes {...props} />
    </section>
  );
}

interface FactProps {
  readonly label: string;
  readonly value: string;
  readonly size: number;
  readonly indirect: boolean;
}

function Fact({ label, value, size, indirect }: FactProps): JSX.Element {
  return (
    <span class="fact">
      {label}{' '}
      <span class="chip">
        <code>{value}</code> · {formatBytes(size)}
        {indirect && ', by pointer'}
      </span>
    </span>
  );
}

function EntriesControl({ view, onEntries }: ControlsProps): JSX.Element {
  return (
    <span class="fact">
      <label for="entries">inserts</label>
      <input
        type="range"
        aria-label="inserts, in steps"
        min={0}
        max={LAST_SLIDER_POSITION}
        value={sliderAtEntries(view.entries)}
        aria-valuetext={`${formatCount(view.entries)} inserts`}
        onInput={(event) => {
          onEntries(entriesAtSlider(event.currentTarget.valueAsNumber));
        }}
      />
      <input
        id="entries"
        type="number"
        min={0}
        max={MAX_SIMULATED_ENTRIES}
        value={view.entries}
        onChange={(event) => {
          const entries = clampEntries(event.currentTarget.valueAsNumber);
          // The same number again would leave what was typed in the field.
          event.currentTarget.value = String(entries);
          onEntries(entries);
        }}
      />
    </span>
  );
}

function HintControl({ site, view, onHint }: ControlsProps): JSX.Element {
  const { hint } = view;
  const radio = (choice: HintChoice, label: JSX.Element | string): JSX.Element => (
    <label class="switch-choice">
      <input
        type="radio"
        name="hint"
        value={choice.kind}
        checked={hint.kind === choice.kind}
        onChange={() => {
          onHint(choice);
        }}
      />
      <span>{label}</span>
    </label>
  );
  const number = hint.kind === 'number' ? hint.value : (site?.hint ?? view.entries);
  return (
    <fieldset class="switch">
      <legend>hint</legend>
      <span class="switch-group">
        {radio({ kind: 'none' }, 'none')}
        {radio({ kind: 'entries' }, <code>{fittingHint(site) ?? '= inserts'}</code>)}
        {radio({ kind: 'number', value: clampEntries(number) }, 'number')}
      </span>
      {hint.kind === 'number' && (
        <input
          type="number"
          aria-label="hint, entries"
          min={0}
          max={MAX_SIMULATED_ENTRIES}
          value={hint.value}
          onChange={(event) => {
            const value = clampEntries(event.currentTarget.valueAsNumber);
            event.currentTarget.value = String(value);
            onHint({ kind: 'number', value });
          }}
        />
      )}
    </fieldset>
  );
}

function Notes({ site, view }: ControlsProps): JSX.Element | null {
  const notes: string[] = [];
  if (site !== null && site.entries === null) {
    notes.push('How many entries this map gets is not known from the code: this is an example.');
  }
  if (
    site?.entries != null &&
    site.entries > MAX_SIMULATED_ENTRIES &&
    view.entries === MAX_SIMULATED_ENTRIES
  ) {
    notes.push(`Shows ${formatCount(view.entries)} of the ${formatCount(site.entries)} inserts expected.`);
  }
  if (site !== null && site.assumedTypes.length > 0) {
    notes.push(`The size of ${site.assumedTypes.join(', ')} is assumed.`);
  }
  return notes.length === 0 ? null : <p class="notes">{notes.join(' ')}</p>;
}
