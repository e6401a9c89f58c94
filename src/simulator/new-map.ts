import { ClassicMap } from './hmap/map.ts';
import type { MapOptions, SimulatedMap } from './map.ts';
import { SwissMap } from './swiss/map.ts';

/** `make(map[K]V, hint)` under the given runtime: buckets with overflow chains, or Swiss tables. */
export function newMap(options: MapOptions): SimulatedMap {
  return options.runtime.layout === 'classic' ? new ClassicMap(options) : new SwissMap(options);
}
