import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { closeCodes } from '@parley/protocol/close-codes.ts';
import { errorOf } from '@parley/protocol/errors.ts';
import type { OperationId } from '@parley/protocol/operation-table.ts';
import { listeningUrl } from '../config/reachability.ts';
import type { Handler } from '../features/handler.ts';
import { handlersOf } from '../features/handlers.ts';
import type { Node } from '../features/node.ts';
import { announcePresence } from '../features/presence/announce-presence.ts';
import { watchSessions } from '../features/sessions/watch-sessions.ts';
import { Addresses } from './addresses.ts';
import { askEngines } from './ask-engines.ts';
import { ClosingConnections } from './closing-connections.ts';
import { routeEvents } from './events/event-stream.ts';
import { createHttpServer } from './http/http-server.ts';
import { refuseEarly } from './http/refuse-early.ts';
import { pathOf } from './http/web-app.ts';
import { RateLimiter } from './rate-limits.ts';
import { RealtimeServer, realtimePath, type WebSocketParts } from './websocket/websocket-server.ts';

export interface ListeningServer {
  /** Where it is reached, with the real port. */
  readonly url: string;
  /** Refuses new work, lets what is under way finish, closes. */
  close(): Promise<void>;
}

/** The web app as the build leaves it. */
const builtWeb = fileURLToPath(new URL('../../../web/dist', import.meta.url));

/** Connections that wait to be taken: when a node comes back, all its clients come at once. The system may allow fewer. */
const backlog = 4096;

/** Opens a node to the network: HTTP, WebSocket and event streams on one port. */
export async function listen(node: Node, webFolder = builtWeb): Promise<ListeningServer> {
  const { config } = node;
  const limiter = new RateLimiter(node.clock, config.rateLimits, (limit) => node.metrics.rateLimited(limit));
  const handlers = handlersOf(node);
  const handle = (id: OperationId, request: unknown) =>
    (handlers[id] as Handler<OperationId>)(request as never);
  const tls = config.publicUrl?.startsWith('https:') ?? false;
  let url = config.publicUrl ?? listeningUrl(config.host, config.port);
  const addresses = new Addresses(config.trustedProxies);
  const server = await createHttpServer({
    ...{ node, limiter, addresses, handle },
    secureCookies: tls,
    readiness: () => askEngines(node),
    webFolder: existsSync(webFolder) ? webFolder : undefined,
    publicUrl: () => url,
  });
  const parts = { node, limiter, tls, addresses };
  routeEvents(server, parts);
  routeRealtime(server.server, parts);
  keepOutFloods(server.server, parts);
  const presenceTold = announcePresence(node);
  const closing = new ClosingConnections(server.server);
  await server.listen({ host: config.host, port: config.port, backlog });
  const watch = watchSessions(node);
  const { port } = server.server.address() as AddressInfo;
  url = config.publicUrl ?? listeningUrl(config.host, port);
  return {
    url: listeningUrl(config.host, port),
    async close() {
      watch[Symbol.dispose]();
      for (const connection of [...node.connections.all()])
        connection.close(closeCodes.unavailable, 'restarting');
      closing.begin(node.clock);
      await server.close();
      closing[Symbol.dispose]();
      await presenceTold();
    },
  };
}

/** Whoever has flooded from an address is not let in again until that is paid off (HOST9). */
function keepOutFloods(server: Server, { limiter, addresses }: WebSocketParts): void {
  server.on('connection', (socket) => {
    const address = addresses.ofPeer(socket);
    if (address !== undefined && limiter.owes('address', address)) socket.destroy();
  });
}

function routeRealtime(server: Server, parts: WebSocketParts): void {
  const { node, tls } = parts;
  const realtime = new RealtimeServer(parts);
  server.on('upgrade', (request, socket, head) => {
    if (pathOf(request.url) !== realtimePath) return refuseEarly(socket, errorOf('not_found'), tls);
    realtime.upgrade(request, socket, head).catch((error: unknown) => {
      node.logger.error('a handshake failed', { error });
      socket.destroy();
    });
  });
}
