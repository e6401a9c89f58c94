import { describe, expect, it } from 'vitest';
import { linkTo, readLink, SIMULATE_PATH } from './simulator-link.ts';
import { MAX_LINK_LENGTH, MAX_STEPS } from './simulator-setup.ts';
import type { SimulatorSetup } from './simulator-setup.ts';

const BASE = 'vscode://bucketwise.bucketwise';

const SETUP: SimulatorSetup = {
  version: '1.26',
  key: {
    name: 'string',
    type: { size: 16, align: 8, pointerBytes: 8, comparison: 'string', needKeyUpdate: true },
  },
  elem: { name: '[]größe', type: { size: 24, align: 8, pointerBytes: 8 } },
  hint: { kind: 'number', value: 64 },
  steps: [
    { kind: 'fill', entries: 1000 },
    { kind: 'delete', victims: 'random', amount: { kind: 'share', share: 0.9 } },
  ],
  hashing: 'uniform',
  seed: 7,
  compare: { kind: 'version', version: '1.23' },
};

/** What the other end of a link is told. */
function read(link: string) {
  const { pathname, search } = new URL(link);
  return readLink(pathname, search.slice(1));
}

describe('a link to the simulator', () => {
  it('leads to the setup it was made of', () => {
    const link = linkTo(SETUP, BASE) ?? '';
    expect(link.startsWith(`${BASE}/simulate?setup=`)).toBe(true);
    expect(read(link)).toEqual({ kind: 'setup', setup: SETUP });
  });

  it('has nothing in it that mail or chat would escape or cut', () => {
    expect(linkTo(SETUP, BASE)).toMatch(/^vscode:\/\/bucketwise\.bucketwise\/simulate\?setup=[\w-]+$/);
  });

  it('holds the longest program', () => {
    const step = { kind: 'put', operations: 4e6, keys: { kind: 'zipf', space: 4e6, exponent: 1.123456 } };
    const longest = { ...SETUP, steps: Array.from({ length: MAX_STEPS }, () => step) } as SimulatorSetup;
    const link = linkTo(longest, BASE) ?? '';
    expect(link.length).toBeLessThan(MAX_LINK_LENGTH);
    expect(read(link)).toEqual({ kind: 'setup', setup: longest });
  });

  it('is not made where no editor would get it whole', () => {
    expect(linkTo({ ...SETUP, version: 'x'.repeat(7_000) }, BASE)).toBeUndefined();
  });
});

describe('readLink', () => {
  const encoded = (value: unknown): string =>
    `setup=${Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')}`;

  it.each([
    ['another path', '/run', encoded(SETUP), 'unknown'],
    ['the path of a file', '/simulate/../../etc/passwd', encoded(SETUP), 'unknown'],
    ['no query', SIMULATE_PATH, '', 'damaged'],
    ['another query', SIMULATE_PATH, 'file=/etc/passwd', 'damaged'],
    ['no base64', SIMULATE_PATH, 'setup={}', 'damaged'],
    ['half of a link', SIMULATE_PATH, encoded(SETUP).slice(0, 100), 'damaged'],
    [
      'bytes that are no text',
      SIMULATE_PATH,
      `setup=${Buffer.from([0xff, 0xfe]).toString('base64url')}`,
      'damaged',
    ],
    ['no JSON', SIMULATE_PATH, encoded('{'), 'damaged'],
    ['another setup', SIMULATE_PATH, encoded({ ...SETUP, seed: -1 }), 'damaged'],
    ['keys of a prototype', SIMULATE_PATH, encoded('{"__proto__":{"version":"1.26"}}'), 'damaged'],
    ['a long link', SIMULATE_PATH, `setup=${'A'.repeat(MAX_LINK_LENGTH)}`, 'too long'],
  ])('refuses %s', (_what, path, query, kind) => {
    expect(readLink(path, query)).toEqual({ kind });
  });

  it('drops what no setup has', () => {
    expect(readLink(SIMULATE_PATH, encoded({ ...SETUP, command: 'workbench.action.quit' }))).toEqual({
      kind: 'setup',
      setup: SETUP,
    });
  });
});
