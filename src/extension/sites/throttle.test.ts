import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createThrottle } from './throttle.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a throttle', () => {
  it('makes one run of a burst', () => {
    const run = vi.fn();
    const { trigger } = createThrottle(run, 1000);
    for (let at = 0; at < 50; at++) trigger();
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100);
    expect(run).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(5000);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('runs on while it is asked on, but seldom, and once after the last time', () => {
    const run = vi.fn();
    const { trigger } = createThrottle(run, 1000);
    for (let at = 0; at < 100; at++) {
      trigger();
      vi.advanceTimersByTime(50);
    }
    expect(run.mock.calls.length).toBeGreaterThanOrEqual(4);
    expect(run.mock.calls.length).toBeLessThanOrEqual(6);
    const before = run.mock.calls.length;
    trigger();
    vi.advanceTimersByTime(2000);
    expect(run.mock.calls.length).toBe(before + 1);
  });

  it('stops', () => {
    const run = vi.fn();
    const { trigger, dispose } = createThrottle(run, 1000);
    trigger();
    dispose();
    vi.advanceTimersByTime(2000);
    expect(run).not.toHaveBeenCalled();
  });
});
