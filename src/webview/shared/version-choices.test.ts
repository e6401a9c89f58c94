import { describe, expect, it } from 'vitest';
import { SITE } from '../simulator/fixtures.ts';
import { choiceById, defaultChoice, versionChoices } from './version-choices.ts';

const ids = (choices: ReturnType<typeof versionChoices>): readonly string[] => choices.map(({ id }) => id);

describe('versionChoices', () => {
  it('offers landmarks without a site and opens on the newest', () => {
    const choices = versionChoices(null, null);
    expect(ids(choices)).toEqual(['1.21', '1.23', '1.24', '1.26', '1.27', '1.27-mapsplitgroup']);
    expect(defaultChoice(choices).id).toBe('1.27');
  });

  it('marks the own version of the site, whatever its patch release', () => {
    const choices = versionChoices(SITE, null);
    expect(ids(choices)).toEqual(['1.21', '1.23', '1.24', '1.26', '1.27', '1.27-mapsplitgroup']);
    expect(choices.filter(({ own }) => own).map(({ id }) => id)).toEqual(['1.23']);
    expect(defaultChoice(choices).id).toBe('1.23');
  });

  it('adds an own version that is no landmark, in order', () => {
    const choices = versionChoices({ ...SITE, goVersion: '1.25.12', layout: 'swiss' }, null);
    expect(ids(choices)).toEqual(['1.21', '1.23', '1.24', '1.25', '1.26', '1.27', '1.27-mapsplitgroup']);
    expect(defaultChoice(choices)).toMatchObject({ id: '1.25', layout: 'swiss', noSwissMap: false });
  });

  it('keeps a classic map in a release with Swiss maps apart', () => {
    const choices = versionChoices({ ...SITE, goVersion: '1.24', layout: 'classic' }, null);
    expect(ids(choices)).toEqual([
      '1.21',
      '1.23',
      '1.24-noswissmap',
      '1.24',
      '1.26',
      '1.27',
      '1.27-mapsplitgroup',
    ]);
    expect(defaultChoice(choices)).toMatchObject({ layout: 'classic', noSwissMap: true });
  });

  it('stands in with the nearest modelled release', () => {
    expect(defaultChoice(versionChoices({ ...SITE, goVersion: '1.12' }, null)).id).toBe('1.18');
    expect(defaultChoice(versionChoices({ ...SITE, goVersion: '1.40', layout: 'swiss' }, null)).id).toBe(
      '1.27',
    );
  });

  it("opens on the project's version where there is no site, and offers what is chosen", () => {
    const choices = versionChoices(null, { goVersion: '1.25.3', layout: 'swiss' }, ['1.19', 'nonsense']);
    expect(ids(choices)).toEqual([
      '1.19',
      '1.21',
      '1.23',
      '1.24',
      '1.25',
      '1.26',
      '1.27',
      '1.27-mapsplitgroup',
    ]);
    expect(defaultChoice(choices).id).toBe('1.25');
    const classic = versionChoices(null, { goVersion: '1.25.3', layout: 'classic' });
    expect(defaultChoice(classic).id).toBe('1.25-noswissmap');
  });
});

describe('choiceById', () => {
  it.each([
    ['1.23', 'classic'],
    ['1.24', 'swiss'],
    ['1.25-noswissmap', 'classic'],
    ['1.27-mapsplitgroup', 'swiss'],
  ])('knows %s', (id, layout) => {
    expect(choiceById(id)).toMatchObject({ id, layout });
  });

  it.each(['1.17', '1.28', '1.23-noswissmap', '1.26-noswissmap', '1.26-mapsplitgroup', '2.26', '', '1.9'])(
    'knows no %s',
    (id) => {
      expect(choiceById(id)).toBeUndefined();
    },
  );
});
