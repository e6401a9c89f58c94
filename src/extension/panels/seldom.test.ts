import { expect, it } from 'vitest';
import { seldom } from './seldom.ts';

it('says the first of many at once, and how many there were after a while', () => {
  const said: string[] = [];
  let time = 5;
  const warn = seldom(
    (message) => said.push(message),
    1_000,
    () => time,
  );
  for (let count = 0; count < 100; count++) warn('bad');
  expect(said).toEqual(['bad']);
  time = 1_004;
  warn('bad');
  expect(said).toHaveLength(1);
  time = 1_005;
  warn('worse');
  expect(said).toEqual(['bad', 'worse (100 more of such messages were left out)']);
  time = 3_000;
  warn('bad');
  expect(said.at(-1)).toBe('bad');
});
