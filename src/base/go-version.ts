/**
 * A Go release as far as language and runtime facts depend on it. `patch` is 0 where the source named none
 * (`go 1.22`); release candidates and betas count as the release they lead to.
 */
export interface GoVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/** The oldest and newest releases whose map runtime Bucketwise models. */
export const OLDEST_MODELLED: GoVersion = { major: 1, minor: 18, patch: 0 };
export const NEWEST_MODELLED: GoVersion = { major: 1, minor: 27, patch: 0 };

const VERSION = /^(?:devel )?(?:go)?(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?(?:(?:rc|beta)\d+)?(?:[-+ ].*)?$/;

/**
 * Reads `1.22`, `1.22.3`, `go1.22rc1`, `go1.24.4-custom`, `devel go1.26-4b3d…`. Returns undefined for anything else: a version that is
 * not understood must never be guessed.
 */
export function parseGoVersion(text: string): GoVersion | undefined {
  const match = VERSION.exec(text.trim());
  if (match === null) return undefined;
  return { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3] ?? 0) };
}

/** Negative when `a` is older than `b`, positive when newer, 0 when equal. */
export function compareGoVersions(a: GoVersion, b: GoVersion): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

/** True when `version` is release `1.minor` or newer. */
export function atLeast(version: GoVersion, minor: number): boolean {
  return version.major > 1 || (version.major === 1 && version.minor >= minor);
}

/** `1.24`, or `1.24.4` where the patch release is known. */
export function formatGoVersion(version: GoVersion): string {
  const base = `${version.major}.${version.minor}`;
  return version.patch > 0 ? `${base}.${version.patch}` : base;
}
