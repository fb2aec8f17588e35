import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { type ErrorCode, errorOf } from '@parley/protocol/errors.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sendError } from './operation-route.ts';

/** The built web app: its files, and its page for every address that is not a file and not the API's. */
export async function routeWebApp(server: FastifyInstance, folder: string | undefined): Promise<void> {
  const page = folder !== undefined && existsSync(join(folder, 'index.html'));
  if (page) {
    await server.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      setHeaders: (reply, path) => {
        // Built files carry a hash in their names; the page that names them must be fresh.
        const cache = path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
        reply.header('cache-control', cache);
      },
    });
  }
  server.setNotFoundHandler((request, reply) => {
    if (page && isPageRequest(request)) return reply.sendFile('index.html');
    sendError(reply, errorOf(refusalOf(server, request)));
  });
}

function isPageRequest(request: FastifyRequest): boolean {
  const { pathname } = new URL(request.url, 'http://localhost');
  return request.method === 'GET' && !pathname.startsWith('/api/') && !/\.\w+$/.test(pathname);
}

function refusalOf(server: FastifyInstance, request: FastifyRequest): ErrorCode {
  const { pathname } = new URL(request.url, 'http://localhost');
  const known = (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).some((method) =>
    server.findRoute({ method, url: pathname }),
  );
  return known ? 'method_not_allowed' : 'not_found';
}
