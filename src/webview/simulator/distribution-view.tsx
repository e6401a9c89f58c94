import type { JSX } from 'preact';
import { useCallback, useMemo, useState } from 'preact/hooks';
import { formatCount, plural } from '../../base/format.ts';
import { entriesPerBucket, entriesPerGroup, hashStrip, probeLengths } from '../../simulator/index.ts';
import type { MapPicture } from '../../simulator/index.ts';
import type { Pen } from '../shared/canvas.tsx';
import { useThrottled } from '../shared/hooks.ts';
import type { Theme } from '../shared/theme.ts';
import { ChartView } from './chart-view.tsx';
import {
  HASH_STRIP_HEIGHT,
  HISTOGRAM_HEIGHT,
  barAt,
  barsOf,
  drawHashStrip,
  drawHistogram,
} from './histogram-draw.ts';
import type { Histogram } from './histogram-draw.ts';

/** While a run plays the charts are drawn anew no more often than this, ms. */
const INTERVAL = 250;

interface DistributionProps {
  readonly picture: MapPicture;
  readonly theme: Theme;
}

/** How the entries of a picture spread over buckets, or how far lookups have to go for them. */
export function DistributionView({ picture: latest, theme }: DistributionProps): JSX.Element {
  // Counting the entries of a large map takes longer than a frame, and nobody reads a histogram sixty times a second.
  const picture = useThrottled(latest, INTERVAL);
  const [asTable, setAsTable] = useState(false);
  const charts = useMemo(() => chartsOf(picture), [picture]);
  const isExpected = charts.some(({ histogram }) => histogram.expected !== undefined);
  return (
    <section aria-labelledby="distribution-title">
      <div class="title-row">
        <h2 id="distribution-title">Distribution</h2>
        <button
          type="button"
          class="link quiet"
          aria-expanded={asTable}
          onClick={() => {
            setAsTable(!asTable);
          }}
        >
          {asTable ? 'Hide numbers' : 'Show as numbers'}
        </button>
        {isExpected && (
          <ul class="legend">
            <li class="blue">this map</li>
            <li class="yellow">expected</li>
          </ul>
        )}
      </div>
      {charts.map((chart) => (
        <Chart key={chart.title} chart={chart} theme={theme} asTable={asTable} />
      ))}
      <HashSpace picture={picture} theme={theme} asTable={asTable} />
    </section>
  );
}

interface ChartData {
  readonly title: string;
  readonly histogram: Histogram;
  /** What its bars are numbers of, and what is counted in them. */
  readonly what: Counted;
  readonly of: Counted;
}

type Counted = keyof typeof SINGULAR;

const SINGULAR = { entries: 'entry', buckets: 'bucket', groups: 'group' } as const;

function chartsOf(picture: MapPicture): readonly ChartData[] {
  if (picture.layout === 'classic') {
    const histogram = { ...entriesPerBucket(picture), first: 0 };
    const { old, evacuatedBuckets } = picture;
    const title =
      old === undefined
        ? 'entries per bucket'
        : `entries per new bucket; ${formatCount(old.mainBuckets - evacuatedBuckets)} old ones still have theirs`;
    return [{ title, histogram, what: 'entries', of: 'buckets' }];
  }
  const lengths = probeLengths(picture).counts;
  return [
    {
      title: 'groups a lookup looks into',
      // No lookup looks into none.
      histogram: { counts: lengths.slice(1), expected: undefined, first: 1 },
      what: 'groups',
      of: 'entries',
    },
    {
      title: 'entries per group',
      histogram: { ...entriesPerGroup(picture), first: 0 },
      what: 'entries',
      of: 'groups',
    },
  ];
}

function Chart({
  chart: { title, histogram, what, of },
  theme,
  asTable,
}: {
  readonly chart: ChartData;
  readonly theme: Theme;
  readonly asTable: boolean;
}): JSX.Element {
  const draw = useCallback(
    (pen: Pen, width: number, chosen: number | undefined) => {
      drawHistogram(pen, histogram, theme, width, chosen);
    },
    [histogram, theme],
  );
  const { counts, expected, first } = histogram;
  return (
    <div class="chart">
      <ChartView
        title={title}
        kind="histogram"
        parts={barsOf(histogram)}
        height={HISTOGRAM_HEIGHT}
        draw={draw}
        partAt={(x, width) => barAt(histogram, x, width)}
        describe={(bar) =>
          `${counted(first + bar, what)}: ${counted(counts[bar] ?? 0, of)}${
            expected === undefined ? '' : `, ${(expected[bar] ?? 0).toFixed(1)} expected`
          }`
        }
      />
      {asTable && (
        <table>
          <thead>
            <tr>
              <th scope="col">{what}</th>
              <th scope="col">{of}</th>
              {expected !== undefined && <th scope="col">expected</th>}
            </tr>
          </thead>
          <tbody>
            {Array.from(counts, (count, at) => (
              <tr key={at}>
                <th scope="row">{first + at}</th>
                <td>{formatCount(count)}</td>
                {expected !== undefined && <td>{(expected[at] ?? 0).toFixed(1)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

const counted = (count: number, what: Counted): string => plural(count, SINGULAR[what], what);

/** Where in the hash space the entries lie. */
function HashSpace({
  picture,
  theme,
  asTable,
}: DistributionProps & { readonly asTable: boolean }): JSX.Element {
  const { counts, name } = useMemo(() => hashParts(picture), [picture]);
  const draw = useCallback(
    (pen: Pen, width: number, chosen: number | undefined) => {
      drawHashStrip(pen, counts, theme, width, chosen);
    },
    [counts, theme],
  );
  const title = picture.layout === 'classic' ? 'hashes, by bucket number' : 'hashes, by their leading bits';
  return (
    <div class="chart">
      <ChartView
        title={title}
        kind="strip"
        parts={counts.length}
        height={HASH_STRIP_HEIGHT}
        draw={draw}
        partAt={(x, width) => Math.floor((x * counts.length) / width)}
        describe={(part) => `${name(part)}: ${plural(counts[part] ?? 0, 'entry', 'entries')}`}
      />
      {asTable && (
        <div class="table-place" role="region" aria-label={`${title}, as a table`} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{picture.layout === 'classic' ? 'buckets' : 'bits'}</th>
                <th scope="col">entries</th>
              </tr>
            </thead>
            <tbody>
              {Array.from(counts, (count, part) => (
                <tr key={part}>
                  <th scope="row">{name(part)}</th>
                  <td>{formatCount(count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

/** Entries in each part of the hash space, and what a part is called: its buckets, or the bits its hashes begin with. */
function hashParts(picture: MapPicture): {
  readonly counts: Uint32Array;
  readonly name: (part: number) => string;
} {
  const { counts } = hashStrip(picture);
  if (picture.layout === 'swiss') {
    const bits = Math.log2(Math.max(1, counts.length));
    return { counts, name: (part) => part.toString(2).padStart(bits, '0') };
  }
  const buckets = picture.old?.mainBuckets ?? picture.current?.mainBuckets ?? 0;
  const first = (part: number): number => Math.ceil((part * buckets) / counts.length);
  return {
    counts,
    name: (part) => {
      const last = first(part + 1) - 1;
      return first(part) === last ? formatCount(last) : `${formatCount(first(part))}–${formatCount(last)}`;
    },
  };
}
