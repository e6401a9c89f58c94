import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { SiteSummary } from '../../protocol/requests.ts';
import type {
  SimulatorState,
  SimulatorToHost,
  SimulatorToView,
  SimulatorView,
} from '../../protocol/webview.ts';
import { describeLayout, runtimeFor } from '../../simulator/index.ts';
import { useTheme } from '../shared/hooks.ts';
import type { Host } from '../shared/host.ts';
import { ControlsView } from './controls-view.tsx';
import { EventsView } from './events-view.tsx';
import { HeaderView } from './header-view.tsx';
import { tellingOperation } from './map-state.ts';
import { PlayerView } from './player-view.tsx';
import { StructureView } from './structure-view.tsx';
import { TableView } from './table-view.tsx';
import { TimelineView } from './timeline-view.tsx';
import { totalRows, totalsMarkdown } from './totals.ts';
import { TotalsView } from './totals-view.tsx';
import { usePlayer } from './use-player.ts';
import { verdict } from './verdict.ts';
import { defaultChoice, versionChoices } from '../shared/version-choices.ts';
import { useRuns } from './use-runs.ts';
import { EXAMPLE_TYPES } from './view-state.ts';
import { runName } from './words.ts';

/** The view is kept this long after its last change, ms: a playhead that plays changes it sixty times a second. */
const KEEP_DELAY = 300;

interface SimulatorProps {
  readonly host: Host<SimulatorToHost, SimulatorToView>;
  readonly site: SiteSummary | null;
  /** The view to start with. */
  readonly view: SimulatorView;
  readonly copied: boolean;
}

/** The growth simulator of one site. */
export function Simulator({ host, site, view: firstView, copied }: SimulatorProps): JSX.Element {
  const [view, setView] = useState(firstView);
  const change = useCallback((part: Partial<SimulatorView>) => {
    setView((old) => ({ ...old, ...part }));
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => {
      host.setState({ v: 1, site, view } satisfies SimulatorState);
    }, KEEP_DELAY);
    return () => {
      clearTimeout(timer);
    };
  }, [host, site, view]);

  const versions = useMemo(() => versionChoices(site), [site]);
  const choice = versions.find(({ id }) => id === view.version) ?? defaultChoice(versions);
  const types = site?.types ?? EXAMPLE_TYPES;
  const runtime = useMemo(
    () => runtimeFor(choice.version, { noSwissMap: choice.noSwissMap }),
    [choice.version, choice.noSwissMap],
  );
  const layout = useMemo(() => describeLayout(runtime, types), [runtime, types]);
  const { runs, busy } = useRuns(view, runtime, types);
  const theme = useTheme();

  const onPlayhead = useCallback(
    (playhead: number) => {
      change({ playhead });
    },
    [change],
  );
  const playhead =
    runs === undefined
      ? 0
      : Math.min(view.playhead ?? tellingOperation(runs.shown), runs.shown.scenario.entries);
  const player = usePlayer(runs?.shown, playhead, onPlayhead);
  const movePlayhead = (operation: number): void => {
    player.stop();
    onPlayhead(operation);
  };
  const [onTimeline, setOnTimeline] = useState(false);
  const rows = useMemo(() => (runs === undefined ? [] : totalRows(runs.shown, runs.other)), [runs]);

  const copyTotals = (): void => {
    if (runs === undefined) return;
    const map = `map[${site?.keyType ?? 'string'}]${site?.elemType ?? 'int'}`;
    const title = `${map}, ${view.entries} inserts, Go ${choice.label}`;
    const columns = [runName(runs.shown.scenario), runName(runs.other.scenario)] as const;
    host.post({ type: 'copyText', text: totalsMarkdown(title, columns, rows) });
  };

  return (
    <div class="page">
      <HeaderView
        site={site}
        versions={versions}
        version={choice.id}
        onVersion={(version) => {
          change({ version });
        }}
        onReveal={() => {
          host.post({ type: 'revealSite' });
        }}
      />
      <main class={busy ? 'busy' : undefined} aria-busy={busy}>
        <ControlsView
          site={site}
          types={types}
          layout={layout}
          view={view}
          onEntries={(entries) => {
            change({ entries, playhead: null });
          }}
          onHint={(hint) => {
            change({ hint });
          }}
        />
        {runs !== undefined && (
          <div class="columns">
            <div class="verdict" aria-live="polite" aria-atomic="true">
              <p>
                {verdict(runs.shown, runs.other, site).map(({ text, style }, index) =>
                  style === 'strong' ? (
                    <strong key={index}>{text}</strong>
                  ) : style === 'code' ? (
                    <code key={index}>{text}</code>
                  ) : (
                    text
                  ),
                )}
              </p>
            </div>
            <div class="stage">
              <StructureView run={runs.shown} playhead={playhead} theme={theme} />
              <PlayerView
                run={runs.shown}
                playhead={playhead}
                player={player}
                announce={!player.playing && !onTimeline}
                onPlayhead={movePlayhead}
              />
              <section aria-labelledby="timeline-title">
                <div class="title-row">
                  <h2 id="timeline-title">Timeline</h2>
                  <span class="note" id="timeline-keys">
                    ← → to step, Page Up and Page Down to go to events
                  </span>
                  <button
                    type="button"
                    class="link quiet"
                    aria-expanded={view.asTable}
                    onClick={() => {
                      change({ asTable: !view.asTable });
                    }}
                  >
                    {view.asTable ? 'Hide table' : 'Show as table'}
                  </button>
                  {runtime.layout === 'classic' && (
                    <ul class="legend">
                      <li class="purple">evacuation under way</li>
                    </ul>
                  )}
                </div>
                <TimelineView
                  runs={runs}
                  playhead={playhead}
                  theme={theme}
                  onPlayhead={movePlayhead}
                  onFocus={setOnTimeline}
                />
                {view.asTable && <TableView runs={runs} />}
              </section>
            </div>
            <aside class="side" aria-label="Totals and events">
              <TotalsView runs={runs} rows={rows} copied={copied} onCopy={copyTotals} />
              <EventsView run={runs.shown} playhead={playhead} onPlayhead={movePlayhead} />
            </aside>
          </div>
        )}
      </main>
    </div>
  );
}
