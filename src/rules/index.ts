import { boolMapAsSet } from './bool-map-as-set/rule.ts';
import { bytesKey } from './bytes-key/rule.ts';
import { copyLoop } from './copy-loop/rule.ts';
import { deleteInRange } from './delete-in-range/rule.ts';
import { denseKeyMap } from './dense-key-map/rule.ts';
import { doubleLookup } from './double-lookup/rule.ts';
import { faultyDirective } from './faulty-directive/rule.ts';
import { formattedKey } from './formatted-key/rule.ts';
import { gcScannedMap } from './gc-scanned-map/rule.ts';
import { goschedInMapLoop } from './gosched-in-map-loop/rule.ts';
import { indirectElement } from './indirect-element/rule.ts';
import { insertWhileRanging } from './insert-while-ranging/rule.ts';
import { interfaceKey } from './interface-key/rule.ts';
import { lockPerWrite } from './lock-per-write/rule.ts';
import { mapMadeInLoop } from './map-made-in-loop/rule.ts';
import { mapSearch } from './map-search/rule.ts';
import { missingCapacityHint } from './missing-capacity-hint/rule.ts';
import { neverShrinks } from './never-shrinks/rule.ts';
import { recoveredMapRace } from './recovered-map-race/rule.ts';
import { runtimeMapInternals } from './runtime-map-internals/rule.ts';
import { slowKeyType } from './slow-key-type/rule.ts';
import { syncMapMisuse } from './sync-map-misuse/rule.ts';
import { unguardedGoroutineWrite } from './unguarded-goroutine-write/rule.ts';
import { wrongCapacityHint } from './wrong-capacity-hint/rule.ts';
import type { Rule } from './rule.ts';

/** The one table of all rules, by id. */
export const RULES: readonly Rule[] = [
  boolMapAsSet,
  bytesKey,
  copyLoop,
  deleteInRange,
  denseKeyMap,
  doubleLookup,
  faultyDirective,
  formattedKey,
  gcScannedMap,
  goschedInMapLoop,
  indirectElement,
  insertWhileRanging,
  interfaceKey,
  lockPerWrite,
  mapMadeInLoop,
  mapSearch,
  missingCapacityHint,
  neverShrinks,
  recoveredMapRace,
  runtimeMapInternals,
  slowKeyType,
  syncMapMisuse,
  unguardedGoroutineWrite,
  wrongCapacityHint,
];
