/**
 * What a page may ask of some hosts only: to show the code it is about, to make a link to itself, to write a hint into the code,
 * to save files. What its host cannot do a page leaves out.
 */
export type Ability = 'reveal' | 'copyLink' | 'applyHint' | 'save';

/** A page's side of the seam to its host: the editor, or a stand-in when the page is opened by itself. */
export interface Host<ToHost, ToView> {
  readonly can: ReadonlySet<Ability>;
  post(message: ToHost): void;
  /** Calls `receive` for each message of the host. Returns how to stop. */
  listen(receive: (message: ToView) => void): () => void;
  /** What `setState` kept before a reload. Shape not checked. */
  getState(): unknown;
  setState(state: unknown): void;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  interface Window {
    /** Given by VS Code to each webview; may be called once. */
    acquireVsCodeApi?: () => VsCodeApi;
    /** Set by a test page before the page's own script, in place of VS Code. */
    bucketwiseHost?: unknown;
  }
}

/** The editor, or the stand-in of a test; undefined for a page that was opened by itself. */
export function acquireHost<ToHost, ToView>(): Host<ToHost, ToView> | undefined {
  if (window.acquireVsCodeApi === undefined) return window.bucketwiseHost as Host<ToHost, ToView> | undefined;
  const api = window.acquireVsCodeApi();
  return {
    can: new Set<Ability>(['reveal', 'copyLink', 'applyHint', 'save']),
    post: (message) => {
      api.postMessage(message);
    },
    listen: (receive) => {
      // Only the embedding editor can post to a webview's frame, and both sides are built from one protocol file.
      const listener = (event: MessageEvent<ToView>): void => {
        receive(event.data);
      };
      window.addEventListener('message', listener);
      return () => {
        window.removeEventListener('message', listener);
      };
    },
    getState: () => api.getState(),
    setState: (state) => {
      api.setState(state);
    },
  };
}
