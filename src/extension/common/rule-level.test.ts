import { describe, expect, it } from 'vitest';
import { withLevel } from './rule-level.ts';

describe('the level of a rule in a settings file', () => {
  it('is put beside the others', () => {
    expect(withLevel(undefined, 'copy-loop', 'off')).toEqual({ 'copy-loop': 'off' });
    expect(withLevel({ 'map-search': 'hint' }, 'copy-loop', 'off')).toEqual({
      'map-search': 'hint',
      'copy-loop': 'off',
    });
  });

  it('takes the place of the one before', () => {
    expect(withLevel({ 'copy-loop': 'off' }, 'copy-loop', 'error')).toEqual({ 'copy-loop': 'error' });
  });

  it('goes, and the setting with the last of them', () => {
    expect(withLevel({ 'copy-loop': 'off', a: 'hint' }, 'copy-loop', undefined)).toEqual({ a: 'hint' });
    expect(withLevel({ 'copy-loop': 'off' }, 'copy-loop', undefined)).toBeUndefined();
    expect(withLevel(undefined, 'copy-loop', undefined)).toBeUndefined();
  });
});
