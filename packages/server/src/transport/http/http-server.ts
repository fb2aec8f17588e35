import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import cookie from '@fastify/cookie';
import { type ErrorCode, errorOf } from '@parley/protocol/errors.ts';
import { operationIds } from '@parley/protocol/operation-table.ts';
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { codeOfFailure } from '../../features/code-of-failure.ts';
import type { Node } from '../../features/node.ts';
import type { Addresses } from '../addresses.ts';
import { requestsOfAFlood } from '../rate-limits.ts';
import { routeDocuments } from './documents.ts';
import { type Readiness, routeHealth } from './health.ts';
import { type RouteParts, routeOperation, sendError } from './operation-route.ts';
import { errorOfBytes, refuseEarly } from './refuse-early.ts';
import { addSecurityHeaders, securityHeaders } from './security-headers.ts';
import { UnreadAnswers } from './unread-answers.ts';
import { routeWebApp } from './web-app.ts';

export interface HttpServerParts extends Omit<RouteParts, 'unread'> {
  readonly readiness: Readiness;
  readonly addresses: Addresses;
  /** Folder of the built web app; absent: the API alone is served. */
  readonly webFolder?: string | undefined;
  readonly publicUrl: () => string;
}

/** The HTTP side of a node: every operation of the contract, documents, health, and the web app. */
export async function createHttpServer(parts: HttpServerParts): Promise<FastifyInstance> {
  const { node } = parts;
  const server = Fastify({
    logger: false,
    trustProxy: [...node.config.trustedProxies],
    bodyLimit: 1024 * 1024,
    requestTimeout: 30_000,
    keepAliveTimeout: 72_000,
    // An answer that nobody takes off the wire is given up (HOST4).
    connectionTimeout: 120_000,
    // As long as an address can be: what is too long for its parameter is refused by name, with the rest.
    routerOptions: { maxParamLength: 16_384, ignoreTrailingSlash: false },
    forceCloseConnections: 'idle',
    http: {
      // Programs that offer HTTP/2 in passing (Upgrade: h2c) are answered as if they had not.
      shouldUpgradeCallback: isWebSocket,
      headersTimeout: 20_000,
      connectionsCheckingInterval: 5000,
    },
    clientErrorHandler: (error, socket) => refuseBytes(error.code, socket, parts),
    frameworkErrors: (_error, _request, reply) => {
      reply.headers({ ...securityHeaders(parts.secureCookies), 'cache-control': 'no-store' });
      sendError(reply, errorOf('invalid_request', 'The address is not percent-encoded UTF-8.'));
    },
  });
  await server.register(cookie);
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  addSecurityHeaders(server, parts.secureCookies);
  answerErrors(server, node);
  const unread = new UnreadAnswers(node.config.rateLimits);
  for (const id of operationIds) routeOperation(server, id, { ...parts, unread });
  routeDocuments(server, parts.publicUrl);
  routeHealth(server, node, parts.readiness);
  await routeWebApp(server, parts.webFolder);
  return server;
}

/** Bytes that are no HTTP cost as much to look at as a flood of requests (HOST8). */
function refuseBytes(
  code: string | undefined,
  socket: Socket,
  { addresses, limiter, secureCookies }: HttpServerParts,
): void {
  const address = addresses.ofPeer(socket);
  if (address !== undefined && code?.startsWith('HPE_')) limiter.charge('address', address, requestsOfAFlood);
  refuseEarly(socket, errorOfBytes(code), secureCookies);
}

function isWebSocket({ headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket';
}

const codeOfStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'malformed_json',
  404: 'not_found',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
};

/** What Fastify itself refuses, in the words of our table; anything unexpected becomes `internal`, once, here. */
function answerErrors(server: FastifyInstance, node: Node): void {
  server.setErrorHandler<FastifyError>((error, request, reply) => {
    const refused = codeOfStatus[error.statusCode ?? 500];
    if (refused === undefined)
      node.logger.error('a request failed', { error, path: request.routeOptions.url });
    const code = refused ?? codeOfFailure(error);
    node.metrics.refused(code);
    sendError(reply, errorOf(code));
  });
}
