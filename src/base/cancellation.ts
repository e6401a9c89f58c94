/** Asked between steps of longer work. LSP's CancellationToken and an AbortSignal wrapper both fit. */
export interface Cancellation {
  readonly isCancellationRequested: boolean;
}

/** For callers that never cancel. */
export const NEVER: Cancellation = { isCancellationRequested: false };

/** Thrown by work that noticed its cancellation. Borders catch it and give the neutral answer. */
export class CancelledError extends Error {
  constructor() {
    super('cancelled');
    this.name = 'CancelledError';
  }
}

export function throwIfCancelled(token: Cancellation): void {
  if (token.isCancellationRequested) throw new CancelledError();
}
