import { describe, expect, it } from 'vitest';
import { allocationBytes, usableBytes } from './malloc.ts';
import type { MapRuntime } from './model.ts';
import { classic } from './testing.ts';

const go121 = classic(21);
const go123 = classic(23);

describe('allocationBytes', () => {
  it('rounds small objects up to their size class', () => {
    expect(allocationBytes(go123, 1, true)).toBe(8);
    expect(allocationBytes(go123, 16, false)).toBe(16);
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
    expect(allocationBytes(go123, 32_760, true)).toBe(32_768);
    expect(allocationBytes(go123, 32_768, true)).toBe(32_768);
  });

  it('adds it above 128 bytes where words have 32 bits', () => {
    const target: MapRuntime = { ...go123, architecture: '386' };
    expect(allocationBytes(target, 128, true)).toBe(128);
    expect(allocationBytes(target, 144, true)).toBe(160);
    expect(allocationBytes(target, 144, false)).toBe(144);
    expect(allocationBytes({ ...go121, architecture: '386' }, 144, true)).toBe(144);
  });

  it('gives an object for the tiny allocator a block', () => {
    expect(allocationBytes(go123, 12, false)).toBe(16);
    expect(allocationBytes(go123, 12, true)).toBe(16);
    expect(allocationBytes(go123, 8, true)).toBe(8);
  });
});

describe('usableBytes', () => {
  it('is the size class without the header', () => {
    expect(usableBytes(go123, 1024, true)).toBe(1144);
    expect(usableBytes(go123, 1024, false)).toBe(1024);
    expect(usableBytes(go121, 2448, true)).toBe(2688);
    expect(usableBytes(go123, 50_000, true)).toBe(57_344);
    expect(usableBytes({ ...go123, architecture: '386' }, 500, true)).toBe(504);
  });
});
