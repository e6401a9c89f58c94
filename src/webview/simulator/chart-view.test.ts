import { expect, it } from 'vitest';
import { partAfter } from './chart-view.tsx';

it.each([
  ['ArrowRight', undefined, 0],
  ['ArrowRight', 3, 4],
  ['ArrowRight', 9, 9],
  ['ArrowLeft', undefined, 9],
  ['ArrowLeft', 0, 0],
  ['Home', 5, 0],
  ['End', 5, 9],
  ['Escape', 5, undefined],
  ['Escape', undefined, 'stay'],
  ['Tab', 5, 'stay'],
] as const)('%s leads from part %s to %s', (key, from, to) => {
  expect(partAfter(key, from, 10)).toBe(to);
});
