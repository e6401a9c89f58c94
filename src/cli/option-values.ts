import {
  type GoVersion,
  NEWEST_MODELLED,
  OLDEST_MODELLED,
  compareGoVersions,
  formatGoVersion,
  parseGoVersion,
} from '../base/go-version.ts';

/** Something the user has to write differently; the message says what, in one line. */
export class Mistake extends Error {}

/**
 * A Go version whose maps are modelled. `option` is what the value was given with.
 * @throws Mistake
 */
export function parseGo(option: string, text: string): GoVersion {
  const version = parseGoVersion(text);
  if (version === undefined) {
    throw new Mistake(`${option} takes a version like 1.24 or 1.26.1, not "${text}"`);
  }
  const release: GoVersion = { ...version, patch: 0 };
  if (compareGoVersions(release, OLDEST_MODELLED) < 0 || compareGoVersions(release, NEWEST_MODELLED) > 0) {
    const range = `${formatGoVersion(OLDEST_MODELLED)} to ${formatGoVersion(NEWEST_MODELLED)}`;
    throw new Mistake(`${option} ${text}: Bucketwise knows the maps of Go ${range}`);
  }
  return version;
}
