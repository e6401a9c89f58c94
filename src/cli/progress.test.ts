import { expect, it } from 'vitest';
import { createProgress } from './progress.ts';

function withClock(isTerminal: boolean) {
  let time = 0;
  let written = '';
  const stderr = { write: (text: string) => void (written += text), isTerminal, isClosed: false };
  const progress = createProgress({ stderr, now: () => time }, 2000);
  return {
    progress,
    at: (milliseconds: number) => (time = milliseconds),
    take: () => {
      const text = written;
      written = '';
      return text;
    },
  };
}

it('appears after a second, is redrawn now and then, and goes away', () => {
  const { progress, at, take } = withClock(true);
  at(999);
  progress.advance(500);
  expect(take()).toBe('');
  at(1000);
  progress.advance(500);
  expect(take()).toBe('\r\u001B[K1,000/2,000 files');
  at(1050);
  progress.advance(1);
  expect(take()).toBe('');
  at(1100);
  progress.advance(1);
  expect(take()).toBe('\r\u001B[K1,002/2,000 files');
  progress.clear();
  progress.clear();
  expect(take()).toBe('\r\u001B[K');
});

it('stays away from logs', () => {
  const { progress, at, take } = withClock(false);
  at(5000);
  progress.advance(500);
  progress.clear();
  expect(take()).toBe('');
});
