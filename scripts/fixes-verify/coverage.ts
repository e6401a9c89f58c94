import { structuredPatch } from 'diff';

/** A run of lines of a file, both ends included. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

/** Statements that tests ran: by file, as the profile names it (`example.com/package/file.go`). */
export type RunLines = ReadonlyMap<string, readonly LineRange[]>;

const PROFILE_LINE = /^(.+):(\d+)\.\d+,(\d+)\.\d+ \d+ (\d+)$/;

/** Reads what `go test -coverprofile` writes, and keeps what was run at least once. */
export function parseCoverProfile(text: string): RunLines {
  const ran = new Map<string, LineRange[]>();
  for (const line of text.split('\n')) {
    const [, file, first, last, count] = PROFILE_LINE.exec(line) ?? [];
    if (file === undefined || count === '0') continue;
    const ranges = ran.get(file) ?? [];
    ranges.push({ first: Number(first), last: Number(last) });
    ran.set(file, ranges);
  }
  return ran;
}

/** Where the text differs from what it was, in lines of the new text. */
export function changedPlaces(before: string, after: string): readonly LineRange[] {
  const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context: 0 });
  return hunks.map(({ newStart, newLines }) => ({
    first: newStart,
    last: newStart + Math.max(newLines, 1) - 1,
  }));
}

/** How many of the places have a line that was run. */
export function countRun(places: readonly LineRange[], ran: readonly LineRange[]): number {
  return places.filter((place) => ran.some(({ first, last }) => first <= place.last && place.first <= last))
    .length;
}
