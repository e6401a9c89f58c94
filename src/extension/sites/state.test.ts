import { describe, expect, it } from 'vitest';
import { FIRST_STATE, isNarrowed, queryOf, readState, tidyFilter, type SitesState } from './state.ts';

describe('what the view remembers', () => {
  it('comes back as it was', () => {
    const state: SitesState = { filter: 'a b', order: 'heat', onlyWithFindings: true, flat: true };
    expect(readState(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  it('falls back part by part where it is not understood', () => {
    for (const kept of [undefined, null, 'price', 7, {}]) expect(readState(kept)).toEqual(FIRST_STATE);
    expect(readState({ filter: 7, order: 'size', onlyWithFindings: 'yes', flat: true })).toEqual({
      ...FIRST_STATE,
      flat: true,
    });
  });

  it('is told to the server without what only concerns the view', () => {
    expect(queryOf({ ...FIRST_STATE, flat: true })).toEqual({
      filter: '',
      order: 'price',
      onlyWithFindings: false,
    });
  });

  it('narrows by a filter or to findings', () => {
    expect(isNarrowed({ ...FIRST_STATE, flat: true, order: 'name' })).toBe(false);
    expect(isNarrowed({ ...FIRST_STATE, filter: 'x' })).toBe(true);
    expect(isNarrowed({ ...FIRST_STATE, onlyWithFindings: true })).toBe(true);
  });

  it('does not mind white space in a filter', () => {
    expect(tidyFilter('  hot \t int ')).toBe('hot int');
  });
});
