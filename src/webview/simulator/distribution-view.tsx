import type { JSX } from 'preact';
import { useCallback, useMemo, useState } from 'preact/hooks';
import { formatCount } from '../../base/format.ts';
import { entriesPerBucket, entriesPerGroup, hashStrip, probeLengths } from '../../simulator/index.ts';
import type { MapPicture } from '../../simulator/index.ts';
import { Canvas } from '../shared/canvas.tsx';
import type { Pen } from '../shared/canvas.tsx';
import { useThrottled } from '../shared/hooks.ts';
import type { Theme } from '../shared/theme.ts';
import { HASH_STRIP_HEIGHT, HISTOGRAM_HEIGHT, drawHashStrip, drawHistogram } from './histogram-draw.ts';
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
  const strip = useMemo(() => hashStrip(picture).counts, [picture]);
  const drawStrip = useCallback(
    (pen: Pen, width: number) => {
      drawHashStrip(pen, strip, theme, width);
    },
    [strip, theme],
  );
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
      <p class="note">
        {picture.layout === 'classic' ? 'hashes, by bucket number' : 'hashes, by their leading bits'}
      </p>
      <Canvas height={stripHeight} draw={drawStrip} />
    </section>
  );
}

interface ChartData {
  readonly title: string;
  readonly histogram: Histogram;
  /** `4 entries` for 4. */
  readonly what: string;
  readonly of: string;
}

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

const histogramHeight = (): number => HISTOGRAM_HEIGHT;
const stripHeight = (): number => HASH_STRIP_HEIGHT;

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
    (pen: Pen, width: number) => {
      drawHistogram(pen, histogram, theme, width);
    },
    [histogram, theme],
  );
  return (
    <div class="chart">
      <p class="note">{title}</p>
      <Canvas height={histogramHeight} draw={draw} />
      {asTable && (
        <table>
          <thead>
            <tr>
              <th scope="col">{what}</th>
              <th scope="col">{of}</th>
              {histogram.expected !== undefined && <th scope="col">expected</th>}
            </tr>
          </thead>
          <tbody>
            {Array.from(histogram.counts, (count, at) => (
              <tr key={at}>
                <th scope="row">{histogram.first + at}</th>
                <td>{formatCount(count)}</td>
                {histogram.expected !== undefined && <td>{(histogram.expected[at] ?? 0).toFixed(1)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
