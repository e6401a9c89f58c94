import { describe, expect, it } from 'vitest';
import { parseSimulatorState, parseSimulatorToHost } from './webview.ts';
import type { SimulatorState } from './webview.ts';

const state: SimulatorState = {
  v: 1,
  site: {
    uri: 'file:///orders/index.go',
    range: { start: { line: 41, character: 9 }, end: { line: 41, character: 30 } },
    source: 'make(map[string]int)',
    name: 'byID',
    keyType: 'string',
    elemType: 'int',
    types: {
      key: { size: 16, align: 8, pointerBytes: 8, comparison: 'string', needKeyUpdate: true },
      elem: { size: 8, align: 8, pointerBytes: 0 },
    },
    assumedTypes: [],
    hint: null,
    writtenHint: null,
    entries: 1000,
    suggestedHint: 'len(orders)',
    goVersion: '1.26',
    goVersionAssumed: false,
    layout: 'swiss',
  },
  view: { version: '1.26', entries: 1000, hint: { kind: 'number', value: 64 }, playhead: 12, asTable: false },
};

describe('parseSimulatorToHost', () => {
  it('accepts each named action', () => {
    for (const message of [
      { type: 'ready' },
      { type: 'revealSite' },
      { type: 'copyText', text: '| growths |' },
      { type: 'problem', message: 'TypeError' },
    ]) {
      expect(parseSimulatorToHost(message)).toEqual(message);
    }
  });

  it('drops what an action does not name, such as an address to open', () => {
    expect(parseSimulatorToHost({ type: 'revealSite', uri: 'file:///etc/passwd' })).toEqual({
      type: 'revealSite',
    });
  });

  it('refuses anything else', () => {
    for (const message of [
      null,
      'ready',
      {},
      { type: 'runCommand', id: 'workbench.action.quit' },
      { type: 'copyText' },
      { type: 'copyText', text: 7 },
      { type: 'copyText', text: 'x'.repeat(200_001) },
    ]) {
      expect(parseSimulatorToHost(message)).toBeUndefined();
    }
  });
});

describe('parseSimulatorState', () => {
  it('gives back what went through JSON', () => {
    expect(parseSimulatorState(JSON.parse(JSON.stringify(state)))).toEqual(state);
  });

  it('keeps a state without a site', () => {
    expect(parseSimulatorState({ ...state, site: null })?.site).toBeNull();
  });

  it('refuses another version, damage and sizes beyond what is simulated', () => {
    expect(parseSimulatorState({ ...state, v: 2 })).toBeUndefined();
    expect(parseSimulatorState({ ...state, site: { ...state.site, types: {} } })).toBeUndefined();
    expect(parseSimulatorState({ ...state, view: { ...state.view, entries: -1 } })).toBeUndefined();
    expect(parseSimulatorState({ ...state, view: { ...state.view, entries: 2_000_000 } })).toBeUndefined();
    expect(
      parseSimulatorState({ ...state, view: { ...state.view, hint: { kind: 'number' } } }),
    ).toBeUndefined();
    expect(parseSimulatorState(undefined)).toBeUndefined();
  });
});
