import { describe, expect, it } from 'vitest';
import { createRestartPolicy } from './restart-policy.ts';

describe('a server that ends', () => {
  it('is started again after longer and longer waits, then left', () => {
    const policy = createRestartPolicy();
    expect([0, 10, 20, 30, 40, 50].map((now) => policy.ended(now))).toEqual([
      250,
      500,
      1000,
      2000,
      undefined,
      undefined,
    ]);
  });

  it('may end now and then over a long time', () => {
    const policy = createRestartPolicy();
    for (let hour = 0; hour < 20; hour++) expect(policy.ended(hour * 3_600_000)).toBe(250);
  });

  it('starts afresh when a person asks for it', () => {
    const policy = createRestartPolicy();
    for (let now = 0; now < 5; now++) policy.ended(now);
    policy.reset();
    expect(policy.ended(6)).toBe(250);
  });
});
