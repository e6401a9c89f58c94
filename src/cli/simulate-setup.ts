import { atLeast, type GoVersion } from '../base/go-version.ts';
import { formatCount } from '../base/format.ts';
import {
  MAX_NAME,
  MAX_SEED,
  MAX_TYPE_BYTES,
  type Comparison,
  type SimulatorSetup,
} from '../protocol/simulator-setup.ts';
import type { Scenario } from '../simulator/index.ts';
import type { SlotTypes } from '../simulator/model.ts';
import { Mistake } from './option-values.ts';
import type { SimulateOptions } from './simulate-arguments.ts';
import { oneLine } from './simulate-types.ts';

/** A Go release, and what it was built with. */
export interface Build {
  readonly go: GoVersion;
  readonly noSwissMap: boolean;
  readonly splitGroups: boolean;
  readonly hint: number | undefined;
}

/** The program that the options describe. */
export function stepsOf({ fill, delete: share, churn, churnOrder }: SimulateOptions): Scenario['steps'] {
  return [
    { kind: 'fill', entries: fill },
    ...(share > 0 ? [{ kind: 'delete', victims: 'random', amount: { kind: 'share', share } } as const] : []),
    ...(churn > 0 ? [{ kind: 'churn', rounds: churn, victims: churnOrder, first: 'delete' } as const] : []),
  ];
}

/**
 * The same as the simulator's page is set up with.
 * @param hint the one in force: the runtime sets some aside
 * @throws Mistake for types and seeds that the page does not take
 */
export function setupOf(
  options: SimulateOptions,
  types: SlotTypes,
  [first, second]: readonly [Build, ...Build[]],
  hint: number | undefined,
): SimulatorSetup {
  const largest = Math.max(types.key.size, types.elem.size);
  if (largest > MAX_TYPE_BYTES) {
    throw new Mistake(
      `--html takes types of at most ${formatCount(MAX_TYPE_BYTES)} bytes, not of ${formatCount(largest)}`,
    );
  }
  if (options.seed > MAX_SEED) {
    throw new Mistake(`--html takes a --seed of at most ${formatCount(MAX_SEED)}`);
  }
  return {
    version: versionId(first),
    key: { name: nameOf(options.key), type: types.key },
    elem: { name: nameOf(options.elem), type: types.elem },
    hint: hint === undefined ? { kind: 'none' } : { kind: 'number', value: hint },
    steps: stepsOf(options),
    hashing: 'uniform',
    seed: options.seed,
    compare: comparisonOf(options, second),
  };
}

function nameOf(written: string): string {
  const name = oneLine(written);
  return name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1)}…` : name;
}

function comparisonOf({ compare }: SimulateOptions, other: Build | undefined): Comparison {
  if (compare === undefined || other === undefined) return { kind: 'none' };
  return compare.kind === 'hint' ? { kind: 'hint' } : { kind: 'version', version: versionId(other) };
}

/** Name of a build in setups: `1.26`, `1.24-noswissmap`, `1.27-mapsplitgroup`. */
function versionId({ go, noSwissMap, splitGroups }: Build): string {
  const release = `${go.major}.${go.minor}`;
  if (splitGroups) return `${release}-mapsplitgroup`;
  return noSwissMap && atLeast(go, 24) && !atLeast(go, 26) ? `${release}-noswissmap` : release;
}
