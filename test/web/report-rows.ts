import type { ReportedFinding } from '../../src/protocol/report-requests.ts';
import type { FilesMessage, ViewFile, ViewRow } from '../../src/protocol/report-view.ts';
import { estimateFill, runtimeFor } from '../../src/simulator/index.ts';
import type { SlotTypes } from '../../src/simulator/index.ts';

/** Rows of a large workspace made up by a rule, priced by the simulator. The same for the same number. */
export function generatedFiles(rows: number): readonly FilesMessage[] {
  const messages: FilesMessage[] = [];
  let id = 0;
  let file = 0;
  while (id < rows) {
    const files: ViewFile[] = [];
    for (const end = Math.min(rows, id + 5_000); id < end;) {
      const count = Math.min(end - id, 3 + (file % 12));
      files.push(fileOf(file, id, count));
      file++;
      id += count;
    }
    messages.push({ type: 'files', types: TYPES.map(({ slots }) => slots), files, without: [] });
  }
  return messages;
}

const RUNTIME = runtimeFor({ major: 1, minor: 24, patch: 0 });

const TEXT = { size: 16, align: 8, pointerBytes: 8, comparison: 'string', needKeyUpdate: true } as const;
const NUMBER = { size: 8, align: 8, pointerBytes: 0, comparison: 'memory', needKeyUpdate: false } as const;

const TYPES: readonly { readonly name: string; readonly slots: SlotTypes }[] = [
  { name: 'map[string]int', slots: { key: TEXT, elem: { size: 8, align: 8, pointerBytes: 0 } } },
  { name: 'map[string]bool', slots: { key: TEXT, elem: { size: 1, align: 1, pointerBytes: 0 } } },
  { name: 'map[int64]*Order', slots: { key: NUMBER, elem: { size: 8, align: 8, pointerBytes: 8 } } },
  { name: 'map[string][]string', slots: { key: TEXT, elem: { size: 24, align: 8, pointerBytes: 8 } } },
  { name: 'map[uint64]Session', slots: { key: NUMBER, elem: { size: 136, align: 8, pointerBytes: 104 } } },
];

const FOLDERS = ['api/v1', 'internal/store', 'internal/index', 'pkg/server/http', 'cmd/tool', 'pkg/cache'];
const NAMES = ['seen', 'byID', 's.index', 'counts', 'groups', 'c.entries', 'visited', 'labels'];
const OWNERS = ['local', 'local', 'field', 'local', 'package variable', 'field', 'local', 'none'] as const;
const HEATS = ['plain', 'plain', 'hot', 'plain', 'cold', 'plain', 'plain'] as const;

function fileOf(number: number, firstId: number, count: number): ViewFile {
  const directory = `${FOLDERS[number % FOLDERS.length] ?? ''}/p${number % 400}`;
  return {
    file: number,
    path: `${directory}/file${number}.go`,
    directory,
    packageName: `p${number % 400}`,
    goVersion: '1.24',
    goVersionAssumed: false,
    layout: 'swiss',
    rows: Array.from({ length: count }, (_, at) => rowOf(firstId + at, at)),
  };
}

function rowOf(id: number, at: number): ViewRow {
  const types = id % TYPES.length;
  const slots = TYPES[types]?.slots ?? { key: NUMBER, elem: NUMBER };
  const entries = id % 3 === 0 ? ((id * 7919) % 20_000) + 1 : null;
  const pricedEntries = entries ?? 1000;
  const { growths, allocations, bytes } = estimateFill({
    runtime: RUNTIME,
    types: slots,
    hint: undefined,
    entries: pricedEntries,
  });
  const line = 10 + at * 14;
  return {
    id,
    range: { start: { line, character: 9 }, end: { line, character: 31 } },
    name: `${NAMES[id % NAMES.length] ?? ''}${id % 97}`,
    owner: OWNERS[id % OWNERS.length] ?? 'local',
    type: TYPES[types]?.name ?? '',
    function: `Build${id % 500}`,
    hint: null,
    entries,
    pricedEntries,
    growths,
    allocations,
    bytes,
    heat: HEATS[id % HEATS.length] ?? 'plain',
    fill: { types, hint: null, entries: pricedEntries },
    findings: id % 9 === 0 ? [findingOf(types, slots, pricedEntries, line)] : [],
  };
}

function findingOf(types: number, slots: SlotTypes, entries: number, line: number): ReportedFinding {
  const now = estimateFill({ runtime: RUNTIME, types: slots, hint: undefined, entries });
  const fixed = estimateFill({ runtime: RUNTIME, types: slots, hint: entries, entries });
  return {
    rule: 'missing-capacity-hint',
    severity: 'information',
    message: `Map grows ${now.growths} times while it is filled.`,
    range: { start: { line, character: 9 }, end: { line, character: 31 } },
    fixable: true,
    refill: { now: { types, hint: null, entries }, fixed: { types, hint: entries, entries } },
    savedBytes: now.bytes - fixed.bytes,
    savedAllocations: now.allocations - fixed.allocations,
  };
}
