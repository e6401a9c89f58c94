import { describe, expect, it } from 'vitest';
import { explicitSettings, type SetValues } from './explicit-settings.ts';

function settings(values: Readonly<Record<string, SetValues>>) {
  return explicitSettings(Object.keys(values), (key) => values[key]);
}

describe('explicitSettings', () => {
  it('leaves out what nobody set', () => {
    expect(settings({ minBytes: {}, hotOnly: { globalValue: false } })).toEqual({ hotOnly: false });
    expect(explicitSettings(['unknown'], () => undefined)).toEqual({});
  });

  it('lets the folder win over the workspace and that over the user', () => {
    expect(
      settings({
        minBytes: { globalValue: 1, workspaceValue: 2, workspaceFolderValue: 3 },
        minEntries: { globalValue: 1, workspaceValue: 2 },
        goVersion: { globalValue: '1.24', workspaceFolderValue: '' },
        exclude: { globalValue: ['a'], workspaceValue: ['b'] },
      }),
    ).toEqual({ minBytes: 3, minEntries: 2, goVersion: '', exclude: ['b'] });
  });

  it('puts objects together key by key', () => {
    expect(
      settings({
        rules: {
          globalValue: { 'copy-loop': 'off', 'double-lookup': 'hint' },
          workspaceValue: { 'copy-loop': 'error' },
          workspaceFolderValue: { 'map-search': 'off' },
        },
      }),
    ).toEqual({ rules: { 'copy-loop': 'error', 'double-lookup': 'hint', 'map-search': 'off' } });
  });

  it('nests names with dots, and lets what is set for the language win', () => {
    expect(
      settings({
        'codeLens.enabled': { workspaceFolderValue: true, globalLanguageValue: false },
        'inlayHints.enabled': { globalValue: true },
        hotOnly: {},
      }),
    ).toEqual({ codeLens: { enabled: false }, inlayHints: { enabled: true } });
  });

  it('takes what makes no sense as it is: the server says so', () => {
    expect(settings({ rules: { globalValue: { a: 'off' }, workspaceValue: null } })).toEqual({ rules: null });
  });
});
