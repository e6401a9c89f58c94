import type { SwissPicture } from '../../../simulator/index.ts';
import { tableFill } from './columns.ts';
import type { Box } from './strip-layout.ts';

/** A table of the directory, as wide as the hash space it covers. */
export interface DirectoryPart {
  /** Index of the picture's tables. */
  readonly table: number;
  readonly left: number;
  readonly width: number;
  /** The leading hash bits its keys share, in binary; empty where one table has them all. */
  readonly bits: string;
  readonly localDepth: number;
  /** Shares of its slots. */
  readonly used: number;
  readonly tombstones: number;
}

/** Lays the tables of a directory out side by side. */
export function layoutDirectory(picture: SwissPicture, { left, width }: Box): readonly DirectoryPart[] {
  return picture.tables.map((table, index) => {
    const share = 2 ** -table.localDepth;
    const first = table.index / Math.max(1, picture.directory.length);
    return {
      table: index,
      left: left + first * width,
      width: share * width,
      bits: bitsOf(table.index, picture.globalDepth, table.localDepth),
      localDepth: table.localDepth,
      ...tableFill(table),
    };
  });
}

/** The leading `depth` bits of a directory entry of `globalDepth` bits. */
function bitsOf(entry: number, globalDepth: number, depth: number): string {
  return depth === 0 ? '' : entry.toString(2).padStart(globalDepth, '0').slice(0, depth);
}

/** The table at a place of the directory. */
export function tableAt(parts: readonly DirectoryPart[], x: number): number | undefined {
  return parts.find(({ left, width }) => x >= left && x < left + width)?.table;
}
