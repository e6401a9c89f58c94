/** First message to the server's web worker, before the language server protocol begins: the two wasm files. */
export interface WorkerStart {
  readonly kind: 'bucketwise/start';
  /** `web-tree-sitter.wasm` */
  readonly core: Uint8Array;
  /** `tree-sitter-go.wasm` */
  readonly go: Uint8Array;
}

export function isWorkerStart(value: unknown): value is WorkerStart {
  if (typeof value !== 'object' || value === null) return false;
  const message = value as Partial<Record<keyof WorkerStart, unknown>>;
  return (
    message.kind === 'bucketwise/start' &&
    message.core instanceof Uint8Array &&
    message.go instanceof Uint8Array
  );
}

/** The worker's answer once it listens; everything after it is the language server protocol. */
export const WORKER_READY = 'bucketwise/ready';
