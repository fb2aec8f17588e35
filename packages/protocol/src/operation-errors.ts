import { type ErrorCode, errorCodes } from './errors.ts';
import type { Operation } from './operation.ts';

/** Everything an operation may answer instead of success, in the table's order (API4). */
export function errorsOf(operation: Operation): readonly ErrorCode[] {
  const possible = new Set<ErrorCode>([...operation.errors, ...shared(operation)]);
  return errorCodes.filter((code) => possible.has(code));
}

function shared(operation: Operation): ErrorCode[] {
  const codes: ErrorCode[] = ['unknown_field', 'rate_limited', 'internal', 'unavailable'];
  if (operation.params !== undefined || operation.query !== undefined) codes.push('invalid_request');
  // A body is read also where none is taken, to say what is wrong with it; of a GET it is not.
  if (operation.method !== 'GET') codes.push('payload_too_large', 'unsupported_media_type', 'storage_full');
  if (operation.method !== 'GET' && operation.body !== 'picture') {
    codes.push('malformed_json', 'invalid_request');
  }
  if (operation.credential === 'session') codes.push('unauthenticated', 'session_expired');
  if (operation.credential === 'operator') codes.push('unauthenticated');
  return codes;
}
