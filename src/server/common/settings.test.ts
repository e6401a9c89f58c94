import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, readSettings, SettingsStore } from './settings.ts';

describe('readSettings', () => {
  it('takes what a user wrote', () => {
    const settings = readSettings({
      rules: { 'delete-in-range': 'off', 'bool-map-as-set': 'warning' },
      minBytes: 0,
      minEntries: 100,
      minimumConfidence: 'possible',
      hotOnly: true,
      includeTests: true,
      maxFileSize: 5000,
      goVersion: ' go1.22.3 ',
    });
    expect(settings.analysis.levels).toEqual({ 'delete-in-range': 'off', 'bool-map-as-set': 'warning' });
    expect(settings.analysis).toMatchObject({
      minBytes: 0,
      minEntries: 100,
      minConfidence: 'possible',
      hotOnly: true,
      includeTests: true,
    });
    expect(settings.maxFileSize).toBe(5000);
    expect(settings.goVersion).toEqual({ major: 1, minor: 22, patch: 3 });
    expect(settings.problems).toEqual([]);
  });

  it.each([undefined, null, 7, 'text', [], true])('keeps the defaults for %j', (value) => {
    expect(readSettings(value)).toEqual(DEFAULT_SETTINGS);
  });

  it('keeps a default and says so where a value makes no sense', () => {
    const settings = readSettings({
      rules: { 'delete-in-range': 'loud', 'bool-map-as-set': 'hint' },
      minBytes: -1,
      minEntries: 'many',
      goVersion: 'latest',
    });
    expect(settings.analysis).toEqual({
      ...DEFAULT_SETTINGS.analysis,
      levels: { 'bool-map-as-set': 'hint' },
    });
    expect(settings.goVersion).toBeUndefined();
    expect(settings.problems).toHaveLength(4);
    expect(settings.problems.join(' ')).toMatch(/delete-in-range.*latest.*minBytes.*minEntries/);
  });

  it('takes an empty version as none, without a problem', () => {
    expect(readSettings({ goVersion: '' })).toMatchObject({ goVersion: undefined, problems: [] });
  });
});

describe('SettingsStore', () => {
  it('asks once per resource until it is cleared', async () => {
    const asked: string[] = [];
    const store = new SettingsStore((uri) => {
      asked.push(uri);
      return Promise.resolve({ minBytes: asked.length });
    });
    expect(await store.of('a')).toBe(await store.of('a'));
    expect((await store.of('b')).analysis.minBytes).toBe(2);
    store.clear();
    expect((await store.of('a')).analysis.minBytes).toBe(3);
    expect(asked).toEqual(['a', 'b', 'a']);
  });

  it('takes the defaults when the client fails to answer', async () => {
    const store = new SettingsStore(() => Promise.reject(new Error('no')));
    expect(await store.of('a')).toBe(DEFAULT_SETTINGS);
  });
});
