import { SITE as orders } from '../../src/webview/simulator/fixtures.ts';
import type { SiteSummary } from '../../src/protocol/requests.ts';

/** The maps the test page can be opened on. */
export const SITES = {
  classic: orders,
  swiss: {
    ...orders,
    uri: 'file:///home/me/shop/session/store.go',
    range: { start: { line: 17, character: 9 }, end: { line: 17, character: 33 } },
    source: 'make(map[string]Session)',
    name: 'live',
    keyType: 'string',
    elemType: 'Session',
    types: {
      key: { size: 16, align: 8, pointerBytes: 8, comparison: 'string', needKeyUpdate: true },
      elem: { size: 40, align: 8, pointerBytes: 24 },
    },
    assumedTypes: ['Session'],
    hint: 64,
    writtenHint: '64',
    entries: 7000,
    suggestedHint: 'len(rows)',
    goVersion: '1.26',
    goVersionAssumed: true,
    layout: 'swiss',
  },
  small: { ...orders, entries: 6, goVersion: '1.26', layout: 'swiss' },
  none: null,
} as const satisfies Readonly<Record<string, SiteSummary | null>>;

export type SiteName = keyof typeof SITES;
