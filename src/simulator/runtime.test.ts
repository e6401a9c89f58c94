import { describe, expect, it } from 'vitest';
import { parseGoVersion } from '../base/go-version.ts';
import { runtimeFor, type BuildOptions } from './runtime.ts';

function runtime(version: string, options?: BuildOptions): string {
  const parsed = parseGoVersion(version);
  if (parsed === undefined) throw new Error(version);
  const { layout, minor, architecture, splitGroups } = runtimeFor(parsed, options);
  return `${layout} ${minor} ${architecture}${splitGroups ? ' split' : ''}`;
}

describe('runtimeFor', () => {
  it('is classic up to Go 1.23 and Swiss from 1.24 on', () => {
    expect(runtime('1.23')).toBe('classic 23 amd64');
    expect(runtime('1.24')).toBe('swiss 24 amd64');
  });

  it('knows which experiments a release has', () => {
    expect(runtime('1.24', { noSwissMap: true })).toBe('classic 24 amd64');
    expect(runtime('1.25', { noSwissMap: true })).toBe('classic 25 amd64');
    expect(runtime('1.26', { noSwissMap: true })).toBe('swiss 26 amd64');
    expect(runtime('1.26', { mapSplitGroup: true })).toBe('swiss 26 amd64');
    expect(runtime('1.27', { mapSplitGroup: true })).toBe('swiss 27 amd64 split');
  });

  it('behaves as the nearest modelled release outside the modelled range', () => {
    expect(runtime('1.4')).toBe('classic 18 amd64');
    expect(runtime('1.99')).toBe('swiss 27 amd64');
    expect(runtime('2.0')).toBe('swiss 27 amd64');
    expect(runtime('0.9')).toBe('classic 18 amd64');
  });

  it('takes the architecture it is given', () => {
    expect(runtime('1.22', { architecture: '386' })).toBe('classic 22 386');
  });
});
