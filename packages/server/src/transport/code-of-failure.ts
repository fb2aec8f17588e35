import type { ErrorCode } from '@parley/protocol/errors.ts';
import { WriteFailure } from '../sql/write-failure.ts';

/** What a caller is told of an error that nobody expected; its cause is for the log. */
export function codeOfFailure(error: unknown): ErrorCode {
  if (!(error instanceof WriteFailure)) return 'internal';
  return error.reason === 'full' ? 'storage_full' : 'unavailable';
}
