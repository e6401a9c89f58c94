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
  /** How the last thing asked for ended. */
  readonly notice: string;
}

const STARTING: ReportProgress = { state: 'starting', done: 0, directories: 0, problems: [] };

/** Tells the host that the page is there and follows what it tells; undefined before it has told anything. */
export function useRows(host: Host<ReportToHost, ReportToView>): HostData | undefined {
  const [data, setData] = useState<HostData>();
  const rows = useRef(new Rows());
  useEffect(() => {
    let isDrawing = false;
    // Files come in several messages; they are put in order once for all that came between two frames.
    const draw = (): void => {
      if (isDrawing) return;
      isDrawing = true;
      setTimeout(() => {
        isDrawing = false;
        const inOrder = rows.current.inOrder();
        setData((old) => old && { ...old, rows: inOrder });
      });
    };
    const stop = host.listen((message) => {
      switch (message.type) {
        case 'begin':
          rows.current.clear();
          setData({ session: message.session, rows: [], progress: STARTING, notice: '' });
          break;
        case 'files':
          rows.current.apply(message);
          draw();
          break;
        case 'progress':
          setData((old) => old && { ...old, progress: message });
          break;
        case 'notice':
          setData((old) => old && { ...old, notice: message.text });
          break;
      }
    });
    host.post({ type: 'ready' });
    return stop;
  }, [host]);
  return data;
}
