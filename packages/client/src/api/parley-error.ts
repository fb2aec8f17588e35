import type { ErrorCode, ErrorDetails, ErrorObject, Retry } from '@parley/protocol/errors.ts';

/** Beyond the server's table: no answer came, it came too late, or the caller took the call back. */
export type ClientErrorCode = 'network' | 'timeout' | 'aborted';

/** Why a call failed, and whether repeating it helps. */
export class ParleyError extends Error {
  override readonly name = 'ParleyError';
  readonly code: ErrorCode | ClientErrorCode;
  readonly retry: Retry;
  /** The HTTP status; 0 where there was no HTTP answer. */
  readonly status: number;
  readonly details: ErrorDetails | undefined;

  constructor(error: Omit<ErrorObject, 'code'> & { code: ErrorCode | ClientErrorCode }, status = 0) {
    super(error.message);
    this.code = error.code;
    this.retry = error.retry;
    this.status = status;
    this.details = error.details;
  }

  /** How long the server asks to wait before the next try; 0 when it does not say. */
  get retryAfterMs(): number {
    return this.details?.retry_after_ms ?? 0;
  }
}

/** Whatever was thrown, as the one error type callers see. */
export function parleyErrorOf(cause: unknown): ParleyError {
  if (cause instanceof ParleyError) return cause;
  const name = cause instanceof Error ? cause.name : '';
  if (name === 'TimeoutError') {
    return new ParleyError({
      code: 'timeout',
      retry: 'backoff',
      message: 'The server did not answer in time.',
    });
  }
  if (name === 'AbortError') {
    return new ParleyError({ code: 'aborted', retry: 'never', message: 'The call was taken back.' });
  }
  return new ParleyError({ code: 'network', retry: 'backoff', message: 'The server cannot be reached.' });
}
