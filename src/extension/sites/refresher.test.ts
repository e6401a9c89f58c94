import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRefresher } from './refresher.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const idle = (): boolean => false;

describe('a tree is fetched anew', () => {
  it('once for a burst of changes', () => {
    const run = vi.fn();
    const { soon } = createRefresher(run, 1000, idle);
    for (let at = 0; at < 50; at++) soon();
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100);
    expect(run).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(5000);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('now and then while changes go on, and once after the last', () => {
    const run = vi.fn();
    const { soon } = createRefresher(run, 1000, idle);
    for (let at = 0; at < 100; at++) {
      soon();
      vi.advanceTimersByTime(50);
    }
    expect(run.mock.calls.length).toBeGreaterThanOrEqual(4);
    expect(run.mock.calls.length).toBeLessThanOrEqual(6);
    const before = run.mock.calls.length;
    soon();
    vi.advanceTimersByTime(2000);
    expect(run.mock.calls.length).toBe(before + 1);
  });

  it('at once where the reader waits, and not again for what came before', () => {
    const run = vi.fn();
    const { soon, now } = createRefresher(run, 1000, idle);
    soon();
    now();
    vi.advanceTimersByTime(0);
    expect(run).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(5000);
    expect(run).toHaveBeenCalledTimes(1);
    now();
    now();
    vi.advanceTimersByTime(0);
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('not before it has come to rest', () => {
    const run = vi.fn();
    let busy = true;
    const { now, soon } = createRefresher(run, 1000, () => busy);
    now();
    vi.advanceTimersByTime(400);
    soon();
    expect(run).not.toHaveBeenCalled();
    busy = false;
    vi.advanceTimersByTime(50);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('no more when the view is gone', () => {
    const run = vi.fn();
    const { soon, dispose } = createRefresher(run, 1000, idle);
    soon();
    dispose();
    vi.advanceTimersByTime(2000);
    expect(run).not.toHaveBeenCalled();
  });
});
