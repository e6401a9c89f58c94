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
  /** Stable name for kept state: `1.23`, `1.24-noswissmap`. */
  readonly id: string;
  /** The release whose map runtime is simulated. */
  readonly version: GoVersion;
  /** Built with `GOEXPERIMENT=noswissmap`: the classic map in a release that has Swiss maps by default. */
  readonly noSwissMap: boolean;
  readonly layout: MapLayout;
  readonly label: string;
  /** True for the version the site's own module is built with. */
  readonly own: boolean;
}

/** Releases in which something a growth timeline shows differs from the release before. */
const LANDMARKS = [21, 23, 24, 26, 27] as const;

/** From this release on maps are Swiss tables unless the build says otherwise. */
const FIRST_SWISS = 24;

/** The versions to offer for a site, oldest first. The site's own version is always among them. */
export function versionChoices(site: SiteSummary | null): readonly VersionChoice[] {
  const choices = LANDMARKS.map((minor) => choiceOf({ major: 1, minor, patch: 0 }, false, false));
  const own = site === null ? undefined : ownChoice(site);
  if (own === undefined) return choices;
  return [...choices.filter((choice) => choice.id !== own.id), own].sort(
    (a, b) => compareGoVersions(a.version, b.version) || Number(b.noSwissMap) - Number(a.noSwissMap),
  );
}

/** The choice a simulator opens with: the site's own version, without a site the newest. */
export function defaultChoice(choices: readonly VersionChoice[]): VersionChoice {
  return choices.find((choice) => choice.own) ?? choices.at(-1) ?? choiceOf(NEWEST_MODELLED, false, false);
}

function ownChoice(site: SiteSummary): VersionChoice | undefined {
  const written = parseGoVersion(site.goVersion);
  if (written === undefined) return undefined;
  const release: GoVersion = { major: written.major, minor: written.minor, patch: 0 };
  const version =
    compareGoVersions(release, OLDEST_MODELLED) < 0
      ? OLDEST_MODELLED
      : compareGoVersions(release, NEWEST_MODELLED) > 0
        ? NEWEST_MODELLED
        : release;
  return choiceOf(version, site.layout === 'classic' && atLeast(version, FIRST_SWISS), true);
}

function choiceOf(version: GoVersion, noSwissMap: boolean, own: boolean): VersionChoice {
  const label = `${version.major}.${version.minor}`;
  return {
    id: noSwissMap ? `${label}-noswissmap` : label,
    version,
    noSwissMap,
    layout: atLeast(version, FIRST_SWISS) && !noSwissMap ? 'swiss' : 'classic',
    label: noSwissMap ? `${label} noswissmap` : label,
    own,
  };
}
