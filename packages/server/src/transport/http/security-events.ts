import type { ErrorCode } from '@parley/protocol/errors.ts';
import type { OperationId } from '@parley/protocol/operation-table.ts';
import type { FastifyRequest } from 'fastify';
import type { Success } from '../../features/handler.ts';
import { Refusal } from '../../features/refusal.ts';
import type { Logger } from '../../telemetry/logger.ts';

/** What is written down whether it succeeds or is refused: who gets in, and what opens a door. */
const doors = new Set<OperationId>([
  'setUp',
  'createApp',
  'register',
  'signIn',
  'endSession',
  'requestPasswordReset',
  'resetPassword',
  'removeAccount',
]);

/** Refusals that are written down wherever they come from: somebody tried what is not theirs. */
const attempts = new Set<ErrorCode>([
  'wrong_credentials',
  'wrong_setup_code',
  'forbidden',
  'session_expired',
]);
/** So many that the log would be what overflows; a metric counts them. */
const counted = new Set<ErrorCode>(['rate_limited', 'internal', 'unavailable']);

/**
 * A line for whoever has to find out what happened (LOGS4): which operation, from which address, and how it ended. Not
 * what was typed: people type their password for their name.
 */
export function noteSecurityEvent(
  logger: Logger,
  id: OperationId,
  request: FastifyRequest,
  outcome: Success<unknown> | Refusal,
): void {
  const code = outcome instanceof Refusal ? outcome.error.code : undefined;
  if (code === undefined ? !doors.has(id) : !isNoted(id, code)) return;
  const event = { operation: id, outcome: code ?? 'done', address: request.ip, ...whoseIn(outcome) };
  logger.info('Security event', event);
}

function isNoted(id: OperationId, code: ErrorCode): boolean {
  return attempts.has(code) || (doors.has(id) && !counted.has(code));
}

/** Who got in, by an answer that has a user. */
function whoseIn(outcome: Success<unknown> | Refusal): { readonly username?: string } {
  if (outcome instanceof Refusal) return {};
  const { user } = (outcome.answer ?? {}) as { readonly user?: { readonly username: string } };
  return user === undefined ? {} : { username: user.username };
}
