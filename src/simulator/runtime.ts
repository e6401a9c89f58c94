import type { GoVersion } from '../base/go-version.ts';
import { NEWEST_MODELLED, OLDEST_MODELLED } from '../base/go-version.ts';
import type { Architecture, MapRuntime } from './model.ts';

const FIRST_SWISS_MINOR = 24;
const LAST_MINOR_WITH_NO_SWISS_MAP = 25;
const FIRST_MINOR_WITH_SPLIT_GROUPS = 27;

/** What besides the release decides on the runtime of a build. */
export interface BuildOptions {
  /** `GOEXPERIMENT=noswissmap`; Go 1.24 and 1.25 alone know it, elsewhere it changes nothing. */
  readonly noSwissMap?: boolean;
  /** `GOEXPERIMENT=mapsplitgroup`; Go 1.27 alone knows it, elsewhere it changes nothing. */
  readonly mapSplitGroup?: boolean;
  /** `GOARCH`; amd64 where it is left out. */
  readonly architecture?: Architecture;
}

/**
 * The map runtime a Go release builds into programs. Releases outside the modelled range behave as the nearest one
 * inside it.
 */
export function runtimeFor(version: GoVersion, options: BuildOptions = {}): MapRuntime {
  const minor = modelledMinor(version);
  const optedOut = options.noSwissMap === true && minor <= LAST_MINOR_WITH_NO_SWISS_MAP;
  return {
    layout: minor >= FIRST_SWISS_MINOR && !optedOut ? 'swiss' : 'classic',
    minor,
    architecture: options.architecture ?? 'amd64',
    splitGroups: options.mapSplitGroup === true && minor >= FIRST_MINOR_WITH_SPLIT_GROUPS,
  };
}

function modelledMinor(version: GoVersion): number {
  if (version.major < 1) return OLDEST_MODELLED.minor;
  if (version.major > 1) return NEWEST_MODELLED.minor;
  return Math.min(Math.max(version.minor, OLDEST_MODELLED.minor), NEWEST_MODELLED.minor);
}

/** Bytes of a pointer, and of an `int`, on the target (`goarch.PtrSize`). */
export function wordBytes({ architecture }: MapRuntime): 4 | 8 {
  return architecture === '386' ? 4 : 8;
}

/**
 * Bytes of the largest allocation (`maxAlloc` of `runtime/malloc.go`); a hint that needs more is ignored. The address
 * space has 48 bits on 64-bit targets, and on 32-bit ones its size does not fit in a word.
 */
export function largestAllocation(runtime: MapRuntime): number {
  return wordBytes(runtime) === 8 ? 2 ** 48 : 2 ** 32 - 1;
}
