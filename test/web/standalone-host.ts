import type { FileToSave } from '../../src/protocol/saved-file.ts';
import { standaloneHost } from '../../src/webview/standalone/host.ts';
import type { SimulatorToView } from '../../src/protocol/webview.ts';

// Stands for the page of a written file: gives its host to the test.

declare global {
  interface Window {
    /** What the host has said. */
    standaloneHeard: SimulatorToView[];
    standaloneSave: (file: FileToSave) => void;
    standaloneKeep: (state: unknown) => void;
    standaloneKept: () => unknown;
  }
}

const host = standaloneHost();
if (host !== undefined) {
  window.standaloneHeard = [];
  host.listen((message) => window.standaloneHeard.push(message));
  host.post({ type: 'ready' });
  window.standaloneSave = (file) => {
    host.post({ type: 'saveFile', ...file });
  };
  window.standaloneKeep = (state) => {
    host.setState(state);
  };
  window.standaloneKept = () => host.getState();
}
