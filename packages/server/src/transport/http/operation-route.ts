import { type ErrorObject, errorOf, errorTable } from '@parley/protocol/errors.ts';
import { limits } from '@parley/protocol/limits.ts';
import type { Operation } from '@parley/protocol/operation.ts';
import { type OperationId, operationOf } from '@parley/protocol/operation-table.ts';
import { validate } from '@parley/protocol/validate.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CookieChange, Success } from '../../features/handler.ts';
import type { Node } from '../../features/node.ts';
import { Refusal, refuse } from '../../features/refusal.ts';
import { type RateLimiter, type RateLimitName, tooFast } from '../rate-limits.ts';
import { credentialChecks, type ShownCredentials, sessionCookie } from './credentials.ts';
import { parseJson } from './request-body.ts';
import { noteSecurityEvent } from './security-events.ts';
import { traceRequest } from './trace-request.ts';
import type { UnreadAnswers } from './unread-answers.ts';

export interface RouteParts {
  readonly node: Node;
  readonly limiter: RateLimiter;
  readonly handle: (id: OperationId, request: unknown) => Promise<Success<unknown> | Refusal>;
  /** Whether cookies are for TLS only. */
  readonly secureCookies: boolean;
  readonly unread: UnreadAnswers;
}

/** Serves one operation of the contract: credential, validation, handler, answer. */
export function routeOperation(server: FastifyInstance, id: OperationId, parts: RouteParts): void {
  const operation = operationOf(id);
  server.route({
    method: operation.method,
    url: `/api/v1${operation.path}`,
    bodyLimit: operation.body === 'picture' ? limits.pictureBytes : bodyBytes,
    handler: async (request, reply) => {
      const { clock, metrics, tracer } = parts.node;
      const began = clock.monotonic();
      const { ip } = request;
      const work = async () => {
        if (!parts.unread.hasRoom(ip)) return unreadAnswers;
        const outcome = await serve(id, operation, parts, request);
        // Many may have been asked for at once.
        return parts.unread.hasRoom(ip) || operation.method !== 'GET' ? outcome : unreadAnswers;
      };
      const outcome = tracer.on ? await traceRequest(tracer, id, request, work) : await work();
      if (outcome instanceof Refusal) {
        metrics.refused(outcome.error.code);
        sendError(reply, outcome.error);
      } else parts.unread.add(ip, sendSuccess(reply, operation, outcome, parts), reply.raw);
      noteSecurityEvent(parts.node.logger, id, request, outcome);
      metrics.requestAnswered(id, reply.statusCode, (clock.monotonic() - began) / 1000);
      return reply;
    },
  });
}

const unreadAnswers = new Refusal(
  errorOf('rate_limited', 'Too many answers wait to be read; read them first.', { retry_after_ms: 1000 }),
);

const noFields = z.strictObject({});

/** A body has room for the longest text, escaped, and little more. */
const bodyBytes = 256 * 1024;

async function serve(
  id: OperationId,
  operation: Operation,
  parts: RouteParts,
  request: FastifyRequest,
): Promise<Success<unknown> | Refusal> {
  const tooSoon = limitBefore(id, request, parts.limiter);
  if (tooSoon !== undefined) return tooSoon;
  const shown = await credentialChecks[operation.credential](parts.node, request);
  if (shown instanceof Refusal) return shown;
  const limited = limitAfter(shown, parts.limiter);
  if (limited !== undefined) return limited;
  const input = inputOf(operation, request);
  if (input instanceof Refusal) return input;
  const account = accountLimit(id, { ...shown, body: input.body }, parts.limiter);
  if (account !== undefined) return account;
  const device = String(request.headers['user-agent'] ?? '').slice(0, 200);
  const mediaType = String(request.headers['content-type'] ?? '');
  return parts.handle(id, { ...input, ...shown, device, mediaType });
}

const strictLimits: Partial<Record<OperationId, RateLimitName>> = {
  signIn: 'credentials',
  requestPasswordReset: 'credentials',
  resetPassword: 'credentials',
  register: 'registration',
  setUp: 'credentials',
};

function limitBefore(id: OperationId, request: FastifyRequest, limiter: RateLimiter): Refusal | undefined {
  const strict = strictLimits[id];
  const wait = limiter.take('address', request.ip) || (strict && limiter.take(strict, request.ip));
  return wait ? limited(wait) : undefined;
}

function limitAfter(shown: ShownCredentials, limiter: RateLimiter): Refusal | undefined {
  if (shown.caller !== undefined) return limited(limiter.take('user', shown.caller.user));
  if (shown.app !== undefined) return limited(limiter.take('app', shown.app));
  return undefined;
}

/** Passwords are not guessed, neither to sign in nor by whoever has somebody's session. */
function accountLimit(
  id: OperationId,
  { caller, body }: ShownCredentials & { readonly body: unknown },
  limiter: RateLimiter,
): Refusal | undefined {
  const { username, app, current_password } = (body ?? {}) as Record<string, string | undefined>;
  if (id === 'signIn') return limited(limiter.take('account', `${app ?? ''} ${username}`));
  const guesses = caller !== undefined && current_password !== undefined;
  return guesses ? limited(limiter.take('account', caller.user)) : undefined;
}

function limited(waitMs: number): Refusal | undefined {
  if (waitMs === 0) return undefined;
  return new Refusal(tooFast(waitMs));
}

interface Input {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

function inputOf(operation: Operation, request: FastifyRequest): Input | Refusal {
  const params = operation.params && validate(operation.params, request.params);
  if (params?.ok === false) return new Refusal(params.error);
  const query = validate(operation.query ?? noFields, request.query);
  if (!query.ok) return new Refusal(query.error);
  const body = bodyOf(operation, request);
  if (body instanceof Refusal) return body;
  return { params: params?.value, query: query.value, body: body.value };
}

function checkedBody(bytes: Buffer, schema: z.ZodType): { readonly value: unknown } | Refusal {
  const parsed = parseJson(bytes);
  if (!parsed.ok) return new Refusal(parsed.error);
  const body = validate(schema, parsed.value);
  return body.ok ? { value: body.value } : new Refusal(body.error);
}

function bodyOf(operation: Operation, request: FastifyRequest): { readonly value: unknown } | Refusal {
  const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  if (operation.body === 'picture') return { value: bytes };
  if (operation.body === undefined) {
    return bytes.length === 0 ? { value: undefined } : checkedBody(bytes, noFields);
  }
  const mediaType = request.headers['content-type'] ?? '';
  if (!readAsJson.test(mediaType)) return refuse('unsupported_media_type', 'send JSON, as application/json');
  return checkedBody(bytes, operation.body);
}

/** JSON by name, by silence, or as curl calls whatever stands behind -d. */
const readAsJson = /^(|application\/(json|x-www-form-urlencoded)(;.*)?)$/i;

/** Answers by how many bytes the body has. */
function sendSuccess(
  reply: FastifyReply,
  operation: Operation,
  success: Success<unknown>,
  parts: RouteParts,
): number {
  reply.status(operation.status);
  for (const [name, value] of Object.entries(success.headers ?? {})) reply.header(name, value);
  if (success.cookie !== undefined) setCookie(reply, success.cookie, parts);
  const { answer } = success;
  if (answer === undefined) {
    reply.send();
    return 0;
  }
  const isBytes = answer instanceof Uint8Array;
  if (!isBytes) reply.header('content-type', 'application/json; charset=utf-8');
  const body = isBytes ? Buffer.from(answer) : JSON.stringify(answer);
  reply.send(body);
  return body.length;
}

export function sendError(reply: FastifyReply, error: ErrorObject): void {
  reply.status(errorTable[error.code].status);
  const wait = error.details?.retry_after_ms;
  if (wait !== undefined) reply.header('retry-after', String(Math.ceil(wait / 1000)));
  // Another node may know what this one cannot look up: whoever tries again is led there by a new connection.
  if (error.code === 'unavailable') reply.header('connection', 'close');
  reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify({ error }));
}

function setCookie(reply: FastifyReply, change: CookieChange, { node, secureCookies }: RouteParts): void {
  const name = sessionCookie(node.config.publicUrl);
  const base = { path: '/', httpOnly: true, sameSite: 'strict', secure: secureCookies } as const;
  if (change === 'clear') reply.clearCookie(name, base);
  else reply.setCookie(name, change.token, { ...base, expires: new Date(change.expiresAt) });
}
