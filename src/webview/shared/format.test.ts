import { expect, it } from 'vitest';
import { formatShare } from './format.ts';

it('keeps 0 and 100 per cent for nothing and all', () => {
  expect([0, 0.001, 0.4, 0.999, 1].map(formatShare)).toEqual(['0%', '1%', '40%', '99%', '100%']);
});
