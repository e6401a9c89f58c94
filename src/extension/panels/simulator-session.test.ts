import { describe, expect, it } from 'vitest';
import type { SiteSummary } from '../../protocol/requests.ts';
import type { SimulatorToView } from '../../protocol/webview.ts';
import { createSimulatorSession } from './simulator-session.ts';
import type { SimulatorSession } from './simulator-session.ts';

const site: SiteSummary = {
  uri: 'file:///shop/orders.go',
  range: { start: { line: 3, character: 1 }, end: { line: 3, character: 9 } },
  source: 'map[int]int{}',
  name: null,
  keyType: 'int',
  elemType: 'int',
  types: {
    key: { size: 8, align: 8, pointerBytes: 0, comparison: 'memory', needKeyUpdate: false },
    elem: { size: 8, align: 8, pointerBytes: 0 },
  },
  assumedTypes: [],
  hint: null,
  writtenHint: null,
  entries: null,
  suggestedHint: null,
  goVersion: '1.26',
  goVersionAssumed: true,
  layout: 'swiss',
};

const shown = (of: SiteSummary | null): SimulatorToView => ({
  type: 'show',
  site: of,
  setup: null,
  goVersion: null,
  layout: null,
});

const kept = {
  v: 1,
  site,
  view: { version: '1.26', entries: 1000, hint: { kind: 'none' }, playhead: null, asTable: false },
};

interface Witness {
  readonly session: SimulatorSession;
  readonly posted: SimulatorToView[];
  readonly revealed: string[];
  readonly copied: string[];
  readonly warnings: string[];
}

function witness(inWorkspace = false, clipboard = true): Witness {
  const posted: SimulatorToView[] = [];
  const revealed: string[] = [];
  const copied: string[] = [];
  const warnings: string[] = [];
  const session = createSimulatorSession({
    post: (message) => posted.push(message),
    reveal: ({ uri }) => revealed.push(uri),
    copy: (text) => {
      copied.push(text);
      return clipboard ? Promise.resolve() : Promise.reject(new Error('no clipboard'));
    },
    inWorkspace: () => inWorkspace,
    warn: (message) => warnings.push(message),
  });
  return { session, posted, revealed, copied, warnings };
}

describe('a simulator session', () => {
  it('sends the site once the page is ready, and again after it was hidden', () => {
    const { session, posted } = witness();
    session.open(site);
    expect(posted).toEqual([]);
    session.receive({ type: 'ready' });
    expect(posted).toEqual([shown(site)]);
    session.hidden();
    session.open(null);
    expect(posted).toHaveLength(1);
    session.receive({ type: 'ready' });
    expect(posted.at(-1)).toEqual(shown(null));
  });

  it('shows another site to a page that is there', () => {
    const { session, posted } = witness();
    session.receive({ type: 'ready' });
    session.open(site);
    expect(posted).toEqual([shown(null), shown(site)]);
  });

  it('restores a kept site, and nothing from a damaged state', () => {
    const { session, posted } = witness();
    session.receive({ type: 'ready' });
    session.restore(kept);
    session.restore({ ...kept, v: 99 });
    expect(posted.slice(1)).toEqual([shown(site), shown(null)]);
  });

  it('reveals the site it was opened on, wherever that lies', () => {
    const { session, revealed } = witness(false);
    session.open(site);
    session.receive({ type: 'revealSite' });
    expect(revealed).toEqual([site.uri]);
  });

  it('reveals a restored site only inside the workspace', () => {
    const outside = witness(false);
    outside.session.restore(kept);
    outside.session.receive({ type: 'revealSite' });
    expect(outside.revealed).toEqual([]);
    expect(outside.warnings).toHaveLength(1);

    const inside = witness(true);
    inside.session.restore(kept);
    inside.session.receive({ type: 'revealSite' });
    expect(inside.revealed).toEqual([site.uri]);
  });

  it('copies and says so, or logs why it could not', async () => {
    const { session, posted, copied } = witness();
    session.receive({ type: 'copyText', text: 'growths' });
    await Promise.resolve();
    expect(copied).toEqual(['growths']);
    expect(posted).toEqual([{ type: 'copied' }]);

    const without = witness(false, false);
    without.session.receive({ type: 'copyText', text: 'growths' });
    await Promise.resolve();
    expect(without.posted).toEqual([]);
    expect(without.warnings[0]).toContain('no clipboard');
  });

  it('does nothing for a message that is not in the protocol, but logs it', () => {
    const { session, posted, revealed, warnings } = witness(true);
    session.open(site);
    session.receive({ type: 'openFile', uri: 'file:///etc/passwd' });
    expect(posted).toEqual([]);
    expect(revealed).toEqual([]);
    expect(warnings).toHaveLength(1);
  });
});
