import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { errorOf } from '@parley/protocol/errors.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sendError } from './operation-route.ts';

/** The built web app: its files, and its page for every address that is not a file and not the API's. */
export async function routeWebApp(server: FastifyInstance, folder: string | undefined): Promise<void> {
  const page = folder !== undefined && existsSync(join(folder, 'index.html'));
  if (page) await serveFiles(server, folder);
  server.setNotFoundHandler((request, reply) => {
    if (page && isPageRequest(request)) return reply.sendFile('index.html');
    const methods = methodsOf(server, request);
    if (methods.length === 0) return sendError(reply, errorOf('not_found'));
    sendError(reply.header('allow', methods.join(', ')), errorOf('method_not_allowed'));
  });
}

/** Files as they are at the time of the request (HTTP12): each is looked for by name, no list of them is kept. */
async function serveFiles(server: FastifyInstance, folder: string): Promise<void> {
  await server.register(fastifyStatic, {
    root: folder,
    serve: false,
    // The build leaves compressed files beside the others.
    preCompressed: true,
    setHeaders: (reply, path) => {
      // Built files carry a hash in their names; the page that names them must be fresh.
      const cache = path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
      reply.header('cache-control', cache);
    },
  });
  server.route({
    method: ['GET', 'HEAD'],
    url: '/*',
    handler: (request, reply) => {
      const path = pathOf(request.url);
      if (path === '/') return reply.sendFile('index.html');
      if (path.startsWith('/api/') || !fileName.test(path)) return reply.callNotFound();
      return reply.sendFile(path);
    },
  });
}

/** Plain names with an ending: none begins with a dot, so none is hidden or leads out of the folder. */
const fileName = /^(?:\/[\w@~-][\w.@~-]*)*\/[\w@~-][\w.@~-]*\.\w+$/;

/** An address without its query, as it was sent: nothing here may fail on what a URL cannot be. */
export function pathOf(url: string | undefined): string {
  return url?.split('?', 1)[0] ?? '';
}

function isPageRequest({ method, url }: FastifyRequest): boolean {
  const path = pathOf(url);
  return method === 'GET' && !path.startsWith('/api/') && !/\.\w+$/.test(path);
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

function methodsOf(server: FastifyInstance, request: FastifyRequest): string[] {
  const url = pathOf(request.url);
  return methods.filter((method) => {
    const route = server.findRoute({ method, url });
    // The web app's files are looked for at every address: that is no route of its own.
    return route !== null && !('*' in (route.params ?? {}));
  });
}
