import type { JSX } from 'preact';
import { formatBytes, formatCount } from '../../base/format.ts';
import type { SiteSummary } from '../../protocol/requests.ts';
import { MAX_SEED } from '../../protocol/simulator-setup.ts';
import type { Comparison, HintChoice, Named, SimulatorSetup } from '../../protocol/simulator-setup.ts';
import { MAX_TIMELINE_ENTRIES } from '../../simulator/index.ts';
import type { HashDistribution, LayoutDescription, StoredType } from '../../simulator/index.ts';
import { NumberField } from '../shared/number-field.tsx';
import { PRESETS } from './presets.ts';
import type { Preset } from './presets.ts';
import { ProgramView } from './program-view.tsx';
import { deletesAll, fittingHint, hintValue, thins, MAX_SUGGESTED_ENTRIES } from './setup.ts';
import { ELEM_CHOICES, KEY_CHOICES, withOwn } from './type-choices.ts';
import type { VersionChoice } from '../shared/version-choices.ts';

interface ControlsProps {
  readonly site: SiteSummary | null;
  readonly setup: SimulatorSetup;
  readonly layout: LayoutDescription;
  readonly versions: readonly VersionChoice[];
  readonly onSetup: (part: Partial<SimulatorSetup>) => void;
  readonly onStory: (story: Preset) => void;
}

/** What is simulated: types and what they take, hint, workload, keys, and what it is compared with. */
export function ControlsView(props: ControlsProps): JSX.Element {
  const { site, setup, layout, onSetup } = props;
  const ownKey = site === null ? setup.key : { name: site.keyType, type: site.types.key };
  const ownElem = site === null ? setup.elem : { name: site.elemType, type: site.types.elem };
  return (
    <section class="controls" aria-label="What is simulated">
      <TypeControl
        label="key"
        value={setup.key}
        choices={withOwn(withOwn(KEY_CHOICES, setup.key), ownKey)}
        indirect={layout.indirectKey}
        onType={(key) => {
          onSetup({ key });
        }}
      />
      <TypeControl
        label="element"
        value={setup.elem}
        choices={withOwn(withOwn(ELEM_CHOICES, setup.elem), ownElem)}
        indirect={layout.indirectElem}
        onType={(elem) => {
          onSetup({ elem });
        }}
      />
      <span class="fact">
        {layout.containerName}{' '}
        <span class="value">{`${layout.slotsPerContainer} slots · ${formatBytes(layout.containerBytes)}`}</span>
      </span>
      <HintControl {...props} />
      <ProgramView
        steps={setup.steps}
        onSteps={(steps) => {
          onSetup({ steps });
        }}
      />
      <KeysControl {...props} />
      <CompareControl {...props} />
      <PresetControl {...props} />
      <Notes {...props} />
    </section>
  );
}

interface TypeProps<Type extends StoredType> {
  readonly label: string;
  readonly value: Named<Type>;
  readonly choices: readonly Named<Type>[];
  readonly indirect: boolean;
  readonly onType: (choice: Named<Type>) => void;
}

function TypeControl<Type extends StoredType>(props: TypeProps<Type>): JSX.Element {
  const { label, value, choices, indirect, onType } = props;
  return (
    <span class="fact">
      <label for={`${label}-type`}>{label}</label>
      <select
        id={`${label}-type`}
        class="code"
        value={value.name}
        onChange={(event) => {
          const choice = choices.find(({ name }) => name === event.currentTarget.value);
          if (choice !== undefined) onType(choice);
        }}
      >
        {choices.map(({ name, type }) => (
          <option key={name} value={name}>
            {`${name} · ${formatBytes(type.size)}`}
          </option>
        ))}
      </select>
      {indirect && <span>by pointer</span>}
    </span>
  );
}

function HintControl({ site, setup, onSetup }: ControlsProps): JSX.Element {
  const { hint } = setup;
  const radio = (choice: HintChoice, label: JSX.Element | string): JSX.Element => (
    <label class="switch-choice">
      <input
        type="radio"
        name="hint"
        value={choice.kind}
        checked={hint.kind === choice.kind}
        onChange={() => {
          onSetup({ hint: choice });
        }}
      />
      <span>{label}</span>
    </label>
  );
  const number = hintValue(setup) ?? Math.min(site?.hint ?? 64, MAX_TIMELINE_ENTRIES);
  return (
    <fieldset class="switch">
      <legend>hint</legend>
      <span class="switch-group">
        {radio({ kind: 'none' }, 'none')}
        {radio({ kind: 'entries' }, <code>{fittingHint(site) ?? '= entries'}</code>)}
        {radio({ kind: 'number', value: number }, 'number')}
      </span>
      {hint.kind === 'number' && (
        <NumberField
          label="hint, entries"
          value={hint.value}
          least={0}
          most={MAX_TIMELINE_ENTRIES}
          onValue={(value) => {
            onSetup({ hint: { kind: 'number', value: Math.round(value) } });
          }}
        />
      )}
    </fieldset>
  );
}

const HASHING: Readonly<Record<HashDistribution, string>> = {
  uniform: 'hashes spread evenly',
  'one-bucket': 'all want one place',
  'one-tophash': 'one place, equal hash bytes',
};

function KeysControl({ setup, onSetup }: ControlsProps): JSX.Element {
  return (
    <span class="fact">
      <label for="hashing">keys</label>
      <select
        id="hashing"
        value={setup.hashing}
        onChange={(event) => {
          onSetup({ hashing: event.currentTarget.value as HashDistribution });
        }}
      >
        {Object.entries(HASHING).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <label for="seed">seed</label>
      <NumberField
        id="seed"
        label="seed"
        value={setup.seed}
        least={0}
        most={MAX_SEED}
        onValue={(seed) => {
          onSetup({ seed: Math.round(seed) });
        }}
      />
    </span>
  );
}

/** A comparison as the value of an option, and back. */
function compareKey(compare: Comparison): string {
  switch (compare.kind) {
    case 'version':
      return `version ${compare.version}`;
    case 'elem':
      return `elem ${compare.elem.name}`;
    default:
      return compare.kind;
  }
}

function CompareControl({ setup, versions, onSetup }: ControlsProps): JSX.Element {
  const kinds: readonly (readonly [Comparison, string])[] = [
    [{ kind: 'none' }, 'with nothing'],
    [{ kind: 'hint' }, 'with and without hint'],
    ...(setup.steps.some(thins) ? [[{ kind: 'rebuild' }, 'with rebuilding'] as const] : []),
    ...(setup.steps.some(deletesAll) ? [[{ kind: 'clear' }, 'with clear'] as const] : []),
  ];
  const otherVersions = versions
    .filter(({ id }) => id !== setup.version)
    .map(({ id, label }) => [{ kind: 'version', version: id } as const, `Go ${label}`] as const);
  const chosen = setup.compare.kind === 'elem' ? [setup.compare.elem] : [];
  const elems = [...ELEM_CHOICES, ...chosen]
    .filter(({ name }, at, all) => name !== setup.elem.name && all.findIndex((e) => e.name === name) === at)
    .map((elem) => [{ kind: 'elem', elem } as const, elem.name] as const);
  const all = [...kinds, ...otherVersions, ...elems];
  const option = ([compare, label]: readonly [Comparison, string]): JSX.Element => (
    <option key={compareKey(compare)} value={compareKey(compare)}>
      {label}
    </option>
  );
  const current = compareKey(setup.compare);
  return (
    <span class="fact">
      <label for="compare">compare</label>
      <select
        id="compare"
        value={all.some(([compare]) => compareKey(compare) === current) ? current : 'none'}
        onChange={(event) => {
          const found = all.find(([compare]) => compareKey(compare) === event.currentTarget.value);
          if (found !== undefined) onSetup({ compare: found[0] });
        }}
      >
        {kinds.map(option)}
        <optgroup label="another Go version">{otherVersions.map(option)}</optgroup>
        <optgroup label="another element type">{elems.map(option)}</optgroup>
      </select>
    </span>
  );
}

function PresetControl({ setup, onStory }: ControlsProps): JSX.Element {
  const current = presetOf(setup);
  return (
    <span class="fact">
      <label for="story">story</label>
      <select
        id="story"
        value={current?.id ?? ''}
        onChange={(event) => {
          const found = PRESETS.find(({ id }) => id === event.currentTarget.value);
          if (found !== undefined) onStory(found);
        }}
      >
        <option value="">choose one …</option>
        {PRESETS.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </span>
  );
}

/** The story a setup tells: what it says of a run need not be true of another. */
export function presetOf(setup: SimulatorSetup): Preset | undefined {
  const told = (other: SimulatorSetup): string => JSON.stringify({ ...other, version: '' });
  return PRESETS.find(
    (preset) =>
      told(preset.setup) === told(setup) &&
      (preset.setup.version === setup.version || preset.alsoOn?.includes(setup.version) === true),
  );
}

function Notes({ site, setup }: ControlsProps): JSX.Element | null {
  const notes: string[] = [];
  const preset = presetOf(setup);
  if (preset !== undefined) notes.push(preset.lesson);
  if (site !== null && site.entries === null && preset === undefined) {
    notes.push('How many entries this map gets is not known from the code: this is an example.');
  }
  if (site?.entries != null && site.entries > MAX_SUGGESTED_ENTRIES && preset === undefined) {
    notes.push(
      `Shows ${formatCount(MAX_SUGGESTED_ENTRIES)} of the ${formatCount(site.entries)} inserts expected.`,
    );
  }
  if (site !== null && site.assumedTypes.length > 0) {
    notes.push(`The size of ${site.assumedTypes.join(', ')} is assumed.`);
  }
  return notes.length === 0 ? null : <p class="notes">{notes.join(' ')}</p>;
}
