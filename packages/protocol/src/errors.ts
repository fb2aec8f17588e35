import { z } from 'zod';
import { closeCodes } from './close-codes.ts';

/** What a caller should do: nothing will help, wait and repeat, or connect anew and sync. */
export type Retry = 'never' | 'backoff' | 'reconnect';

export interface ErrorRule {
  readonly status: number;
  readonly retry: Retry;
  /** The WebSocket close code where this error ends a connection (ERR4). */
  readonly close?: number;
  readonly meaning: string;
}

/** The closed table of everything that can be answered instead of success (ERR1). */
export const errorTable = {
  malformed_json: { status: 400, retry: 'never', meaning: 'The body or frame is not JSON in valid UTF-8.' },
  invalid_request: {
    status: 400,
    retry: 'never',
    meaning: 'A field is missing or has a wrong value; details name each.',
  },
  unknown_field: {
    status: 400,
    retry: 'never',
    meaning: 'A field is not part of this request; details name each.',
  },
  unauthenticated: {
    status: 401,
    retry: 'never',
    close: closeCodes.unauthenticated,
    meaning: 'No valid session or key was given.',
  },
  session_expired: {
    status: 401,
    retry: 'never',
    close: closeCodes.unauthenticated,
    meaning: 'The session has ended; sign in again.',
  },
  wrong_credentials: { status: 401, retry: 'never', meaning: 'Username and password do not match.' },
  forbidden: { status: 403, retry: 'never', meaning: 'You may see this but not do that.' },
  registration_closed: {
    status: 403,
    retry: 'never',
    meaning: 'This server does not take new accounts by itself.',
  },
  wrong_setup_code: {
    status: 403,
    retry: 'never',
    meaning: 'This is not the setup code that the server printed when it started.',
  },
  not_friends: { status: 403, retry: 'never', meaning: 'This needs a friendship with the person named.' },
  blocked: { status: 403, retry: 'never', meaning: 'This person cannot be reached by you.' },
  not_found: { status: 404, retry: 'never', meaning: 'There is no such thing, or it is not yours to see.' },
  method_not_allowed: { status: 405, retry: 'never', meaning: 'The address exists, the method does not.' },
  setup_done: {
    status: 409,
    retry: 'never',
    meaning: 'The server has an owner already, or is not to be set up over HTTP.',
  },
  username_taken: { status: 409, retry: 'never', meaning: 'Another account has this username.' },
  email_taken: { status: 409, retry: 'never', meaning: 'Another account has this e-mail address.' },
  client_id_conflict: {
    status: 409,
    retry: 'never',
    meaning: 'This client_id was used for another message.',
  },
  already_friends: { status: 409, retry: 'never', meaning: 'You are friends already.' },
  request_exists: { status: 409, retry: 'never', meaning: 'A friend request between you is open already.' },
  already_member: { status: 409, retry: 'never', meaning: 'This person is a member already.' },
  last_owner: {
    status: 409,
    retry: 'never',
    meaning: 'A group keeps at least one owner; make somebody else one first.',
  },
  message_deleted: { status: 409, retry: 'never', meaning: 'The message is deleted and cannot be changed.' },
  too_many: {
    status: 409,
    retry: 'never',
    meaning: 'A bound on how many of these there may be is reached; details say which.',
  },
  content_too_large: { status: 413, retry: 'never', meaning: 'The text is longer than this server allows.' },
  payload_too_large: {
    status: 413,
    retry: 'never',
    close: closeCodes.payloadTooLarge,
    meaning: 'The body or frame is larger than this server reads.',
  },
  unsupported_media_type: {
    status: 415,
    retry: 'never',
    meaning: 'The body has a media type this operation does not take.',
  },
  stale_epoch: {
    status: 409,
    retry: 'reconnect',
    meaning: 'The server was restored from a backup; drop your state and start afresh.',
  },
  rate_limited: {
    status: 429,
    retry: 'backoff',
    close: closeCodes.rateLimited,
    meaning: 'Too many requests; retry_after_ms says when to go on.',
  },
  internal: { status: 500, retry: 'backoff', meaning: 'The server failed; the cause is in its log.' },
  unavailable: {
    status: 503,
    retry: 'backoff',
    close: closeCodes.unavailable,
    meaning: 'The server is starting, stopping or overloaded.',
  },
  storage_full: { status: 507, retry: 'backoff', meaning: 'The disk is full; nothing was stored.' },
} as const satisfies Record<string, ErrorRule>;

export type ErrorCode = keyof typeof errorTable;

export const errorCodes = Object.keys(errorTable) as [ErrorCode, ...ErrorCode[]];

/** One field that was wrong: where, what is wrong, and so what to do. */
export const fieldProblem = z.strictObject({ field: z.string(), problem: z.string() });
export type FieldProblem = z.infer<typeof fieldProblem>;

export const errorDetails = z.strictObject({
  fields: z.array(fieldProblem).optional(),
  retry_after_ms: z.int().min(0).optional(),
  limit: z.int().optional(),
});
export type ErrorDetails = z.infer<typeof errorDetails>;

export const errorObject = z.strictObject({
  code: z.enum(errorCodes),
  message: z.string(),
  retry: z.enum(['never', 'backoff', 'reconnect']),
  details: errorDetails.optional(),
});
export type ErrorObject = z.infer<typeof errorObject>;

export const errorBody = z.strictObject({ error: errorObject });
export type ErrorBody = z.infer<typeof errorBody>;

/** A code's row as the plain shape all rows share. */
export function errorRule(code: ErrorCode): ErrorRule {
  return errorTable[code];
}

/** The object that goes over the wire for a code; `message` defaults to the table's meaning. */
export function errorOf(code: ErrorCode, message?: string, details?: ErrorDetails): ErrorObject {
  const rule = errorTable[code];
  const base = { code, message: message ?? rule.meaning, retry: rule.retry };
  return details === undefined ? base : { ...base, details };
}
