import { formatBytes, formatCount, plural } from '../../base/format.ts';
import type { SiteSummary } from '../../protocol/requests.ts';
import type { SimulatorSetup } from '../../protocol/simulator-setup.ts';
import type { RunData } from './run-data.ts';
import { fittingEntries, fittingHint, runNames } from './setup.ts';

/** A piece of a sentence: its numbers are strong, Go is set as code. */
export interface Phrase {
  readonly text: string;
  readonly style: 'plain' | 'strong' | 'code';
}

/** What a run comes to, and the one it is compared with, in a sentence. */
export function verdict(
  shown: RunData,
  other: RunData | undefined,
  setup: SimulatorSetup,
  site: SiteSummary | null,
): readonly Phrase[] {
  if (shown.operations === 0)
    return [plain('A map that nothing is put into allocates what it is made with.')];
  const comparesHints = setup.compare.kind === 'hint' || other === undefined;
  const [first, second] = runNames(setup);
  return [
    ...(comparesHints ? madeWith(shown, setup, site, true) : [plain(opening(first))]),
    plain(' this map '),
    ...grows(shown),
    plain(' and allocates '),
    strong(formatBytes(shown.total.bytes)),
    ...(other === undefined
      ? [plain('.')]
      : [
          plain('; '),
          ...(comparesHints ? madeWith(other, setup, site, false) : [plain(named(second))]),
          plain(' it '),
          ...grows(other),
          ...allocates(other, shown),
        ]),
  ];
}

function allocates(other: RunData, shown: RunData): readonly Phrase[] {
  if (other.total.bytes === shown.total.bytes) return [plain(' and allocates the same.')];
  return [plain(' and allocates '), strong(formatBytes(other.total.bytes)), plain('.')];
}

const opening = (name: string): string => named(name).replace(/^./, (letter) => letter.toUpperCase());

/** `on Go 1.26`, `with bool`, `rebuilt`: how the name of a run stands in a sentence. */
function named(name: string): string {
  if (name.startsWith('Go ')) return `on ${name}`;
  switch (name) {
    case 'as it is':
    case 'rebuilt':
      return name;
    case 'deleting':
      return 'with deletes';
    default:
      return `with ${name}`;
  }
}

function grows(run: RunData): readonly Phrase[] {
  const { growths, movedEntries } = run.total;
  if (growths === 0 && movedEntries === 0) return [strong('never grows')];
  return [
    plain('grows '),
    strong(plural(growths, 'time', 'times')),
    plain(', moves '),
    strong(plural(movedEntries, 'entry', 'entries')),
  ];
}

function madeWith(
  { scenario: { hint } }: RunData,
  { steps }: SimulatorSetup,
  site: SiteSummary | null,
  opens: boolean,
): readonly Phrase[] {
  if (hint === undefined) return [plain(opens ? 'Without a hint' : 'without a hint')];
  const preposition = opens ? 'With' : 'with';
  const fitting = fittingHint(site);
  if (hint === fittingEntries(steps) && fitting !== null) {
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
