import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import { CancelledError } from '../../base/cancellation.ts';

/** Where a border tells what went wrong. */
export interface Log {
  error(message: string): void;
}

/** An answer that can no longer be given because the document moved on; the client asks again by itself. */
export function contentModified<E>(): ResponseError<E> {
  return new ResponseError<E>(LSPErrorCodes.ContentModified, 'the document changed');
}

/**
 * Wraps the handler of one request: a cancelled one is answered as such, a failing one is logged and answered with
 * `neutral`, so that the server lives on.
 */
export function guarded<P, R, E = void>(
  name: string,
  log: Log,
  neutral: R,
  answer: (params: P, token: CancellationToken) => Promise<R | ResponseError<E>>,
): (params: P, token: CancellationToken) => Promise<R | ResponseError<E>> {
  return async (params, token) => {
    try {
      const result = await answer(params, token);
      return token.isCancellationRequested ? cancelled() : result;
    } catch (error) {
      if (error instanceof CancelledError || token.isCancellationRequested) return cancelled();
      // A refusal, not a failure.
      if (error instanceof ResponseError) return error as ResponseError<E>;
      log.error(`${name} failed: ${describeError(error)}`);
      return neutral;
    }
  };
}

/** Stack where there is one; never the document's content. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function cancelled<E>(): ResponseError<E> {
  return new ResponseError<E>(LSPErrorCodes.RequestCancelled, 'cancelled');
}
