import { describe, expect, it } from 'vitest';
import { combine } from '../../analysis/configuration.ts';
import { parseProjectFile } from '../../analysis/project-file.ts';
import { NO_SETTINGS, readSettings, settingsFor, SettingsStore } from './settings.ts';

const DIRECTORY = 'file:///w/shop';
const FILE = 'file:///w/shop/orders/index.go';
const GO_1_23 = { major: 1, minor: 23, patch: 0 };

function project(text: string) {
  return { directory: DIRECTORY, file: parseProjectFile(text, '.bucketwise.json') };
}

describe('readSettings', () => {
  it('takes what a user wrote', () => {
    const { configuration, problems } = readSettings({
      rules: { 'delete-in-range': 'off', 'bool-map-as-set': 'warning' },
      minBytes: 0,
      goVersion: ' go1.23 ',
      exclude: ['gen/'],
    });
    expect(problems).toEqual([]);
    expect(configuration).toEqual({
      rules: { 'delete-in-range': 'off', 'bool-map-as-set': 'warning' },
      minBytes: 0,
      goVersion: GO_1_23,
      exclude: ['gen/'],
    });
  });

  it.each([undefined, null, 7, 'text', [], true])('takes %j for nothing', (value) => {
    expect(readSettings(value)).toBe(NO_SETTINGS);
  });

  it('leaves out what makes no sense and says so', () => {
    const { configuration, problems } = readSettings({
      rules: { 'delete-in-range': 'loud', 'bool-map-as-set': 'hint' },
      minBytes: -1,
      goVersion: 'latest',
    });
    expect(configuration).toEqual({ rules: { 'bool-map-as-set': 'hint' } });
    expect(problems).toEqual([
      'The setting bucketwise.rules.delete-in-range must be off, hint, information, warning or error, not "loud"',
      'The setting bucketwise.minBytes must be a whole number of 0 or more, not -1',
      'The setting bucketwise.goVersion must be a Go version like "1.24" or "1.26.1", not "latest"',
    ]);
  });

  it('leaves alone what editors keep there for themselves, and null', () => {
    expect(readSettings({ trace: { server: 'off' }, enable: true, minBytes: null })).toEqual(NO_SETTINGS);
    expect(readSettings({ minByte: 7 }).problems).toEqual([
      'The setting bucketwise.minByte is not known; did you mean minBytes?',
    ]);
  });
});

describe('settingsFor', () => {
  const text = '{"minBytes": 1, "minEntries": 2, "rules": {"copy-loop": "off"}, "goVersion": "1.23"}';

  it('lets settings win over the project file, key by key', () => {
    const ofClient = readSettings({ minBytes: 7, rules: { 'double-lookup': 'error' } });
    expect(settingsFor(FILE, ofClient, project(text), undefined)).toEqual({
      ...combine(),
      analysis: {
        ...combine().analysis,
        minBytes: 7,
        minEntries: 2,
        levels: { 'copy-loop': 'off', 'double-lookup': 'error' },
      },
      go: { setting: undefined, projectFile: GO_1_23 },
      codeLens: true,
      inlayHints: false,
      excluded: undefined,
      problems: [],
    });
  });

  it('lets an empty version in the settings stand for finding it out', () => {
    const { go } = settingsFor(FILE, readSettings({ goVersion: '' }), project(text), undefined);
    expect(go).toEqual({ setting: undefined, projectFile: undefined });
  });

  it('says by which pattern of which place a file is excluded', () => {
    const byProject = settingsFor(FILE, NO_SETTINGS, project('{"exclude": ["/orders"]}'), undefined);
    expect(byProject.excluded).toBe('The file is excluded by "/orders" in .bucketwise.json.');
    const ofClient = readSettings({ exclude: ['shop/orders/*.go'] });
    const bySetting = settingsFor(FILE, ofClient, project('{}'), 'file:///w');
    expect(bySetting.excluded).toBe(
      'The file is excluded by "shop/orders/*.go" in the setting bucketwise.exclude.',
    );
    expect(settingsFor(FILE, ofClient, undefined, DIRECTORY).excluded).toBeUndefined();
    expect(settingsFor(FILE, ofClient, undefined, undefined).excluded).toBeUndefined();
  });

  it('gathers what is wrong in both places', () => {
    const { problems } = settingsFor(
      FILE,
      readSettings({ minBytes: 'x' }),
      project('{"hotOnly": 1}'),
      undefined,
    );
    expect(problems).toEqual([
      expect.stringMatching(/^The setting bucketwise\.minBytes /),
      '.bucketwise.json:1:13: hotOnly must be true or false, not 1',
    ]);
  });
});

describe('SettingsStore', () => {
  const noProjects = { of: () => Promise.resolve(undefined), clear: () => undefined };
  const noFolders = { of: () => undefined };

  it('asks once per resource until it is cleared', async () => {
    const asked: string[] = [];
    const ask = (uri: string): Promise<unknown> => {
      asked.push(uri);
      return Promise.resolve({ minBytes: asked.length });
    };
    const store = new SettingsStore(ask, noProjects, noFolders);
    expect(await store.of('a')).toBe(await store.of('a'));
    expect((await store.of('b')).analysis.minBytes).toBe(2);
    store.clear();
    expect((await store.of('a')).analysis.minBytes).toBe(3);
    expect(asked).toEqual(['a', 'b', 'a']);
  });

  it('reads project files anew when they changed', async () => {
    let text = '{"minBytes": 1}';
    let cleared = 0;
    const projects = { of: () => Promise.resolve(project(text)), clear: () => (cleared += 1) };
    const store = new SettingsStore(() => Promise.resolve({}), projects, noFolders);
    expect((await store.of(FILE)).analysis.minBytes).toBe(1);
    text = '{"minBytes": 2}';
    expect((await store.of(FILE)).analysis.minBytes).toBe(1);
    store.clearProjectFiles();
    expect((await store.of(FILE)).analysis.minBytes).toBe(2);
    expect(cleared).toBe(1);
  });

  it('takes the defaults when the client fails to answer', async () => {
    const store = new SettingsStore(() => Promise.reject(new Error('no')), noProjects, noFolders);
    expect(await store.of('a')).toEqual({
      ...combine(),
      go: { setting: undefined, projectFile: undefined },
      codeLens: true,
      inlayHints: false,
      excluded: undefined,
      problems: [],
    });
  });
});
