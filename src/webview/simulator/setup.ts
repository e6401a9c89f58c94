import type { SiteSummary } from '../../protocol/requests.ts';
import type { HintChoice, SimulatorSetup } from '../../protocol/simulator-setup.ts';
import type { HintToApply } from '../../protocol/requests.ts';
import { MAX_TIMELINE_ENTRIES, runtimeFor, TYPICAL_SEED } from '../../simulator/index.ts';
import type { MapRuntime, Scenario, Step } from '../../simulator/index.ts';
import { ELEM_CHOICES, KEY_CHOICES, slotTypes } from './type-choices.ts';
import { choiceById, defaultChoice, versionChoices } from '../shared/version-choices.ts';
import type { ProjectGo } from '../shared/version-choices.ts';

/** Inserts shown where the site's size is not known: large enough to grow several times, small enough to follow. */
export const EXAMPLE_ENTRIES = 1000;

/** Entries the panel fills a map with on its own account; the reader may ask for more. */
export const MAX_SUGGESTED_ENTRIES = 1_000_000;

/**
 * What the simulator opens with: the site's map, filled with as many entries as it is known to get; or an example.
 * @param project what the project is built with, where no site says it
 */
export function initialSetup(site: SiteSummary | null, project: ProjectGo | null): SimulatorSetup {
  const [key, elem] =
    site === null
      ? [KEY_CHOICES[0], ELEM_CHOICES.find(({ name }) => name === 'int')]
      : [
          { name: site.keyType, type: site.types.key },
          { name: site.elemType, type: site.types.elem },
        ];
  if (key === undefined || elem === undefined) throw new RangeError('no types to choose from');
  return {
    version: defaultChoice(versionChoices(site, project)).id,
    key,
    elem,
    hint: initialHint(site),
    steps: [{ kind: 'fill', entries: Math.min(site?.entries ?? EXAMPLE_ENTRIES, MAX_SUGGESTED_ENTRIES) }],
    hashing: 'uniform',
    seed: TYPICAL_SEED,
    compare: { kind: 'hint' },
  };
}

/** The hint in the source: a constant as it is, `len(…)` as one that fits. */
function initialHint(site: SiteSummary | null): HintChoice {
  if (site?.hint != null) return { kind: 'number', value: Math.min(site.hint, MAX_TIMELINE_ENTRIES) };
  return site?.writtenHint == null ? { kind: 'none' } : { kind: 'entries' };
}

/** The expression that stands for a fitting hint, null when the site names none. */
export function fittingHint(site: SiteSummary | null): string | null {
  return site?.suggestedHint ?? (site?.hint == null ? (site?.writtenHint ?? null) : null);
}

/** New entries a program puts in before it does anything else: what a fitting hint says. */
export function fittingEntries(steps: readonly Step[]): number {
  let entries = 0;
  for (const step of steps) {
    if (step.kind === 'fill') entries += step.entries;
    else if (step.kind === 'bulk-put') entries += Math.round(step.entries * (1 - step.existing));
    else if (step.kind === 'put') entries += Math.min(step.operations, step.keys.space);
    else break;
  }
  return Math.min(entries, MAX_TIMELINE_ENTRIES);
}

/** Entries a map is made for, undefined when it is made without a hint. */
export function hintValue({ hint, steps }: Pick<SimulatorSetup, 'hint' | 'steps'>): number | undefined {
  switch (hint.kind) {
    case 'none':
      return undefined;
    case 'entries':
      return fittingEntries(steps);
    case 'number':
      return hint.value;
  }
}

/** The map runtime of a version id; that of the newest Go where the id names none. */
export function runtimeOf(version: string): MapRuntime {
  const choice = choiceById(version) ?? defaultChoice(versionChoices(null, null));
  return runtimeFor(choice.version, {
    noSwissMap: choice.noSwissMap,
    mapSplitGroup: choice.splitGroups,
  });
}

/** The run a setup asks for. */
export function shownScenario(setup: SimulatorSetup): Scenario {
  const { hashing, seed, steps } = setup;
  return {
    runtime: runtimeOf(setup.version),
    types: slotTypes(setup),
    hint: hintValue(setup),
    hashing,
    seed,
    steps,
  };
}

/** The run it is compared with, undefined where there is none, or where it would be the same. */
export function otherScenario(setup: SimulatorSetup): Scenario | undefined {
  const shown = shownScenario(setup);
  const { compare } = setup;
  switch (compare.kind) {
    case 'none':
      return undefined;
    case 'hint':
      return { ...shown, hint: hasFittingHint(setup) ? undefined : fittingEntries(setup.steps) };
    case 'version':
      return compare.version === setup.version
        ? undefined
        : { ...shown, runtime: runtimeOf(compare.version) };
    case 'elem':
      return compare.elem.name === setup.elem.name
        ? undefined
        : { ...shown, types: { ...shown.types, elem: compare.elem.type } };
    case 'rebuild':
      return setup.steps.some(thins) ? { ...shown, steps: setup.steps.flatMap(withRebuild) } : undefined;
    case 'clear':
      return setup.steps.some(deletesAll) ? { ...shown, steps: setup.steps.map(asClear) } : undefined;
  }
}

/** True where the shown run has the hint that the comparison would give it. */
export function hasFittingHint(setup: SimulatorSetup): boolean {
  return hintValue(setup) === fittingEntries(setup.steps);
}

/** True for steps after which a map may hold far fewer entries than it has room for. */
export function thins(step: Step): boolean {
  return step.kind === 'delete' || step.kind === 'churn';
}

export function deletesAll(step: Step): boolean {
  return (
    step.kind === 'delete' &&
    step.victims !== 'every-nth' &&
    step.amount.kind === 'share' &&
    step.amount.share === 1
  );
}

function withRebuild(step: Step): readonly Step[] {
  return thins(step) ? [step, { kind: 'rebuild' }] : [step];
}

function asClear(step: Step): Step {
  return deletesAll(step) ? { kind: 'clear' } : step;
}

/** A run's name as a column head: what it has other than the run it is compared with. */
export function runNames(setup: SimulatorSetup): readonly [shown: string, other: string] {
  const { compare } = setup;
  switch (compare.kind) {
    case 'none':
      return ['this run', ''];
    case 'hint':
      return hasFittingHint(setup) ? ['with hint', 'no hint'] : [hintName(setup), 'with hint'];
    case 'version':
      return [`Go ${versionLabel(setup.version)}`, `Go ${versionLabel(compare.version)}`];
    case 'elem':
      return [setup.elem.name, compare.elem.name];
    case 'rebuild':
      return ['as it is', 'rebuilt'];
    case 'clear':
      return ['deleting', 'clear'];
  }
}

function hintName(setup: SimulatorSetup): string {
  const hint = hintValue(setup);
  return hint === undefined ? 'no hint' : `hint\u00a0${hint.toLocaleString('en-US')}`;
}

function versionLabel(id: string): string {
  return choiceById(id)?.label ?? id;
}

/**
 * The hint of a setup as it can be written where the site's map is made; undefined where the code has it already, or
 * there is no code.
 */
export function hintToApply(setup: SimulatorSetup, site: SiteSummary | null): HintToApply | undefined {
  const value = hintValue(setup);
  if (site === null || value === undefined || value === 0) return undefined;
  if (setup.hint.kind === 'entries' && site.suggestedHint !== null) return 'suggested';
  const isWritten = site.hint === value || (setup.hint.kind === 'entries' && site.writtenHint !== null);
  return isWritten ? undefined : value;
}
