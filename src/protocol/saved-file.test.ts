import { describe, expect, it } from 'vitest';
import { bytesOf } from './saved-file.ts';

/** A picture of one pixel. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

describe('bytesOf', () => {
  it('writes text as UTF-8', () => {
    expect(bytesOf({ format: 'csv', name: 'a', content: 'größe,桶\n' })).toEqual(
      new Uint8Array(Buffer.from('größe,桶\n', 'utf8')),
    );
  });

  it('reads a picture out of base64', () => {
    expect(bytesOf({ format: 'png', name: 'a', content: PIXEL })).toEqual(
      new Uint8Array(Buffer.from(PIXEL, 'base64')),
    );
  });

  it.each([
    ['no base64', 'not base64!'],
    ['nothing', ''],
    ['another file', btoa('#!/bin/sh\nrm -rf ~\n')],
    ['a data address', `data:image/png;base64,${PIXEL}`],
    ['half a signature', btoa('\x89PNG')],
  ])('takes %s for no picture', (_what, content) => {
    expect(bytesOf({ format: 'png', name: 'a', content })).toBeUndefined();
  });

  it('reads the largest picture in no time that is felt', () => {
    const content = PIXEL.slice(0, 88) + 'A'.repeat(28_000_000);
    const start = performance.now();
    expect(bytesOf({ format: 'png', name: 'a', content })?.length).toBeGreaterThan(20_000_000);
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
