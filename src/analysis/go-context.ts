import {
  type GoVersion,
  NEWEST_MODELLED,
  OLDEST_MODELLED,
  atLeast,
  compareGoVersions,
  formatGoVersion,
} from '../base/go-version.ts';
import type { ModuleFacts } from '../semantics/go-mod.ts';
import { PROJECT_FILE, type GoContext, type GoVersionSource } from './model.ts';

/** A go.mod or go.work file that was found; `path` is only for messages. */
export interface ModuleFile {
  readonly path: string;
  readonly facts: ModuleFacts;
}

/** The versions that somebody chose, instead of having them found out. */
export interface ChosenGo {
  /** In the editor or on the command line. */
  readonly setting: GoVersion | undefined;
  /** In the project file; counts where there is no setting. */
  readonly projectFile?: GoVersion | undefined;
}

/** Everything that can tell which Go compiles and runs a file. */
export interface GoEvidence extends ChosenGo {
  /** The nearest go.mod at or above the file. */
  readonly goMod: ModuleFile | undefined;
  /** The go.work file that uses this module, if any. */
  readonly goWork: ModuleFile | undefined;
  /** Version of the Go installation that would build. */
  readonly installed: GoVersion | undefined;
  /** Value of GOEXPERIMENT. */
  readonly goExperiment: string | undefined;
}

/** What the go command takes when a go.mod has no `go` line (Go modules reference, "go directive"). */
const LANGUAGE_WITHOUT_GO_LINE: GoVersion = { major: 1, minor: 16, patch: 0 };

/** Go 1.24 replaced the classic map by the Swiss one; any later release is Swiss too. */
const FIRST_SWISS_MINOR = 24;

interface Told {
  readonly version: GoVersion;
  readonly source: GoVersionSource;
  /** What said so, for messages. */
  readonly by: string;
}

/** Decides language and runtime version of the files of one module. Never fails: doubts become `problems`. */
export function resolveGoContext(facts: GoEvidence): GoContext {
  const { goMod, goWork } = facts;
  const problems = [goMod, goWork].flatMap((file) =>
    file === undefined ? [] : file.facts.problems.map((problem) => `${file.path}: ${problem}`),
  );

  const runtime = runtimeVersion(facts);
  const clamped = clampToModelled(runtime, problems);
  const language = languageVersion(facts, clamped);
  return {
    ...language,
    runtime: clamped,
    runtimeSource: runtime.source,
    noSwissMap: disablesSwissMap(facts.goExperiment, clamped),
    module: goMod?.path,
    problems,
  };
}

function runtimeVersion(facts: GoEvidence): Told {
  const { goMod, goWork, installed } = facts;
  const chosen = chosenVersion(facts);
  if (chosen !== undefined) return chosen;

  const least = leastToolchain(facts);
  // The go command ignores a toolchain older than the go line demands, and so does this.
  const enough = (version: GoVersion): boolean =>
    least === undefined || compareGoVersions(version, least.version) >= 0;
  for (const file of [goWork, goMod]) {
    const version = file?.facts.toolchain;
    if (file !== undefined && version !== undefined && enough(version)) {
      return { version, source: 'toolchain line', by: file.path };
    }
  }
  if (installed !== undefined) {
    if (enough(installed)) return { version: installed, source: 'installed Go', by: 'the installed Go' };
    // An older installation fetches the release that the go line names (Go 1.21 and newer do so by themselves).
    if (least !== undefined) return least;
  }
  if (least !== undefined && atLeast(least.version, FIRST_SWISS_MINOR)) return least;
  return { version: NEWEST_MODELLED, source: 'assumed', by: 'nothing' };
}

function chosenVersion({ setting, projectFile }: ChosenGo): Told | undefined {
  if (setting !== undefined) return { version: setting, source: 'setting', by: 'the chosen Go version' };
  if (projectFile === undefined) return undefined;
  return { version: projectFile, source: 'project file', by: PROJECT_FILE };
}

/** The newer of the go lines of go.work and go.mod: no older toolchain builds the module. */
function leastToolchain({ goMod, goWork }: GoEvidence): Told | undefined {
  let least: Told | undefined;
  for (const file of [goWork, goMod]) {
    const version = file?.facts.go;
    if (file === undefined || version === undefined) continue;
    if (least === undefined || compareGoVersions(version, least.version) > 0) {
      least = { version, source: 'go line', by: file.path };
    }
  }
  return least;
}

function languageVersion(
  facts: GoEvidence,
  runtime: GoVersion,
): Pick<GoContext, 'language' | 'languageSource'> {
  if (facts.goMod === undefined) return { language: runtime, languageSource: 'assumed' };
  const written = facts.goMod.facts.go;
  const language = written ?? LANGUAGE_WITHOUT_GO_LINE;
  // A compiler knows no language newer than itself: only a chosen version can be older than the go line.
  if (compareGoVersions(language, runtime) > 0) {
    return { language: runtime, languageSource: chosenVersion(facts)?.source ?? 'go line' };
  }
  return { language, languageSource: written === undefined ? 'assumed' : 'go line' };
}

/** Releases outside what is modelled are taken as the nearest one that is, and that is said. */
function clampToModelled({ version, by }: Told, problems: string[]): GoVersion {
  const release: GoVersion = { ...version, patch: 0 };
  const range = `Bucketwise knows the maps of Go ${formatGoVersion(OLDEST_MODELLED)} to ${formatGoVersion(NEWEST_MODELLED)}`;
  if (compareGoVersions(release, NEWEST_MODELLED) > 0) {
    problems.push(
      `${by} asks for Go ${formatGoVersion(version)}; ${range} and takes ${formatGoVersion(NEWEST_MODELLED)}`,
    );
    return NEWEST_MODELLED;
  }
  if (compareGoVersions(release, OLDEST_MODELLED) < 0) {
    problems.push(
      `${by} is Go ${formatGoVersion(version)}; ${range} and takes ${formatGoVersion(OLDEST_MODELLED)}`,
    );
    return OLDEST_MODELLED;
  }
  return version;
}

/** The experiment could be switched off in Go 1.24 and 1.25 only; 1.26 removed the classic map. */
function disablesSwissMap(goExperiment: string | undefined, runtime: GoVersion): boolean {
  if (runtime.major !== 1 || (runtime.minor !== 24 && runtime.minor !== 25)) return false;
  let disabled = false;
  for (const name of (goExperiment ?? '').split(',')) {
    if (name.trim() === 'noswissmap') disabled = true;
    if (name.trim() === 'swissmap') disabled = false;
  }
  return disabled;
}
