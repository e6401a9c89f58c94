import type { JSX } from 'preact';
import { Icon } from '../shared/icons.tsx';
import type { RunData } from './run-data.ts';
import { SPEEDS, nextEvent, previousEvent } from './steps.ts';
import type { Player } from './use-player.ts';
import { operationText } from './words.ts';

interface PlayerProps {
  readonly run: RunData;
  readonly playhead: number;
  readonly player: Player;
  readonly speed: number;
  /** False while something else already speaks each step. */
  readonly announce: boolean;
  readonly onPlayhead: (operation: number) => void;
  readonly onSpeed: (speed: number) => void;
}

/** Buttons that move the playhead, and what the map does there. */
export function PlayerView(props: PlayerProps): JSX.Element {
  const { run, playhead, player, speed, announce, onPlayhead, onSpeed } = props;
  return (
    <div class="player">
      <div class="player-buttons" role="group" aria-label="Playhead">
        <button
          type="button"
          title="To the start"
          aria-label="To the start"
          onClick={() => {
            onPlayhead(0);
          }}
        >
          <Icon shape="start" />
        </button>
        <button
          type="button"
          title="To the previous event"
          aria-label="Previous event"
          onClick={() => {
            onPlayhead(previousEvent(run, playhead));
          }}
        >
          <Icon shape="previous" />
        </button>
        <button
          type="button"
          title="One operation back"
          aria-label="−1 operation"
          onClick={() => {
            onPlayhead(Math.max(0, playhead - 1));
          }}
        >
          −1
        </button>
        <button type="button" class="play" onClick={player.toggle}>
          <Icon shape={player.playing ? 'pause' : 'play'} /> {player.playing ? 'Pause' : 'Play'}
        </button>
        <button
          type="button"
          title="One operation on"
          aria-label="+1 operation"
          onClick={() => {
            onPlayhead(Math.min(run.operations, playhead + 1));
          }}
        >
          +1
        </button>
        <button
          type="button"
          onClick={() => {
            onPlayhead(nextEvent(run, playhead));
          }}
        >
          <Icon shape="next" /> Next event
        </button>
        <span class="fact">
          <label for="speed">speed</label>
          <select
            id="speed"
            value={String(speed)}
            onChange={(event) => {
              onSpeed(Number(event.currentTarget.value));
            }}
          >
            {SPEEDS.map((choice) => (
              <option key={choice} value={String(choice)}>
                {choice}×
              </option>
            ))}
          </select>
        </span>
      </div>
      <p class="operation" role="status" aria-live={announce ? 'polite' : 'off'}>
        {operationText(run, playhead)}
      </p>
    </div>
  );
}
