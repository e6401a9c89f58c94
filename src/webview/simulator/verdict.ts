import { formatBytes, formatCount, plural } from '../../base/format.ts';
import type { SiteSummary } from '../../protocol/requests.ts';
import type { FillTimeline } from '../../simulator/index.ts';
import { fittingHint } from './view-state.ts';

/** A piece of a sentence: its numbers are strong, Go is set as code. */
export interface Phrase {
  readonly text: string;
  readonly style: 'plain' | 'strong' | 'code';
}

/** What two runs of one fill come to, in a sentence. */
export function verdict(
  shown: FillTimeline,
  other: FillTimeline,
  site: SiteSummary | null,
): readonly Phrase[] {
  const { entries } = shown.scenario;
  if (entries === 0) return [plain('An empty map allocates its header and nothing else.')];
  return [
    ...madeWith(shown.scenario.hint, entries, site, true),
    plain(' this map '),
    ...grows(shown),
    plain(' and allocates '),
    strong(formatBytes(shown.total.bytes)),
    plain('; '),
    ...madeWith(other.scenario.hint, entries, site, false),
    plain(' it '),
    ...grows(other),
    plain(other.total.bytes === shown.total.bytes ? ' and allocates the same.' : ' and allocates '),
    ...(other.total.bytes === shown.total.bytes ? [] : [strong(formatBytes(other.total.bytes)), plain('.')]),
  ];
}

function grows(run: FillTimeline): readonly Phrase[] {
  const { growths, movedEntries } = run.total;
  if (growths === 0) return [strong('never grows')];
  return [
    plain('grows '),
    strong(plural(growths, 'time', 'times')),
    plain(', moves '),
    strong(plural(movedEntries, 'entry', 'entries')),
  ];
}

function madeWith(
  hint: number | undefined,
  entries: number,
  site: SiteSummary | null,
  opening: boolean,
): readonly Phrase[] {
  if (hint === undefined) return [plain(opening ? 'Without a hint' : 'without a hint')];
  const preposition = opening ? 'With' : 'with';
  const fitting = fittingHint(site);
  if (hint === entries && fitting !== null) {
    return [plain(`${preposition} `), { text: fitting, style: 'code' }];
  }
  return [plain(`${preposition} a hint of ${formatCount(hint)}`)];
}

function plain(text: string): Phrase {
  return { text, style: 'plain' };
}

function strong(text: string): Phrase {
  return { text, style: 'strong' };
}
