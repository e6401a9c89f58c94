import { useEffect, useRef, useState } from 'preact/hooks';
import type { ReportProgress, ReportToHost, ReportToView } from '../../protocol/report-view.ts';
import type { Host } from '../shared/host.ts';
import { Rows, type Row } from './rows.ts';

/** What the host has told. */
export interface HostData {
  readonly session: string;
  /** By place; another list whenever anything is another. */
  readonly rows: readonly Row[];
  readonly progress: ReportProgress;
  /** How the last thing asked for ended; another object for each. */
  readonly notice: { readonly text: string } | undefined;
}

const STARTING: ReportProgress = { state: 'starting', done: 0, directories: 0, problems: [] };

/** Tells the host that the page is there and follows what it tells; undefined before it has told anything. */
export function useRows(host: Host<ReportToHost, ReportToView>): HostData | undefined {
  const [data, setData] = useState<HostData>();
  const rows = useRef(new Rows());
  useEffect(() => {
    let told: HostData | undefined;
    let isDrawing = false;
    // Messages come in bursts. All of one is shown at once: rows are put in order only once, and nobody is told that all are
    // there before they are.
    const tell = (part: Partial<HostData>): void => {
      if (told === undefined) return;
      told = { ...told, ...part };
      if (isDrawing) return;
      isDrawing = true;
      setTimeout(() => {
        isDrawing = false;
        if (told === undefined) return;
        if (areStale) told = { ...told, rows: rows.current.inOrder() };
        areStale = false;
        setData(told);
      });
    };
    let areStale = false;
    const stop = host.listen((message) => {
      switch (message.type) {
        case 'begin':
          rows.current.clear();
          areStale = false;
          told = {
            session: message.session,
            rows: [],
            progress: STARTING,
            // The rows begin anew in the same session when the server was started again.
            notice: told?.session === message.session ? told.notice : undefined,
          };
          tell({});
          break;
        case 'files':
          rows.current.apply(message);
          areStale = true;
          tell({});
          break;
        case 'progress':
          tell({ progress: message });
          break;
        case 'notice':
          tell({ notice: message });
          break;
      }
    });
    host.post({ type: 'ready' });
    return stop;
  }, [host]);
  return data;
}
