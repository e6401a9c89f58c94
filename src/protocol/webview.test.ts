import { describe, expect, it } from 'vitest';
import { FILL_SETUP } from '../../test/support/simulator-setup.ts';
import type { SimulatorSetup } from './simulator-setup.ts';
import { parseSimulatorState, parseSimulatorToHost } from './webview.ts';
import type { SimulatorState, SimulatorToHost } from './webview.ts';

const SETUP: SimulatorSetup = { ...FILL_SETUP, compare: { kind: 'hint' } };

const STATE: SimulatorState = {
  v: 2,
  site: {
    uri: 'file:///orders/index.go',
    range: { start: { line: 41, character: 9 }, end: { line: 41, character: 30 } },
    source: 'make(map[string]int)',
    name: 'byID',
    keyType: 'string',
    elemType: 'int',
    types: { key: SETUP.key.type, elem: SETUP.elem.type },
    assumedTypes: [],
    hint: null,
    writtenHint: null,
    entries: 1000,
    suggestedHint: 'len(orders)',
    goVersion: '1.26',
    goVersionAssumed: false,
    layout: 'swiss',
  },
  view: { setup: SETUP, playhead: 12, asTable: false, speed: 2 },
};

const FILE = { type: 'saveFile', format: 'csv', name: 'map-1.26_fill', content: 'a,b' } as const;

const MESSAGES: readonly SimulatorToHost[] = [
  { type: 'ready' },
  { type: 'revealSite' },
  { type: 'copyText', text: '| growths |' },
  { type: 'copyLink', setup: SETUP },
  FILE,
  { ...FILE, format: 'png', name: 'größe', content: 'iVBORw0KGgo=' },
  { type: 'applyHint', hint: 1000 },
  { type: 'applyHint', hint: 'suggested' },
  { type: 'problem', message: 'TypeError' },
];

describe('parseSimulatorToHost', () => {
  it.each(MESSAGES)('accepts $type', (message) => {
    expect(parseSimulatorToHost(JSON.parse(JSON.stringify(message)))).toEqual(message);
  });

  it('drops what an action does not name, such as an address to open or a place to save to', () => {
    expect(parseSimulatorToHost({ type: 'revealSite', uri: 'file:///etc/passwd' })).toEqual({
      type: 'revealSite',
    });
    expect(parseSimulatorToHost({ ...FILE, uri: 'file:///etc/passwd' })).toEqual(FILE);
  });

  it.each([
    ['nothing', null],
    ['a text', 'ready'],
    ['a message without a type', {}],
    ['a command', { type: 'runCommand', id: 'workbench.action.quit' }],
    ['a type of every object', { type: 'constructor' }],
    ['a type from a prototype', JSON.parse('{"__proto__":{"type":"ready"}}')],
    ['no text', { type: 'copyText' }],
    ['a number for a text', { type: 'copyText', text: 7 }],
    ['no setup', { type: 'copyLink' }],
    ['half a setup', { type: 'copyLink', setup: { ...SETUP, seed: undefined } }],
    ['another format', { ...FILE, format: 'exe' }],
    ['a format of every object', { ...FILE, format: 'toString' }],
    ['a path for a name', { ...FILE, name: '../secrets' }],
    ['a Windows path for a name', { ...FILE, name: 'C:\\secrets' }],
    ['a hidden file', { ...FILE, name: '.bashrc' }],
    ['an empty name', { ...FILE, name: '' }],
    ['a name of two lines', { ...FILE, name: 'a\nb' }],
    ['a long name', { ...FILE, name: 'a'.repeat(81) }],
    ['bytes for a content', { ...FILE, content: new Uint8Array(3) }],
    ['a hint of nothing', { type: 'applyHint', hint: 0 }],
    ['a hint of half an entry', { type: 'applyHint', hint: 1.5 }],
    ['a hint that is no number', { type: 'applyHint', hint: Number.NaN }],
    ['a hint beyond what is simulated', { type: 'applyHint', hint: 4_000_001 }],
    ['an expression as a hint', { type: 'applyHint', hint: 'len(x)); panic(0' }],
  ])('refuses %s', (_what, message: unknown) => {
    expect(parseSimulatorToHost(message)).toBeUndefined();
  });

  it('refuses what is too large at once', () => {
    const megabytes = 'x'.repeat(10_000_000);
    const deep = JSON.parse('{"a":'.repeat(5_000) + '1' + '}'.repeat(5_000)) as unknown;
    const hostile: readonly unknown[] = [
      { type: megabytes },
      { type: 'copyText', text: megabytes },
      { type: 'problem', message: megabytes },
      { ...FILE, name: megabytes },
      { ...FILE, content: megabytes.repeat(4) },
      { type: 'copyLink', setup: { ...SETUP, version: megabytes } },
      { type: 'copyLink', setup: { ...SETUP, key: { ...SETUP.key, name: megabytes } } },
      { type: 'copyLink', setup: { ...SETUP, steps: Array.from({ length: 1_000_000 }, () => ({})) } },
      { type: 'copyLink', setup: deep },
      deep,
    ];
    const start = performance.now();
    for (const message of hostile) expect(parseSimulatorToHost(message)).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('parseSimulatorState', () => {
  it('gives back what went through JSON', () => {
    expect(parseSimulatorState(JSON.parse(JSON.stringify(STATE)))).toEqual(STATE);
  });

  it('keeps a state without a site', () => {
    expect(parseSimulatorState({ ...STATE, site: null })?.site).toBeNull();
  });

  it('keeps the site, and not the view, of the version before', () => {
    const view = { version: '1.26', entries: 1000, hint: { kind: 'none' }, playhead: 12, asTable: false };
    expect(parseSimulatorState({ ...STATE, v: 1, view })).toEqual({ ...STATE, view: null });
  });

  it.each([
    ['another version', { v: 3 }],
    ['a damaged site', { site: { ...STATE.site, types: {} } }],
    ['a playhead before the start', { view: { ...STATE.view, playhead: -1 } }],
    ['a pace of nothing', { view: { ...STATE.view, speed: 0 } }],
    ['more than is simulated', { view: { ...STATE.view, setup: { ...SETUP, seed: 2 ** 40 } } }],
  ])('refuses %s', (_what, part) => {
    expect(parseSimulatorState({ ...STATE, ...part })).toBeUndefined();
  });

  it('refuses what is no state at all', () => {
    expect(parseSimulatorState(undefined)).toBeUndefined();
    expect(parseSimulatorState('{"v":2}')).toBeUndefined();
  });
});
