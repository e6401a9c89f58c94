import { describe, expect, it } from 'vitest';
import type { SiteSummary } from '../../protocol/requests.ts';
import type { SimulatorSetup } from '../../protocol/simulator-setup.ts';
import type { SimulatorToView } from '../../protocol/webview.ts';
import { createSimulatorSession } from './simulator-session.ts';
import type { Outcome, SessionHost, SimulatorSession } from './simulator-session.ts';

const SITE: SiteSummary = {
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

const SETUP: SimulatorSetup = {
  version: '1.26',
  key: { name: 'int', type: SITE.types.key },
  elem: { name: 'int', type: SITE.types.elem },
  hint: { kind: 'none' },
  steps: [{ kind: 'fill', entries: 1000 }],
  hashing: 'uniform',
  seed: 7,
  compare: { kind: 'none' },
};

const KEPT = { v: 2, site: SITE, view: { setup: SETUP, playhead: null, asTable: false, speed: 1 } };

const AROUND = { goVersion: '1.24', layout: 'swiss', l10n: { Copied: '已复制' } } as const;

const shown = (site: SiteSummary | null, setup: SimulatorSetup | null = null): SimulatorToView => ({
  type: 'show',
  site,
  setup,
  ...AROUND,
});

const notice = (text: string, isProblem = false): SimulatorToView => ({ type: 'notice', text, isProblem });

interface Witness {
  readonly session: SimulatorSession;
  readonly posted: SimulatorToView[];
  /** What the editor was asked to do. */
  readonly asked: unknown[];
  readonly warnings: string[];
}

function witness(host: Partial<SessionHost> = {}): Witness {
  const posted: SimulatorToView[] = [];
  const asked: unknown[] = [];
  const warnings: string[] = [];
  let time = 0;
  const ask = <T>(what: unknown[], answer: T): Promise<T> => {
    asked.push(...what);
    return Promise.resolve(answer);
  };
  const session = createSimulatorSession({
    post: (message) => posted.push(message),
    reveal: ({ uri }) => ask([uri], undefined),
    copy: async (text) => {
      await ask([text], undefined);
    },
    copyLink: (setup) => ask([setup], { text: 'link', isProblem: false }),
    save: (file) => ask([file], { text: 'saved', isProblem: false }),
    applyHint: (site, hint) =>
      ask([site.uri, hint], { outcome: { text: 'written', isProblem: false }, site: undefined }),
    surroundings: () => AROUND,
    inWorkspace: () => false,
    warn: (message) => warnings.push(message),
    now: () => (time += 1),
    words: { outside: 'outside', noSite: 'no site', failed: 'failed' },
    ...host,
  });
  return { session, posted, asked, warnings };
}

/** The same with a page that is there, which nothing was shown yet. */
function witnessWithPage(host: Partial<SessionHost> = {}): Witness {
  const there = witness(host);
  there.session.receive({ type: 'ready' });
  there.posted.length = 0;
  return there;
}

const notices = (posted: readonly SimulatorToView[]): SimulatorToView[] =>
  posted.filter(({ type }) => type === 'notice');

/** Lets everything that has been promised happen. */
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('what a simulator session shows', () => {
  it('is sent once the page is ready, and again after it was hidden', () => {
    const { session, posted } = witness();
    session.open(SITE);
    expect(posted).toEqual([]);
    session.receive({ type: 'ready' });
    expect(posted).toEqual([shown(SITE)]);
    session.hidden();
    session.open(null);
    expect(posted).toHaveLength(1);
    session.receive({ type: 'ready' });
    expect(posted.at(-1)).toEqual(shown(null));
  });

  it('is another site for a page that is there', () => {
    const { session, posted } = witness();
    session.receive({ type: 'ready' });
    session.open(SITE);
    expect(posted).toEqual([shown(null), shown(SITE)]);
  });

  it('is what a link asks for once, so that the reader keeps what they make of it', () => {
    const { session, posted } = witness();
    session.open(null, SETUP);
    session.receive({ type: 'ready' });
    session.hidden();
    session.receive({ type: 'ready' });
    expect(posted).toEqual([shown(null, SETUP), shown(null)]);
  });

  it('is no link any more when a site is opened before the page is ready', () => {
    const { session, posted } = witness();
    session.open(null, SETUP);
    session.open(SITE);
    session.receive({ type: 'ready' });
    expect(posted).toEqual([shown(SITE)]);
  });

  it('is a kept site, also of the version before, and nothing of a damaged state', () => {
    const { session, posted } = witness();
    session.receive({ type: 'ready' });
    session.restore(KEPT);
    session.restore({ v: 1, site: SITE, view: { version: '1.26', entries: 5 } });
    session.restore({ ...KEPT, v: 99 });
    expect(posted.slice(1)).toEqual([shown(SITE), shown(SITE), shown(null)]);
  });
});

describe('the code of a site', () => {
  it.each([
    [{ type: 'revealSite' }, [SITE.uri]],
    [{ type: 'applyHint', hint: 64 }, [SITE.uri, 64]],
  ])('is reached by $type wherever it was opened from', (message, expected) => {
    const { session, asked } = witness();
    session.open(SITE);
    session.receive(message);
    expect(asked).toEqual(expected);
  });

  it.each([{ type: 'revealSite' }, { type: 'applyHint', hint: 64 }])(
    'is reached by $type of a restored page only inside the workspace',
    (message) => {
      const outside = witnessWithPage();
      outside.session.restore(KEPT);
      outside.session.receive(message);
      expect(outside.asked).toEqual([]);
      expect(notices(outside.posted)).toEqual([notice('outside', true)]);

      const inside = witness({ inWorkspace: (uri) => uri === SITE.uri });
      inside.session.restore(KEPT);
      inside.session.receive(message);
      expect(inside.asked).toContain(SITE.uri);
    },
  );

  it.each([{ type: 'revealSite' }, { type: 'applyHint', hint: 64 }])(
    'is nothing for $type of a simulator without a site',
    (message) => {
      const { session, asked, posted } = witnessWithPage();
      session.receive(message);
      expect(asked).toEqual([]);
      expect(posted).toEqual([notice('no site', true)]);
    },
  );

  it('is shown anew with the hint that was written', async () => {
    const hinted = { ...SITE, hint: 64, source: 'make(map[int]int, 64)' };
    const outcome: Outcome = { text: 'written', isProblem: false };
    const { session, posted } = witness({ applyHint: () => Promise.resolve({ outcome, site: hinted }) });
    session.receive({ type: 'ready' });
    session.open(SITE);
    session.receive({ type: 'applyHint', hint: 64 });
    await settle();
    expect(posted.slice(2)).toEqual([shown(hinted), notice('written')]);
  });

  it('stays as it is where nothing was written, and where another was opened meanwhile', async () => {
    const outcome: Outcome = { text: 'changed', isProblem: true };
    const stale = witness({ applyHint: () => Promise.resolve({ outcome, site: undefined }) });
    stale.session.receive({ type: 'ready' });
    stale.session.open(SITE);
    stale.session.receive({ type: 'applyHint', hint: 64 });
    await settle();
    expect(stale.posted.slice(2)).toEqual([notice('changed', true)]);

    const left = witness({ applyHint: () => Promise.resolve({ outcome, site: { ...SITE, hint: 64 } }) });
    left.session.receive({ type: 'ready' });
    left.session.open(SITE);
    left.session.receive({ type: 'applyHint', hint: 64 });
    left.session.open(null);
    await settle();
    expect(left.posted.slice(2)).toEqual([shown(null), notice('changed', true)]);
  });

  it('is said to have changed where it has', async () => {
    const { session, posted } = witnessWithPage({
      reveal: () => Promise.resolve({ text: 'changed', isProblem: true }),
    });
    session.open(SITE);
    session.receive({ type: 'revealSite' });
    await settle();
    expect(notices(posted)).toEqual([notice('changed', true)]);
  });
});

describe('what a reader takes along', () => {
  const FILE = { format: 'csv', name: 'map', content: 'a,b' } as const;

  it('is copied, linked and saved, and told of', async () => {
    const { session, asked, posted } = witnessWithPage();
    session.receive({ type: 'copyText', text: 'growths' });
    session.receive({ type: 'copyLink', setup: SETUP });
    session.receive({ type: 'saveFile', ...FILE });
    await settle();
    expect(asked).toEqual(['growths', SETUP, FILE]);
    expect(posted).toHaveLength(3);
    expect(posted).toEqual(expect.arrayContaining([{ type: 'copied' }, notice('link'), notice('saved')]));
  });

  it('is told of when the page is back, where it was away meanwhile', async () => {
    const { session, posted } = witnessWithPage();
    session.open(SITE, SETUP);
    session.receive({ type: 'copyLink', setup: SETUP });
    session.hidden();
    await settle();
    expect(notices(posted)).toEqual([]);
    session.receive({ type: 'ready' });
    expect(posted.at(-1)).toEqual(notice('link'));
    session.hidden();
    session.receive({ type: 'ready' });
    expect(notices(posted)).toHaveLength(1);
    // Of another map it would be untrue.
    session.receive({ type: 'copyLink', setup: SETUP });
    session.hidden();
    await settle();
    session.open(null);
    session.receive({ type: 'ready' });
    expect(notices(posted)).toHaveLength(1);
  });

  it('is not told of when they think better of it', async () => {
    const { session, posted } = witness({ save: () => Promise.resolve(undefined) });
    session.receive({ type: 'saveFile', ...FILE });
    await settle();
    expect(posted).toEqual([]);
  });

  it('is asked about once at a time', async () => {
    let answer: (outcome: undefined) => void = () => undefined;
    let dialogs = 0;
    const { session } = witness({
      save: () => {
        dialogs++;
        return new Promise((resolve) => (answer = resolve));
      },
    });
    for (let count = 0; count < 50; count++) session.receive({ type: 'saveFile', ...FILE });
    expect(dialogs).toBe(1);
    answer(undefined);
    await settle();
    session.receive({ type: 'saveFile', ...FILE });
    expect(dialogs).toBe(2);
  });

  it.each([
    ['copyText', { type: 'copyText', text: 'x' }],
    ['copyLink', { type: 'copyLink', setup: SETUP }],
    ['saveFile', { type: 'saveFile', ...FILE }],
  ])('is said to have failed, and logged, for %s', async (_what, message) => {
    const fail = () => Promise.reject(new Error('no clipboard'));
    const { session, posted, warnings } = witnessWithPage({ copy: fail, copyLink: fail, save: fail });
    session.receive(message);
    await settle();
    expect(posted).toEqual([notice('failed', true)]);
    expect(warnings).toEqual([expect.stringContaining('no clipboard')]);
  });
});

describe('a message that is not in the protocol', () => {
  it('does nothing, and is logged', async () => {
    const { session, posted, asked, warnings } = witness({ inWorkspace: () => true });
    session.open(SITE);
    session.receive({ type: 'openFile', uri: 'file:///etc/passwd' });
    await settle();
    expect([posted, asked]).toEqual([[], []]);
    expect(warnings).toHaveLength(1);
  });

  it('fills no log when it comes again and again', () => {
    const { session, warnings } = witness();
    for (let count = 0; count < 5_000; count++) session.receive({ type: 'problem', message: 'TypeError' });
    for (let count = 0; count < 5_000; count++) session.receive({ nonsense: count });
    expect(warnings).toEqual(['Growth simulator page: TypeError']);
  });
});
