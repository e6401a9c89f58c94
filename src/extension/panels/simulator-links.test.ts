import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FILL_SETUP as SETUP } from '../../../test/support/simulator-setup.ts';
import { linkTo } from '../../protocol/simulator-link.ts';
import type { SimulatorSetup } from '../../protocol/simulator-setup.ts';
import { registerSimulatorLinks } from './simulator-links.ts';

interface Handler {
  handleUri(uri: { readonly path: string; readonly query: string }): void;
}

const editor = vi.hoisted(() => ({
  handlers: [] as Handler[],
  errors: [] as string[],
}));

vi.mock('vscode', () => ({
  l10n: { t: (text: string, ...values: readonly string[]) => text.replace('{0}', values[0] ?? '') },
  window: {
    registerUriHandler: (handler: Handler) => {
      editor.handlers.push(handler);
      return { dispose: () => undefined };
    },
    showErrorMessage: (message: string) => {
      editor.errors.push(message);
      return Promise.resolve(undefined);
    },
  },
}));

let opened: SimulatorSetup[] = [];

beforeEach(() => {
  opened = [];
  editor.errors.length = 0;
  editor.handlers.length = 0;
  registerSimulatorLinks((setup) => opened.push(setup));
});

const follow = (path: string, query: string): void => {
  editor.handlers[0]?.handleUri({ path, query });
};

describe('a link that is followed', () => {
  it('opens the simulator with its setup', () => {
    const { pathname, search } = new URL(linkTo(SETUP, 'vscode://bucketwise.bucketwise') ?? '');
    follow(pathname, search.slice(1));
    expect(opened).toEqual([SETUP]);
    expect(editor.errors).toEqual([]);
  });

  it.each([
    ['/run', 'command=workbench.action.quit', /nothing at the address of this link: \/run$/],
    ['/simulate', 'setup=e30', /damaged, or was made by a newer Bucketwise/],
    ['/simulate', `setup=${'A'.repeat(9_000)}`, /too long/],
  ])('says what is wrong with %s?%.20s and opens nothing', (path, query, message) => {
    follow(path, query);
    expect(opened).toEqual([]);
    expect(editor.errors).toEqual([expect.stringMatching(message)]);
  });
});
