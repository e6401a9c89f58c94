import { bytesOf, FILE_ENDINGS } from '../../protocol/saved-file.ts';
import type { FileToSave, SaveFormat } from '../../protocol/saved-file.ts';
import { SETUP_ELEMENT, parseSimulatorSetup } from '../../protocol/simulator-setup.ts';
import type { SimulatorSetup } from '../../protocol/simulator-setup.ts';
import type { SimulatorToHost, SimulatorToView } from '../../protocol/webview.ts';
import type { Host } from '../shared/host.ts';
import { t } from '../shared/texts.ts';
import { followColourScheme } from './colour-scheme.ts';

const MEDIA_TYPES: Readonly<Record<SaveFormat, string>> = {
  png: 'image/png',
  svg: 'image/svg+xml',
  csv: 'text/csv',
  json: 'application/json',
  markdown: 'text/markdown',
};

/** What a page that stands alone keeps: good for as long as the file says the same. */
interface Kept {
  readonly data: string;
  readonly state: unknown;
}

/**
 * Stands in for the editor in a page that `bucketwise simulate --html` wrote: it has the setup in it, copies by the browser's
 * clipboard and saves by its downloads. Undefined in any other page.
 */
export function standaloneHost(): Host<SimulatorToHost, SimulatorToView> | undefined {
  const data = document.getElementById(SETUP_ELEMENT)?.textContent;
  if (data == null) return undefined;
  followColourScheme();
  const listeners = new Set<(message: SimulatorToView) => void>();
  const tell = (message: SimulatorToView): void => {
    for (const listener of listeners) listener(message);
  };
  const notice = (text: string, isProblem: boolean): void => {
    tell({ type: 'notice', text, isProblem });
  };
  const onlyInEditor = (): void => {
    notice(t('That needs VS Code with the Bucketwise extension.'), true);
  };
  const kept = keptFor(data);

  return {
    can: new Set(['save']),
    post: (message) => {
      switch (message.type) {
        case 'ready': {
          const setup = kept === undefined ? parsedSetup(data) : null;
          tell({ type: 'show', site: null, setup, goVersion: null, layout: null });
          break;
        }
        case 'copyText':
          navigator.clipboard.writeText(message.text).then(
            () => {
              tell({ type: 'copied' });
            },
            (problem: unknown) => {
              notice(t('Could not copy: {0}', String(problem)), true);
            },
          );
          break;
        case 'saveFile':
          if (!download(message)) notice(t('Could not save: the picture is damaged.'), true);
          break;
        case 'problem':
          console.error(message.message);
          break;
        case 'revealSite':
        case 'copyLink':
        case 'applyHint':
          onlyInEditor();
          break;
      }
    },
    listen: (receive) => {
      listeners.add(receive);
      return () => {
        listeners.delete(receive);
      };
    },
    getState: () => kept?.state,
    setState: (state) => {
      history.replaceState({ data, state } satisfies Kept, '');
    },
  };
}

function parsedSetup(data: string): SimulatorSetup | null {
  return parseSimulatorSetup(JSON.parse(data)) ?? null;
}

/** What the reader changed before a reload, unless the file was written anew meanwhile. */
function keptFor(data: string): Kept | undefined {
  const kept = history.state as Partial<Kept> | null;
  return kept?.data === data && kept.state !== undefined ? { data, state: kept.state } : undefined;
}

/** False for a picture that is none. */
function download(file: FileToSave): boolean {
  const bytes = bytesOf(file);
  if (bytes === undefined) return false;
  const address = URL.createObjectURL(new Blob([bytes], { type: MEDIA_TYPES[file.format] }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${file.name}.${FILE_ENDINGS[file.format]}`;
  link.click();
  // The browser has taken the bytes over when the click is done; a second later than that hurts nobody.
  setTimeout(() => {
    URL.revokeObjectURL(address);
  }, 1_000);
  return true;
}
