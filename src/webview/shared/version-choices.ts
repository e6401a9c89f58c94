import {
  NEWEST_MODELLED,
  OLDEST_MODELLED,
  atLeast,
  compareGoVersions,
  parseGoVersion,
} from '../../base/go-version.ts';
import type { GoVersion } from '../../base/go-version.ts';
import type { SiteSummary } from '../../protocol/requests.ts';
import type { MapLayout } from '../../simulator/index.ts';

/** A Go release the reader can switch to. */
export interface VersionChoice {
  /** Stable name for kept states and links: `1.23`, `1.24-noswissmap`, `1.27-mapsplitgroup`. */
  readonly id: string;
  /** The release whose map runtime is simulated. */
  readonly version: GoVersion;
  /** Built with `GOEXPERIMENT=noswissmap`: the classic map in a release that has Swiss maps by default. */
  readonly noSwissMap: boolean;
  /** Built with `GOEXPERIMENT=mapsplitgroup`: groups hold all keys before all elements. */
  readonly splitGroups: boolean;
  readonly layout: MapLayout;
  readonly label: string;
  /** True for the version the site's own module is built with. */
  readonly own: boolean;
}

/** The Go a project is built with, and the maps that has. */
export interface ProjectGo {
  readonly goVersion: string | null;
  readonly layout: MapLayout | null;
}

/** Releases in which something a growth timeline shows differs from the release before. */
const LANDMARKS = ['1.21', '1.23', '1.24', '1.26', '1.27', '1.27-mapsplitgroup'] as const;

/** From this release on maps are Swiss tables unless the build says otherwise. */
const FIRST_SWISS = 24;
/** The last release that still has the classic map, as an experiment. */
const LAST_NO_SWISS = 25;
/** The release that knows split groups. */
const SPLIT_GROUPS = 27;

const ID = /^1\.(\d{2})(?:-(noswissmap|mapsplitgroup))?$/;

/** The choice an id names, undefined where there is no such map. */
export function choiceById(id: string): VersionChoice | undefined {
  const match = ID.exec(id);
  const minor = Number(match?.[1]);
  if (match === null || minor < OLDEST_MODELLED.minor || minor > NEWEST_MODELLED.minor) return undefined;
  const noSwissMap = match[2] === 'noswissmap';
  const splitGroups = match[2] === 'mapsplitgroup';
  if (noSwissMap && (minor < FIRST_SWISS || minor > LAST_NO_SWISS)) return undefined;
  if (splitGroups && minor < SPLIT_GROUPS) return undefined;
  return {
    id,
    version: { major: 1, minor, patch: 0 },
    noSwissMap,
    splitGroups,
    layout: minor >= FIRST_SWISS && !noSwissMap ? 'swiss' : 'classic',
    label: `1.${minor}${noSwissMap ? ' noswissmap' : splitGroups ? ' split' : ''}`,
    own: false,
  };
}

/**
 * The versions to offer, oldest first: landmarks, the site's own or the project's, and those somebody has chosen.
 * @param project what the project is built with, where no site says it
 * @param chosen ids that must be among them
 */
export function versionChoices(
  site: SiteSummary | null,
  project: ProjectGo | null,
  chosen: readonly string[] = [],
): readonly VersionChoice[] {
  const { goVersion, layout } = site ?? project ?? { goVersion: null, layout: null };
  const own = ownId(goVersion, layout);
  const ids = new Set([...LANDMARKS, ...chosen, ...(own === undefined ? [] : [own])]);
  return [...ids]
    .map((id) => choiceById(id))
    .filter((choice) => choice !== undefined)
    .map((choice) => ({ ...choice, own: choice.id === own }))
    .sort(
      (a, b) =>
        compareGoVersions(a.version, b.version) ||
        Number(b.noSwissMap) - Number(a.noSwissMap) ||
        Number(a.splitGroups) - Number(b.splitGroups),
    );
}

/** The choice a simulator opens with: the own version, else the newest as it is built by default. */
export function defaultChoice(choices: readonly VersionChoice[]): VersionChoice {
  const choice =
    choices.find(({ own }) => own) ?? choices.findLast(({ splitGroups }) => !splitGroups) ?? choices[0];
  if (choice === undefined) throw new RangeError('no version to choose from');
  return choice;
}

/** Id of the nearest modelled release; undefined where the version is not understood. */
function ownId(goVersion: string | null, layout: MapLayout | null): string | undefined {
  const written = goVersion === null ? undefined : parseGoVersion(goVersion);
  if (written === undefined) return undefined;
  const release: GoVersion = { major: written.major, minor: written.minor, patch: 0 };
  const { minor } =
    compareGoVersions(release, OLDEST_MODELLED) < 0
      ? OLDEST_MODELLED
      : compareGoVersions(release, NEWEST_MODELLED) > 0
        ? NEWEST_MODELLED
        : release;
  const noSwissMap =
    layout === 'classic' && atLeast({ major: 1, minor, patch: 0 }, FIRST_SWISS) && minor <= LAST_NO_SWISS;
  return `1.${minor}${noSwissMap ? '-noswissmap' : ''}`;
}
