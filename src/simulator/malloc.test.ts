import { describe, expect, it } from 'vitest';
import { allocationBytes, usableBytes } from './malloc.ts';
import { classic } from './testing.ts';

const go121 = classic(21);
const go123 = classic(23);

describe('allocationBytes', () => {
  it('rounds small objects up to their size class', () => {
    expect(allocationBytes(go123, 1, false)).toBe(8);
    expect(allocationBytes(go123, 136, false)).toBe(144);
    expect(allocationBytes(go123, 144, false)).toBe(144);
    expect(allocationBytes(go123, 1025, false)).toBe(1152);
  });

  it('rounds large objects up to whole pages', () => {
    expect(allocationBytes(go123, 32_769, false)).toBe(40_960);
    expect(allocationBytes(go121, 40_000, true)).toBe(40_960);
  });

  it('adds the type header to scanned objects above 512 bytes from Go 1.22 on', () => {
    expect(allocationBytes(go121, 1024, true)).toBe(1024);
    expect(allocationBytes(go123, 1024, true)).toBe(1152);
    expect(allocationBytes(go123, 1024, false)).toBe(1024);
    expect(allocationBytes(go123, 512, true)).toBe(512);
  });
});

describe('usableBytes', () => {
  it('is the size class without the header', () => {
    expect(usableBytes(go123, 1024, true)).toBe(1144);
    expect(usableBytes(go123, 1024, false)).toBe(1024);
    expect(usableBytes(go121, 2448, true)).toBe(2688);
    expect(usableBytes(go123, 50_000, true)).toBe(57_344);
  });
});
