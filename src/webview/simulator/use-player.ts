import { useEffect, useRef, useState } from 'preact/hooks';
import type { FillTimeline } from '../../simulator/index.ts';
import { useMedia } from '../shared/hooks.ts';
import { nextEvent, playRate } from './steps.ts';

/** Time one event stands where motion is to be reduced, ms. */
const EVENT_DURATION = 1200;

/** A playhead that moves by itself. */
export interface Player {
  readonly playing: boolean;
  readonly toggle: () => void;
  readonly stop: () => void;
}

/** Plays a run: smoothly, or from event to event for readers who want less motion. Stops at the end. */
export function usePlayer(
  run: FillTimeline | undefined,
  playhead: number,
  onPlayhead: (operation: number) => void,
): Player {
  const [playing, setPlaying] = useState(false);
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const at = useRef(playhead);
  at.current = playhead;

  useEffect(() => {
    if (!playing || run === undefined) return;
    const { entries } = run.scenario;
    const move = (operation: number): void => {
      onPlayhead(operation);
      if (operation >= entries) setPlaying(false);
    };
    if (still) {
      const timer = setInterval(() => {
        move(nextEvent(run, at.current));
      }, EVENT_DURATION);
      return () => {
        clearInterval(timer);
      };
    }
    let exact = at.current;
    let before = performance.now();
    let frame = requestAnimationFrame(function step(now) {
      exact = Math.min(entries, exact + Math.max(0, now - before) * playRate(entries));
      before = now;
      if (Math.floor(exact) !== at.current) move(Math.floor(exact));
      frame = requestAnimationFrame(step);
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [playing, run, still, onPlayhead]);

  return {
    playing,
    toggle: () => {
      if (!playing && run !== undefined && playhead >= run.scenario.entries) onPlayhead(0);
      setPlaying(!playing);
    },
    stop: () => {
      setPlaying(false);
    },
  };
}
