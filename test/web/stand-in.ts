import type { Ability, Host } from '../../src/webview/shared/host.ts';
import { THEMES } from './themes.ts';
import type { ThemeName } from './themes.ts';

/** Gives a page the theme that VS Code would give it. */
export function showTheme(name: ThemeName): void {
  const { bodyClass, variables } = THEMES[name];
  const { style } = document.documentElement;
  style.cssText = '';
  for (const [variable, value] of Object.entries(variables)) style.setProperty(variable, value);
  document.body.className = bodyClass;
}

/** The editor's part of a page that is opened by itself. */
export interface StandIn<ToHost, ToView> {
  readonly host: Host<ToHost, ToView>;
  /** Sends something to the page as the editor would. */
  readonly say: (message: ToView) => void;
}

/**
 * Stands in for the editor: keeps the page's state over a reload, and hands on what it posts.
 * @param stateKey where the state is kept
 */
export function standIn<ToHost, ToView>(
  stateKey: string,
  can: readonly Ability[],
  post: (message: ToHost) => void,
): StandIn<ToHost, ToView> {
  const listeners = new Set<(message: ToView) => void>();
  return {
    say: (message) => {
      for (const listener of listeners) listener(message);
    },
    host: {
      can: new Set(can),
      post,
      listen: (receive) => {
        listeners.add(receive);
        return () => {
          listeners.delete(receive);
        };
      },
      getState: () => JSON.parse(sessionStorage.getItem(stateKey) ?? 'null') as unknown,
      setState: (state) => {
        sessionStorage.setItem(stateKey, JSON.stringify(state));
      },
    },
  };
}
