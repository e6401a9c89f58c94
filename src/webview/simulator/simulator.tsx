import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { SimulatorSetup } from '../../protocol/simulator-setup.ts';
import type {
  Shown,
  SimulatorState,
  SimulatorToHost,
  SimulatorToView,
  SimulatorView,
} from '../../protocol/webview.ts';
import { describeLayout } from '../../simulator/index.ts';
import { useTheme, useThrottled } from '../shared/hooks.ts';
import type { Host } from '../shared/host.ts';
import type { Notice } from './app.tsx';
import { ControlsView } from './controls-view.tsx';
import { DistributionView } from './distribution-view.tsx';
import { EventsView } from './events-view.tsx';
import { exportItems } from './export-items.ts';
import { HeaderView } from './header-view.tsx';
import { PlayerView } from './player-view.tsx';
import type { PosterParts } from './poster.ts';
import { tellingOperation } from './run-data.ts';
import { fittingHint, hintToApply, runNames, runtimeOf } from './setup.ts';
import { StructureView } from './structure/structure-view.tsx';
import { TableView } from './table-view.tsx';
import { TimelineView } from './timeline-view.tsx';
import { totalRows } from './totals.ts';
import { TotalsView } from './totals-view.tsx';
import { slotTypes } from './type-choices.ts';
import { usePlayer } from './use-player.ts';
import { useSimulations } from './use-simulations.ts';
import type { RunPair } from './use-simulations.ts';
import { verdict } from './verdict.ts';
import { versionChoices } from '../shared/version-choices.ts';

/** The view is kept no more often than this, ms: a playhead that plays changes it sixty times a second. */
const KEEP_INTERVAL = 300;

interface SimulatorProps {
  readonly host: Host<SimulatorToHost, SimulatorToView>;
  readonly shown: Shown;
  /** The view to start with. */
  readonly view: SimulatorView;
  readonly notice: Notice | undefined;
  readonly onNotice: (notice: Notice) => void;
}

/** The growth simulator: of a site, of a link, or of an example. */
export function Simulator({ host, shown, view: firstView, notice, onNotice }: SimulatorProps): JSX.Element {
  const { site } = shown;
  const [view, setView] = useState(firstView);
  const change = useCallback((part: Partial<SimulatorView>) => {
    setView((old) => ({ ...old, ...part }));
  }, []);
  const changeSetup = useCallback((part: Partial<SimulatorSetup>) => {
    setView((old) => ({
      ...old,
      setup: { ...old.setup, ...part },
      // On another program the playhead would stand anywhere; on another runtime it stands at the same operation.
      playhead: part.steps === undefined ? old.playhead : null,
    }));
  }, []);
  useKeptState(host, { v: 2, site, view });

  const { setup } = view;
  const theme = useTheme();
  const versions = useMemo(
    () =>
      versionChoices(site, shown, [
        setup.version,
        ...(setup.compare.kind === 'version' ? [setup.compare.version] : []),
      ]),
    [site, shown, setup.version, setup.compare],
  );
  const layout = useMemo(
    () => describeLayout(runtimeOf(setup.version), slotTypes(setup)),
    [setup.version, setup.key, setup.elem],
  );
  const playheadOf = (runs: RunPair): number =>
    Math.min(view.playhead ?? tellingOperation(runs.shown), runs.shown.operations);
  const { runs, busy, problem, picture } = useSimulations(setup, playheadOf);
  const onPlayhead = useCallback(
    (playhead: number) => {
      change({ playhead });
    },
    [change],
  );
  const playhead = runs === undefined ? 0 : playheadOf(runs);
  const player = usePlayer(runs?.shown, playhead, view.speed, onPlayhead);
  const { stop } = player;
  const movePlayhead = useCallback(
    (operation: number): void => {
      stop();
      onPlayhead(operation);
    },
    [stop, onPlayhead],
  );
  const [onTimeline, setOnTimeline] = useState(false);
  const parts = useRef<PosterParts>({ picture, playhead, theme });
  parts.current = { picture, playhead, theme };

  // A playhead that plays draws the page anew sixty times a second. What does not follow it is the same each time, and
  // Preact passes over what is the same.
  const header = useMemo(() => {
    const hint = host.can.has('applyHint') ? hintToApply(setup, site) : undefined;
    return (
      <HeaderView
        site={site}
        isLinked={shown.setup !== null}
        versions={versions}
        version={setup.version}
        exports={runs === undefined ? [] : exportItems(host, runs, site, () => parts.current, onNotice)}
        hintToApply={hint === 'suggested' ? (fittingHint(site) ?? undefined) : hint?.toString()}
        notice={notice}
        canReveal={host.can.has('reveal')}
        onVersion={(version) => {
          changeSetup({ version });
        }}
        onReveal={() => {
          host.post({ type: 'revealSite' });
        }}
        onApply={() => {
          if (hint !== undefined) host.post({ type: 'applyHint', hint });
        }}
      />
    );
  }, [host, site, shown, versions, setup, runs, notice, onNotice, changeSetup]);
  const controls = useMemo(
    () => (
      <ControlsView
        site={site}
        setup={setup}
        layout={layout}
        versions={versions}
        onSetup={changeSetup}
        onStory={(story) => {
          change({ setup: story.setup, playhead: story.playhead ?? null });
        }}
      />
    ),
    [site, setup, layout, versions, changeSetup, change],
  );
  const verdictView = useMemo(
    () => (runs === undefined ? null : <VerdictView runs={runs} shown={shown} />),
    [runs, shown],
  );
  const totals = useMemo(
    () =>
      runs === undefined ? null : (
        <TotalsView names={runNames(runs.setup)} rows={totalRows(runs.shown, runs.other)} />
      ),
    [runs],
  );

  return (
    <div class="page">
      {header}
      <main class={busy ? 'busy' : undefined} aria-busy={busy}>
        {controls}
        {problem !== undefined && (
          <p class="problem" role="alert">
            This cannot be simulated: {readable(problem)}.
          </p>
        )}
        {runs !== undefined && (
          <div class="columns">
            <div class="verdict" aria-live="polite" aria-atomic="true">
              {verdictView}
            </div>
            <div class="stage">
              <StructureView picture={picture} run={runs.shown} theme={theme} />
              <PlayerView
                run={runs.shown}
                playhead={playhead}
                player={player}
                speed={view.speed}
                announce={!player.playing && !onTimeline}
                onPlayhead={movePlayhead}
                onSpeed={(speed) => {
                  change({ speed });
                }}
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
                  {runs.shown.scenario.runtime.layout === 'classic' && (
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
            <aside class="side" aria-label="Totals, events and distribution">
              {totals}
              <EventsView run={runs.shown} playhead={playhead} onPlayhead={movePlayhead} />
              {picture !== undefined && <DistributionView picture={picture} theme={theme} />}
            </aside>
          </div>
        )}
      </main>
    </div>
  );
}

function VerdictView({ runs, shown }: { readonly runs: RunPair; readonly shown: Shown }): JSX.Element {
  return (
    <p>
      {verdict(runs.shown, runs.other, runs.setup, shown.site).map(({ text, style }, index) =>
        style === 'strong' ? (
          <strong key={index}>{text}</strong>
        ) : style === 'code' ? (
          <code key={index}>{text}</code>
        ) : (
          text
        ),
      )}
    </p>
  );
}

function useKeptState(host: SimulatorProps['host'], { site, view }: SimulatorState): void {
  // A page may be thrown away at any moment, also while it plays.
  const kept = useThrottled(view, KEEP_INTERVAL);
  useEffect(() => {
    host.setState({ v: 2, site, view: kept } satisfies SimulatorState);
  }, [host, site, kept]);
}

/** The simulator names fields of its scenario; the page counts steps from 1. */
function readable(problem: string): string {
  return problem.replace(/steps\[(\d+)\](?:\.(\w+)(?:\.\w+)*)?/g, (_, index: string, field?: string) =>
    [`step ${Number(index) + 1}`, ...(field === undefined ? [] : [field])].join(', '),
  );
}
