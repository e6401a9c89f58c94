import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useMedia } from '../shared/hooks.ts';
import type { RunData } from './run-data.ts';
import { nextEvent, playRate } from './steps.ts';

/** Time one event stands where motion is to be reduced, ms at speed 1. */
const EVENT_DURATION = 1200;

/** A playhead that moves by itself. */
export interface Player {
  readonly playing: boolean;
  readonly toggle: () => void;
  readonly stop: () => void;
}

/** Plays a run: smoothly, or from event to event for readers who want less motion. Stops at the end. */
export function usePlayer(
  run: RunData | undefined,
  playhead: number,
  speed: number,
  onPlayhead: (operation: number) => void,
): Player {
  const [playing, setPlaying] = useState(false);
  const still = useMedia('(prefers-reduced-motion: reduce)');
  const at = useRef(playhead);
  at.current = playhead;

  useEffect(() => {
    if (!playing || run === undefined) return;
    const { operations } = run;
    const move = (operation: number): void => {
      onPlayhead(operation);
      if (operation >= operations) setPlaying(false);
    };
    if (still) {
      const timer = setInterval(() => {
        move(nextEvent(run, at.current));
      }, EVENT_DURATION / speed);
      return () => {
        clearInterval(timer);
      };
    }
    let exact = at.current;
    let before = performance.now();
    let frame = requestAnimationFrame(function step(now) {
      exact = Math.min(operations, exact + Math.max(0, now - before) * playRate(operations, speed));
      before = now;
      if (Math.floor(exact) !== at.current) move(Math.floor(exact));
      frame = requestAnimationFrame(step);
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [playing, run, still, speed, onPlayhead]);

  const stop = useCallback(() => {
    setPlaying(false);
  }, []);

  return {
    playing,
    toggle: () => {
      if (!playing && run !== undefined && playhead >= run.operations) onPlayhead(0);
      setPlaying(!playing);
    },
    stop,
  };
}
