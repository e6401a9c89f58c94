import { parseGoVersion } from '../../base/go-version.ts';
import { runtimeFor } from '../runtime.ts';

/**
 * What has to be said of a recording whose release is outside the modelled range, so that the nearest one inside is
 * simulated (`runtimeFor`); undefined for releases that are modelled.
 * @param go the build as it names itself: `go1.28.0`
 */
export function standInFor(go: string): string | undefined {
  const version = parseGoVersion(go);
  if (version === undefined) return undefined;
  const { minor } = runtimeFor(version);
  if (version.major === 1 && version.minor === minor) return undefined;
  return `Go ${version.major}.${version.minor} is not modelled, Go 1.${minor} stands in for it`;
}
