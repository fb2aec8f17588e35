import type { ErrorCode } from '@parley/protocol/errors.ts';
import { LogAway } from '../log/log-away.ts';
import { ReadFailure } from '../sql/read-failure.ts';
import { WriteFailure } from '../sql/write-failure.ts';

/** What a caller is told of an error that nobody expected; its cause is for the log. */
export function codeOfFailure(error: unknown): ErrorCode {
  if (error instanceof ReadFailure || error instanceof LogAway) return 'unavailable';
  if (!(error instanceof WriteFailure)) return 'internal';
  return error.reason === 'full' ? 'storage_full' : 'unavailable';
}
