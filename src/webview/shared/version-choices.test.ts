import { describe, expect, it } from 'vitest';
import { SITE } from '../simulator/fixtures.ts';
import { defaultChoice, versionChoices } from './version-choices.ts';

const ids = (choices: ReturnType<typeof versionChoices>): readonly string[] => choices.map(({ id }) => id);

describe('versionChoices', () => {
  it('offers landmarks without a site and opens on the newest', () => {
    const choices = versionChoices(null);
    expect(ids(choices)).toEqual(['1.21', '1.23', '1.24', '1.26', '1.27']);
    expect(defaultChoice(choices).id).toBe('1.27');
  });

  it('marks the own version of the site, whatever its patch release', () => {
    const choices = versionChoices(SITE);
    expect(ids(choices)).toEqual(['1.21', '1.23', '1.24', '1.26', '1.27']);
    expect(choices.filter(({ own }) => own).map(({ id }) => id)).toEqual(['1.23']);
    expect(defaultChoice(choices).id).toBe('1.23');
  });

  it('adds an own version that is no landmark, in order', () => {
    const choices = versionChoices({ ...SITE, goVersion: '1.25.12', layout: 'swiss' });
    expect(ids(choices)).toEqual(['1.21', '1.23', '1.24', '1.25', '1.26', '1.27']);
    expect(defaultChoice(choices)).toMatchObject({ id: '1.25', layout: 'swiss', noSwissMap: false });
  });

  it('keeps a classic map in a release with Swiss maps apart', () => {
    const choices = versionChoices({ ...SITE, goVersion: '1.24', layout: 'classic' });
    expect(ids(choices)).toEqual(['1.21', '1.23', '1.24-noswissmap', '1.24', '1.26', '1.27']);
    expect(defaultChoice(choices)).toMatchObject({ layout: 'classic', noSwissMap: true });
  });

  it('stands in with the nearest modelled release', () => {
    expect(defaultChoice(versionChoices({ ...SITE, goVersion: '1.12' })).id).toBe('1.18');
    expect(defaultChoice(versionChoices({ ...SITE, goVersion: '1.40', layout: 'swiss' })).id).toBe('1.27');
  });
});
