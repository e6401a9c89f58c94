import type { SiteSummary } from '../../protocol/requests.ts';
import type { FillTimeline } from '../../simulator/index.ts';
import { countOf, formatBytes, formatCount } from '../shared/format.ts';

/** A piece of a sentence; the strong ones carry its numbers. */
export interface Phrase {
  readonly text: string;
  readonly strong: boolean;
}

/** What two runs of one fill come to, in a sentence or two. */
export function verdict(
  shown: FillTimeline,
  other: FillTimeline,
  site: SiteSummary | null,
): readonly Phrase[] {
  const { entries } = shown.scenario;
  if (entries === 0) return [plain('An empty map allocates its header and nothing else.')];
  const subject = madeWith(shown.scenario.hint, entries, site, true);
  const against = madeWith(other.scenario.hint, entries, site, false);
  if (shown.total.growths === 0 && other.total.growths === 0) {
    return [
      plain(`${subject} this map `),
      strong('never grows'),
      plain(` for ${countOf(entries, 'entry', 'entries')}, and ${against} neither. `),
      ...bytes(shown, other),
    ];
  }
  const first: Phrase[] =
    shown.total.growths === 0
      ? [plain(`${subject} this map `), strong('never grows'), plain('; ')]
      : [
          plain(`${subject} this map grows `),
          strong(times(shown.total.growths)),
          plain(' and moves '),
          strong(countOf(shown.total.movedEntries, 'entry', 'entries')),
          plain('; '),
        ];
  return [...first, ...second(other, against), ...bytes(shown, other)];
}

function second(other: FillTimeline, against: string): readonly Phrase[] {
  const { growths, movedEntries } = other.total;
  if (growths === 0) return [plain(`${against} nothing moves. `)];
  return [
    plain(`${against} it grows `),
    strong(times(growths)),
    plain(' and moves '),
    strong(countOf(movedEntries, 'entry', 'entries')),
    plain('. '),
  ];
}

function bytes(shown: FillTimeline, other: FillTimeline): readonly Phrase[] {
  if (shown.total.bytes === other.total.bytes)
    return [plain(`Both allocate ${formatBytes(shown.total.bytes)}.`)];
  return [
    plain('It allocates '),
    strong(formatBytes(shown.total.bytes)),
    plain(` instead of ${formatBytes(other.total.bytes)}.`),
  ];
}

function madeWith(
  hint: number | undefined,
  entries: number,
  site: SiteSummary | null,
  opening: boolean,
): string {
  if (hint === undefined) return opening ? 'Without a hint' : 'without a hint';
  const preposition = opening ? 'With' : 'with';
  if (hint === entries && site?.suggestedHint != null) return `${preposition} ${site.suggestedHint}`;
  return `${preposition} a hint of ${formatCount(hint)}`;
}

function times(count: number): string {
  return countOf(count, 'time', 'times');
}

function plain(text: string): Phrase {
  return { text, strong: false };
}

function strong(text: string): Phrase {
  return { text, strong: true };
}
