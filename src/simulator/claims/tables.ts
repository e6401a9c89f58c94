import { formatBytes, formatCount } from '../../base/format.ts';
import type { MapRuntime } from '../model.ts';
import type { Step } from '../workload.ts';
import { changingRanges, firstKeyShares, insertingRange, lookups, popWork, rangeWork } from './access.ts';
import {
  churnGrowths,
  growingInserts,
  hintedGrowths,
  movesOfInserts,
  overwriteOfEight,
  unfinishedGrowth,
} from './growth.ts';
import {
  churned,
  containerBytes,
  deleteShare,
  halved,
  hintedBytes,
  hintEffect,
  lastUnfinished,
  leftAfter,
  memoryRatio,
} from './memory.ts';
import type { Spread, TypeName } from './trial.ts';
import { go } from './trial.ts';
import { runtimeFor } from '../runtime.ts';

/** The tables of `docs/map-claims.md` as Markdown, by the name that marks their place. */
export const CLAIM_TABLES: Readonly<Record<string, () => string>> = {
  'growing-inserts': growingInsertsTable,
  'unfinished-growth': unfinishedGrowthTable,
  'same-size-growth': sameSizeTable,
  moves: movesTable,
  'overwrite-of-eight': overwriteTable,
  hints: hintsTable,
  'hint-effect': hintEffectTable,
  'memory-ratio': memoryRatioTable,
  sets: setsTable,
  'large-elements': largeElementsTable,
  'left-after': leftAfterTable,
  halved: halvedTable,
  churn: churnTable,
  'range-work': rangeWorkTable,
  pop: popTable,
  'changing-ranges': changingRangesTable,
  'first-key': firstKeyTable,
  lookups: lookupsTable,
  adversary: adversaryTable,
};

/** Runtimes that behave alike are shown once. */
const CLASSIC: readonly (readonly [string, MapRuntime])[] = [
  ['1.18–1.20, 1.22, 1.23', go(23)],
  ['1.21', go(21)],
];
const BOTH: readonly (readonly [string, MapRuntime])[] = [
  ['1.23', go(23)],
  ['1.26', go(26)],
];

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), `|---|${'--:|'.repeat(header.length - 1)}`, ...rows.map(line)].join('\n');
}

function growingInsertsTable(): string {
  const rows = [...CLASSIC, ['1.24–1.27', go(26)] as const].map(([name, runtime]) => [
    name,
    ...growingInserts(runtime).slice(0, 8).map(formatCount),
  ]);
  return table(['Go', ...Array.from({ length: 8 }, (_, index) => `${index + 1}.`)], rows);
}

function unfinishedGrowthTable(): string {
  const header = ['old buckets', 'evacuated by the insert that grows', 'by 12,000 lookups and a `range`'];
  const rows = [4, 8, 11, 16].map((b) => {
    const growth = unfinishedGrowth(go(23), b);
    const { oldBuckets, atStart, byReads, afterOneWrite, overwrites, inserts } = growth;
    return [oldBuckets, atStart, byReads, afterOneWrite - atStart, overwrites, inserts].map(formatCount);
  });
  return table([...header, 'by one write more', 'overwrites of one key until the end', 'or inserts'], rows);
}

function sameSizeTable(): string {
  const rows = CLASSIC.map(([name, runtime]) => {
    const { sameSize, doublings, buckets } = churnGrowths(runtime, 200_000);
    return [name, ...[sameSize, doublings, buckets].map(formatCount)];
  });
  return table(['Go', 'growths of the same size', 'doublings', 'buckets at the end'], rows);
}

function movesTable(): string {
  const rows = [...CLASSIC, ['1.24–1.27', go(26)] as const].map(([name, runtime]) => {
    const { most, mostBuckets, share, perEntry } = movesOfInserts(runtime, 100_000);
    const buckets = mostBuckets === 0 ? 'none, one table' : formatCount(mostBuckets);
    return [name, formatCount(most), buckets, `${(100 * share).toFixed(1)} %`, perEntry.toFixed(2)];
  });
  const header = ['Go', 'most entries moved by one insert', 'most old buckets evacuated by one'];
  return table([...header, 'inserts that move any', 'entries moved for each entry'], rows);
}

function overwriteTable(): string {
  const minors = [23, 24, 25, 26, 27];
  return table(
    ['', ...minors.map((minor) => `Go 1.${minor}`)],
    [['allocated by an overwrite', ...minors.map((minor) => formatBytes(overwriteOfEight(go(minor))))]],
  );
}

function hintsTable(): string {
  const rows = [896, 897, 1_000, 1_792, 1_793, 3_584, 7_168, 7_169, 10_000].map((hint) => {
    const { tables, slots, growths } = hintedGrowths(go(26), hint);
    const { growths: classic } = hintedGrowths(go(23), hint);
    const made = `${tables} × ${formatCount(slots / tables)}`;
    return [formatCount(hint), range(classic), made, range(growths), growths.mean.toFixed(1)];
  });
  const header = ['hint = entries', 'to 1.23: growths', '1.24–1.27: tables × slots made', 'growths', 'mean'];
  return table(header, rows);
}

function range({ min, max }: Spread): string {
  return min === max ? formatCount(min) : `${formatCount(min)}–${formatCount(max)}`;
}

function hintEffectTable(): string {
  const rows = [undefined, 8, 1_000, 10_000, 100_000].map((hint) => [
    hint === undefined ? 'none' : formatCount(hint),
    ...BOTH.flatMap(([, runtime]) => {
      const { allocated, held, visited } = hintEffect(runtime, 1_000, hint);
      return [formatBytes(allocated), formatBytes(held), formatCount(visited)];
    }),
  ]);
  const columns = ['allocated', 'held', 'buckets or groups a `range` looks into'];
  const header = BOTH.flatMap(([name]) =>
    columns.map((column, at) => (at === 0 ? `${name}: ${column}` : column)),
  );
  return table(['hint for 1,000 entries', ...header], rows);
}

function memoryRatioTable(): string {
  const types = ['int64→int64', 'string→int64', '[16]byte→int64', 'string→string'] as const;
  const small = ['int32→bool', 'string→bool', 'int64→bool', 'int64→struct{}'] as const;
  const rows = [...types, ...small].map((name) => {
    const { min, mean, max } = memoryRatio(go(26), go(23), name);
    return [mapName(name), ...[mean, min, max].map((ratio) => ratio.toFixed(2))];
  });
  return table(['type', 'mean', 'smallest', 'largest'], rows);
}

function mapName(name: TypeName): string {
  const [key = '', elem = ''] = name.split('→');
  return `\`map[${key}]${elem}\``;
}

function setsTable(): string {
  const runtimes = [...BOTH, ['1.27, mapsplitgroup', splitGroups()] as const];
  const rows = (['int64', 'int32', 'string'] as const).flatMap((key) =>
    (['bool', 'struct{}'] as const).map((elem) => {
      const name: TypeName = `${key}→${elem}`;
      return [
        mapName(name),
        ...runtimes.flatMap(([, runtime]) => [
          formatCount(containerBytes(runtime, name)),
          formatBytes(hintedBytes(runtime, name, 100_000)),
        ]),
      ];
    }),
  );
  const columns = ['bytes of 8 slots', '100,000 entries with a hint'];
  const header = runtimes.flatMap(([name]) =>
    columns.map((column, at) => (at === 0 ? `${name}: ${column}` : column)),
  );
  return table(['type', ...header], rows);
}

function splitGroups(): MapRuntime {
  return runtimeFor({ major: 1, minor: 27, patch: 0 }, { mapSplitGroup: true });
}

function largeElementsTable(): string {
  const rows = (['int64→[128]byte', 'int64→[136]byte'] as const).map((name) => [
    mapName(name),
    ...BOTH.flatMap(([, runtime]) =>
      [[], [deleteShare(1)]].map((steps) => formatBytes(leftAfter(runtime, 10_000, steps, name).bytes)),
    ),
  ]);
  const header = BOTH.flatMap(([name]) => [`${name}: 10,000 entries`, 'all deleted']);
  return table(['type', ...header], rows);
}

function leftAfterTable(): string {
  const minors = [23, 24, 25, 26, 27];
  const most = deleteShare(0.99);
  const programs: readonly (readonly [string, readonly Step[]])[] = [
    ['nothing', []],
    ['every entry deleted', [deleteShare(1)]],
    ['`clear`', [{ kind: 'clear' }]],
    ['99 % deleted', [most]],
    ['99 % deleted, then `maps.Clone`', [most, { kind: 'clone' }]],
    ['99 % deleted, then copied into `make(map[K]V, len(m))`', [most, { kind: 'rebuild' }]],
  ];
  const rows = programs.map(([name, steps]) => [
    name,
    ...minors.map((minor) => {
      const { bytes, tombstones } = leftAfter(go(minor), 100_000, steps);
      return tombstones === 0
        ? formatBytes(bytes)
        : `${formatBytes(bytes)}, ${formatCount(tombstones)} tombstones`;
    }),
  ]);
  return table(['after', ...minors.map((minor) => `Go 1.${minor}`)], rows);
}

function halvedTable(): string {
  const sizes = [98_304, 98_305, 104_000, 109_000, 110_000];
  const rows = sizes.map((entries) => {
    const { full, half } = halved(go(21), entries);
    return [formatCount(entries), ...[full, half].map(formatBytes)];
  });
  const { min, max } = lastUnfinished(go(21), 98_305);
  const header = ['entries, Go 1.21', 'filled', 'half of them deleted'];
  const last = `${formatCount(min)}–${formatCount(max)}`;
  return `${table(header, rows)}\n\nThe growth that insert 98,305 begins is unfinished up to entry ${last} (five seeds).`;
}

function churnTable(): string {
  const kinds: readonly (readonly [string, MapRuntime, TypeName])[] = [
    ['to 1.23', go(23), 'int64→int64'],
    ['1.24', go(24), 'int64→int64'],
    ['1.25–1.27: integers, strings', go(26), 'int64→int64'],
    ['1.25, 1.26: pointers', go(26), '*T→int64'],
    ['1.27: pointers', go(27), '*T→int64'],
    ['1.24–1.27: all other keys', go(27), '[16]byte→int64'],
  ];
  const rows = [8, 50, 100, 500, 800, 2_000].map((population) => [
    formatCount(population),
    ...kinds.map(([, runtime, types]) => {
      const { first, last } = churned(runtime, population, types);
      return `${formatCount(first)} → ${range(last)}`;
    }),
  ]);
  return table(['entries', ...kinds.map(([name]) => name)], rows);
}

function rangeWorkTable(): string {
  const rows = BOTH.flatMap(([name, runtime]) =>
    [1_000, 100_000].map((entries) => {
      const { full, thinned, one, rebuilt } = rangeWork(runtime, entries);
      return [`${name}, ${formatCount(entries)}`, ...[full, thinned, one, rebuilt].map(formatCount)];
    }),
  );
  return table(['Go, entries', 'full', '90 % deleted', 'one entry left', 'rebuilt with the 10 %'], rows);
}

function popTable(): string {
  const rows = [100, 1_000, 10_000, 100_000].map((entries) => [
    formatCount(entries),
    ...BOTH.map(([, runtime]) => popWork(runtime, entries).toFixed(1)),
  ]);
  return table(['entries', ...BOTH.map(([name]) => `${name}: looked into for each`)], rows);
}

function changingRangesTable(): string {
  const rows = [20, 21, 23, 24, 26, 27].map((minor) => {
    const { twice, deletedMet, missed, insertedMet } = changingRanges(go(minor), 600);
    const steps = formatCount(insertingRange(go(minor)));
    return [`1.${minor}`, ...[twice, deletedMet, missed].map(formatCount), percent(insertedMet), steps];
  });
  const header = ['Go', 'keys met twice', 'met after their deletion', 'not met though never deleted'];
  return table([...header, 'inserted keys met', 'steps over 1,000 entries with an insert at each'], rows);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
}

function firstKeyTable(): string {
  const rows = [2, 3, 4, 8, 9, 100].map((entries) => [
    formatCount(entries),
    percent(1 / entries),
    ...BOTH.flatMap(([, runtime]) => {
      // Up to eight entries the hash has no say.
      const shares = firstKeyShares(runtime, entries, entries <= 8 ? 1 : 1000);
      return [percent(shares[0] ?? 0), `${percent(Math.min(...shares))} to ${percent(Math.max(...shares))}`];
    }),
  ]);
  const header = BOTH.flatMap(([name]) => [`${name}: key inserted first`, 'all keys']);
  return table(['entries', 'if uniform', ...header], rows);
}

function lookupsTable(): string {
  const programs: readonly (readonly [string, readonly Step[]])[] = [
    ['filled', []],
    ['90 % deleted', [deleteShare(0.9)]],
    ['90 % deleted, rebuilt', [deleteShare(0.9), { kind: 'rebuild' }]],
  ];
  const rows = [60_000, 106_000].flatMap((entries) =>
    programs.map(([name, steps]) => [
      `${formatCount(entries)}, ${name}`,
      ...BOTH.flatMap(([, runtime]) => {
        const { hit, miss, longest } = lookups(runtime, entries, { steps });
        return [hit.toFixed(2), miss.toFixed(2), formatCount(longest)];
      }),
    ]),
  );
  const header = BOTH.flatMap(([name]) => [`${name}: hit`, 'miss', 'longest']);
  return table(['entries', ...header], rows);
}

function adversaryTable(): string {
  const rows = BOTH.flatMap(([name, runtime]) =>
    (['uniform', 'one-bucket'] as const).map((hashing) => {
      const { hit, miss, longest } = lookups(runtime, 1_000, { hashing });
      const which = hashing === 'uniform' ? 'seeded hashes' : 'all hashes want one place';
      return [`${name}, ${which}`, hit.toFixed(1), miss.toFixed(1), formatCount(longest)];
    }),
  );
  return table(['Go, 1,000 entries', 'hit', 'miss', 'longest'], rows);
}
