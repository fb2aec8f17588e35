import type { ServerResponse } from 'node:http';
import { errorOf } from '@parley/protocol/errors.ts';
import { epoch } from '@parley/protocol/scalars.ts';
import { validate } from '@parley/protocol/validate.ts';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { Connection } from '../../delivery/connection.ts';
import type { Caller } from '../../features/handler.ts';
import type { Node } from '../../features/node.ts';
import { pingIntervalMs } from '../../features/realtime/frame-handler.ts';
import { greet } from '../../features/realtime/greet.ts';
import { Refusal } from '../../features/refusal.ts';
import { credentialChecks } from '../http/credentials.ts';
import { sendError } from '../http/operation-route.ts';
import { securityHeaders } from '../http/security-headers.ts';
import { type RateLimiter, tooFast } from '../rate-limits.ts';

export interface EventParts {
  readonly node: Node;
  readonly limiter: RateLimiter;
  /** Whether people reach this server by TLS. */
  readonly tls: boolean;
}

const eventsQuery = z.strictObject({
  chats: z
    .string()
    .regex(
      /^(?:[1-9]\d{0,9}:\d{1,10}(?:,[1-9]\d{0,9}:\d{1,10})*)?$/,
      'is not a list of chat:position; write it like 12:345,13:2',
    )
    .default(''),
  epoch: epoch.optional(),
});

/**
 * `GET /api/v1/events`: the same events as the WebSocket, for where that is blocked; what a client says goes by
 * the operations. `?chats=12:345,13:2` says what it holds, as a sync does; `?epoch=…` of which epoch.
 */
export function routeEvents(server: FastifyInstance, { node, limiter, tls }: EventParts): void {
  server.get('/api/v1/events', async (request, reply) => {
    const soon = limiter.take('address', request.ip);
    if (soon > 0) return sendError(reply, tooFast(soon));
    const shown = await credentialChecks.session(node, request);
    if (shown instanceof Refusal) return sendError(reply, shown.error);
    const { caller } = shown;
    if (caller === undefined) return sendError(reply, errorOf('unauthenticated'));
    const wait = limiter.connect(caller.user, node.connections.of(caller.user)?.size ?? 0);
    if (wait > 0) return sendError(reply, tooFast(wait));
    const query = validate(eventsQuery, request.query);
    if (!query.ok) return sendError(reply, query.error);
    const { chats, epoch: held } = query.value;
    if (held !== undefined && held !== node.log.epoch) return sendError(reply, errorOf('stale_epoch'));
    reply.headers(securityHeaders(tls));
    await stream(node, caller, reply, heldIn(chats));
  });
}

async function stream(
  node: Node,
  caller: Caller,
  reply: FastifyReply,
  held: ReadonlyMap<number, number>,
): Promise<void> {
  reply.hijack();
  const { raw } = reply;
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) raw.setHeader(name, value);
  raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
  const connection = new Connection({
    ...caller,
    bufferBytes: node.config.socketBufferBytes,
    onResync: () => node.metrics.resynced(),
    outlet: {
      send: (text) => raw.write(`data: ${text}\n\n`),
      buffered: () => raw.writableLength,
      close: (_code, reason) => raw.end(`event: close\ndata: ${JSON.stringify(reason)}\n\n`),
    },
  });
  const heartbeat = setInterval(beating(raw), pingIntervalMs);
  heartbeat.unref();
  raw.on('error', () => raw.destroy());
  raw.on('close', () => {
    clearInterval(heartbeat);
    connection.closed();
    node.connections.remove(connection);
    node.metrics.socketClosed();
  });
  node.metrics.socketOpened();
  greet(node, caller, connection);
  await node.catchUp.sync(connection, held);
}

/** Says that the stream is there; when two beats have not left yet, nobody reads it, and it is cut (HOST4). */
export function beating(raw: Pick<ServerResponse, 'write' | 'destroy'>): () => void {
  let waiting = 0;
  return () => {
    if (waiting >= 2) return void raw.destroy();
    waiting += 1;
    raw.write(': still here\n\n', () => {
      waiting = 0;
    });
  };
}

function heldIn(chats: string): Map<number, number> {
  if (chats === '') return new Map();
  return new Map(chats.split(',').map((pair) => pair.split(':').map(Number) as [number, number]));
}
