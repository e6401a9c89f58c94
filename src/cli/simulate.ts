import { createGoContextFinder } from '../analysis/node/go-modules.ts';
import { formatCount } from '../base/format.ts';
import { formatGoVersion, type GoVersion } from '../base/go-version.ts';
import { withoutControls } from '../report/columns.ts';
import { COLOURED, PLAIN } from '../report/paint.ts';
import { renderSimulationCsv } from '../report/simulation-csv.ts';
import { ASCII, UNICODE } from '../report/simulation-glyphs.ts';
import { renderSimulationJson } from '../report/simulation-json.ts';
import {
  type SimulatedBuild,
  type Simulation,
  type SimulationRun,
  estimatedRun,
  simulatedRun,
} from '../report/simulation-model.ts';
import { renderSimulation } from '../report/simulation-text.ts';
import {
  MAX_TIMELINE_ENTRIES,
  type Scenario,
  describeLayout,
  estimateFill,
  isHintIgnored,
  runtimeFor,
  simulate,
} from '../simulator/index.ts';
import type { SlotTypes } from '../simulator/model.ts';
import type { GoGrammar } from '../syntax/grammar.ts';
import { EXIT, type Host, wantsColour, wantsUnicode } from './host.ts';
import { Mistake } from './option-values.ts';
import type { SimulateOptions } from './simulate-arguments.ts';
import { setupOf, stepsOf, type Build } from './simulate-setup.ts';
import { writePage } from './simulate-page.ts';
import { oneLine, readSlotTypes } from './simulate-types.ts';
import { describeGo } from './totals.ts';

/** Cells of a line where no terminal says how wide it is. */
const DEFAULT_WIDTH = 80;

/**
 * Runs `bucketwise simulate`. Returns the exit status.
 * @throws Mistake when the options do not go together, or a type cannot be laid out
 */
export async function runSimulation(
  options: SimulateOptions,
  host: Host,
  grammar: GoGrammar,
  version: string,
): Promise<number> {
  const types = readSlotTypes(grammar, options, options.fill, options.architecture === '386' ? 4 : 8);
  const context = await createGoContextFinder({ setting: options.go, env: host.env }).contextOf(host.cwd);
  const builds = buildsOf(options, context.runtime, context.noSwissMap);
  if (options.html !== undefined) {
    // A page replays each operation.
    needsEstimate(options, types, builds);
    tellRemarks(options, context.problems, host);
    const hint = hintInForce(builds[0], options, types);
    return writePage(options.html, setupOf(options, types, builds, hint), host);
  }
  const simulation = simulationOf(options, types, builds);

  tellRemarks(options, context.problems, host);
  switch (options.format) {
    case 'json':
      host.stdout.write(renderSimulationJson(version, simulation));
      break;
    case 'csv':
      host.stdout.write(renderSimulationCsv(simulation));
      break;
    case 'text':
      host.stdout.write(
        renderSimulation(simulation, options.go === undefined ? describeGo(context) : undefined, {
          paint: wantsColour(host.stdout, host.env) ? COLOURED : PLAIN,
          glyphs: wantsUnicode(host.env) ? UNICODE : ASCII,
          width: host.stdout.columns ?? widthOfEnvironment(host.env) ?? DEFAULT_WIDTH,
        }),
      );
  }
  return EXIT.clean;
}

function tellRemarks({ remarks, go }: SimulateOptions, problems: readonly string[], host: Host): void {
  for (const remark of remarks) host.stderr.write(`bucketwise: ${withoutControls(remark)}\n`);
  if (go !== undefined) return;
  for (const problem of problems) host.stderr.write(`bucketwise: ${withoutControls(problem)}\n`);
}

/** What a shell or a pager says of the terminal that a pipe leads to in the end. */
function widthOfEnvironment(env: Host['env']): number | undefined {
  const columns = env['COLUMNS'] ?? '';
  return /^[1-9]\d{0,4}$/.test(columns) ? Number(columns) : undefined;
}

function buildsOf(
  options: SimulateOptions,
  go: GoVersion,
  noSwissMap: boolean,
): readonly [Build, ...Build[]] {
  const { hint, fill, splitGroups, compare } = options;
  const release = `Go ${formatGoVersion(go)}`;
  if (options.noSwissMap && runtimeFor(go, { noSwissMap: true }).layout === runtimeFor(go).layout) {
    throw new Mistake(`--noswissmap: Go 1.24 and 1.25 alone know this experiment, not ${release}`);
  }
  if (splitGroups && !runtimeFor(go, { mapSplitGroup: true }).splitGroups) {
    throw new Mistake(`--splitgroups: Go 1.27 alone knows this experiment, not ${release}`);
  }
  const build = { go, noSwissMap: options.noSwissMap || noSwissMap, splitGroups, hint };
  switch (compare?.kind) {
    case undefined:
      return [build];
    case 'hint':
      return [build, { ...build, hint: fill }];
    case 'go': {
      const other = { go: compare.go, noSwissMap: false, splitGroups: false, hint };
      if (sameRelease(go, other.go) && !build.noSwissMap && !splitGroups) {
        throw new Mistake(`--compare go takes another version than ${release}, which runs anyway`);
      }
      return [build, other];
    }
  }
}

/** Patch releases of one release have the same maps. */
function sameRelease(a: GoVersion, b: GoVersion): boolean {
  return a.major === b.major && a.minor === b.minor;
}

function simulationOf(
  options: SimulateOptions,
  types: SlotTypes,
  [first, ...others]: readonly [Build, ...Build[]],
): Simulation {
  const { fill, churn, churnOrder, seed } = options;
  const isEstimate = needsEstimate(options, types, [first, ...others]);
  const run = (build: Build): SimulationRun => (isEstimate ? estimated : simulated)(options, types, build);
  const typeOf = (written: string, { size, align, pointerBytes }: SlotTypes['elem']) => ({
    type: oneLine(written),
    size,
    align,
    pointerBytes,
  });
  return {
    key: typeOf(options.key, types.key),
    elem: typeOf(options.elem, types.elem),
    program: { fill, delete: options.delete, churn, churnOrder, seed },
    runs: [run(first), ...others.map(run)],
  };
}

/** True for a fill that is too long to be simulated, or for a map that is made too large for that. */
function needsEstimate(options: SimulateOptions, types: SlotTypes, builds: readonly Build[]): boolean {
  const { fill, churn, format, html } = options;
  const operations = fill + Math.round(options.delete * fill) + 2 * churn;
  const largestHint = Math.max(...builds.map((build) => hintInForce(build, options, types) ?? 0));
  if (operations <= MAX_TIMELINE_ENTRIES && largestHint <= MAX_TIMELINE_ENTRIES) return false;
  const limit = formatCount(MAX_TIMELINE_ENTRIES);
  if (options.delete > 0 || churn > 0) {
    throw new Mistake(
      operations > MAX_TIMELINE_ENTRIES
        ? `--fill, --delete and --churn make ${formatCount(operations)} operations; at most ${limit} can be simulated`
        : `--hint takes at most ${limit} with --delete or --churn`,
    );
  }
  if (format === 'csv') throw new Mistake(`--format csv needs a --fill and a --hint of at most ${limit}`);
  if (html !== undefined) throw new Mistake(`--html needs a --fill and a --hint of at most ${limit}`);
  return true;
}

/** The hint, unless it is one that the runtime sets aside. */
function hintInForce(build: Build, options: SimulateOptions, types: SlotTypes): number | undefined {
  const { hint } = build;
  return hint === undefined || isHintIgnored(runtimeOf(build, options), types, hint) ? undefined : hint;
}

function simulated(options: SimulateOptions, types: SlotTypes, build: Build): SimulationRun {
  const runtime = runtimeOf(build, options);
  const hint = hintInForce(build, options, types);
  const timeline = simulate({
    runtime,
    types,
    hint,
    hashing: 'uniform',
    seed: options.seed,
    steps: stepsOf(options),
  });
  return simulatedRun(describeBuild(build, options, types), describeLayout(runtime, types), timeline);
}

function estimated(options: SimulateOptions, types: SlotTypes, build: Build): SimulationRun {
  const runtime = runtimeOf(build, options);
  const cost = estimateFill({ runtime, types, hint: build.hint, entries: options.fill });
  if (!Number.isSafeInteger(cost.bytes)) {
    throw new Mistake('--fill: so many entries of this size take more bytes than can be counted exactly');
  }
  return estimatedRun(
    describeBuild(build, options, types),
    describeLayout(runtime, types),
    cost,
    options.fill,
  );
}

function runtimeOf(
  { go, noSwissMap, splitGroups }: Build,
  { architecture }: SimulateOptions,
): Scenario['runtime'] {
  return runtimeFor(go, { noSwissMap, mapSplitGroup: splitGroups, architecture });
}

function describeBuild(build: Build, options: SimulateOptions, types: SlotTypes): SimulatedBuild {
  const { layout, architecture, splitGroups } = runtimeOf(build, options);
  return {
    go: formatGoVersion(build.go),
    architecture,
    experiment: splitGroups ? 'mapsplitgroup' : build.noSwissMap ? 'noswissmap' : null,
    layout,
    hint: build.hint ?? null,
    hintIgnored: build.hint !== undefined && hintInForce(build, options, types) === undefined,
  };
}
