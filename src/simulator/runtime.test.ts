import { describe, expect, it } from 'vitest';
import { runtimeFor } from './runtime.ts';

const go = (minor: number, major = 1) => ({ major, minor, patch: 0 });

describe('runtimeFor', () => {
  it('is classic up to Go 1.23 and Swiss from 1.24 on', () => {
    expect(runtimeFor(go(23))).toEqual({ layout: 'classic', minor: 23 });
    expect(runtimeFor(go(24))).toEqual({ layout: 'swiss', minor: 24 });
  });

  it('honours GOEXPERIMENT=noswissmap in the two releases that know it', () => {
    const noSwissMap = { noSwissMap: true };
    expect(runtimeFor(go(24), noSwissMap).layout).toBe('classic');
    expect(runtimeFor(go(25), noSwissMap).layout).toBe('classic');
    expect(runtimeFor(go(26), noSwissMap).layout).toBe('swiss');
  });

  it('behaves as the nearest modelled release outside the modelled range', () => {
    expect(runtimeFor(go(3))).toEqual({ layout: 'classic', minor: 18 });
    expect(runtimeFor(go(40))).toEqual({ layout: 'swiss', minor: 27 });
    expect(runtimeFor(go(0, 2))).toEqual({ layout: 'swiss', minor: 27 });
    expect(runtimeFor(go(9, 0))).toEqual({ layout: 'classic', minor: 18 });
  });
});
