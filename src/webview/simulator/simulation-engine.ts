import workerSource from 'bundle-text:./simulation-worker.ts';
import { SimulationJobs } from './simulation-jobs.ts';
import type { JobKind, JobRequest, JobResponse, Jobs } from './simulation-jobs.ts';

/** Answers questions one after the other. */
export interface SimulationEngine {
  /** Rejects with the error of the simulator, or of a worker that fails. */
  ask<Kind extends JobKind>(kind: Kind, question: Jobs[Kind]['question']): Promise<Jobs[Kind]['answer']>;
  dispose(): void;
}

/** What an engine sends requests through. */
export interface Channel {
  send(request: JobRequest): void;
  close(): void;
}

/**
 * Opens a channel.
 * @param receive called with each response
 * @param fail called when it breaks
 */
export type OpenChannel = (
  receive: (response: JobResponse) => void,
  fail: (message: string) => void,
) => Channel;

interface Waiting {
  readonly request: JobRequest;
  readonly resolve: (answer: never) => void;
  readonly reject: (problem: Error) => void;
}

/**
 * Asks through the first channel; where that cannot be opened, or breaks before its first answer, through the second,
 * which is then asked again what is still open.
 */
export function createEngine(first: OpenChannel, second: OpenChannel): SimulationEngine {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let proven = false;
  let channel: Channel;

  const rejectAll = (message: string): void => {
    const open = [...waiting.values()];
    waiting.clear();
    for (const { reject } of open) reject(new Error(message));
  };
  const receive = (response: JobResponse): void => {
    proven = true;
    const asked = waiting.get(response.id);
    waiting.delete(response.id);
    if ('answer' in response) asked?.resolve(response.answer as never);
    else asked?.reject(errorOf(response.error));
  };
  const fallBack = (): Channel => {
    proven = true;
    return second(receive, rejectAll);
  };
  const failed = (message: string): void => {
    if (proven) {
      rejectAll(message);
      return;
    }
    channel.close();
    channel = fallBack();
    for (const { request } of waiting.values()) channel.send(request);
  };
  try {
    channel = first(receive, failed);
  } catch {
    channel = fallBack();
  }

  return {
    ask: (kind, question) =>
      new Promise((resolve, reject) => {
        const request = { id: ++lastId, kind, ...question } as JobRequest;
        waiting.set(request.id, { request, resolve, reject });
        channel.send(request);
      }),
    dispose: () => {
      channel.close();
      rejectAll('the simulations are no longer wanted');
    },
  };
}

function errorOf({ name, message }: { readonly name: string; readonly message: string }): Error {
  return name === 'RangeError' ? new RangeError(message) : new Error(message);
}

/** A worker made of text in this script, because a webview may not load a worker from a file. */
export const openWorker: OpenChannel = (receive, fail) => {
  const address = URL.createObjectURL(new Blob([workerSource], { type: 'text/javascript' }));
  const worker = new Worker(address);
  worker.onmessage = ({ data }: MessageEvent<JobResponse>) => {
    URL.revokeObjectURL(address);
    receive(data);
  };
  worker.onerror = (event) => {
    // Told to whoever waits, so it is no error of the page.
    event.preventDefault();
    URL.revokeObjectURL(address);
    fail(event.message);
  };
  return {
    send: (request) => {
      worker.postMessage(request);
    },
    close: () => {
      worker.terminate();
    },
  };
};

/** Longest wait for an idle moment, ms. */
const IDLE_TIMEOUT = 200;

/** Works in the page itself, a question at a time, in moments when it has nothing else to do. */
export const openInPage: OpenChannel = (receive) => {
  const jobs = new SimulationJobs();
  let closed = false;
  return {
    send: (request) => {
      whenIdle(() => {
        if (!closed) receive(jobs.respond(request).response);
      });
    },
    close: () => {
      closed = true;
    },
  };
};

function whenIdle(task: () => void): void {
  // Safari has no idle moments.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(task, { timeout: IDLE_TIMEOUT });
  else setTimeout(task);
}
