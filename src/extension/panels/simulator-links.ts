import * as vscode from 'vscode';
import { readLink } from '../../protocol/simulator-link.ts';
import type { SimulatorSetup } from '../../protocol/simulator-setup.ts';

/**
 * Opens the simulator for links to it. Anybody can send one: it says what to simulate and nothing else, no file is read and
 * nothing is run.
 */
export function registerSimulatorLinks(open: (setup: SimulatorSetup) => void): vscode.Disposable {
  return vscode.window.registerUriHandler({
    handleUri: ({ path, query }) => {
      const link = readLink(path, query);
      switch (link.kind) {
        case 'setup':
          open(link.setup);
          break;
        case 'unknown':
          refuse(
            vscode.l10n.t('Bucketwise has nothing at the address of this link: {0}', path.slice(0, 100)),
          );
          break;
        case 'too long':
          refuse(vscode.l10n.t('The link to the growth simulator is too long to be read.'));
          break;
        case 'damaged':
          refuse(
            vscode.l10n.t('The link to the growth simulator is damaged, or was made by a newer Bucketwise.'),
          );
          break;
      }
    },
  });
}

function refuse(message: string): void {
  void vscode.window.showErrorMessage(message);
}
