import type { FastifyInstance } from 'fastify';
import type { Node } from '../../features/node.ts';

/** Whether every engine answers; a text says which does not. */
export type Readiness = () => Promise<{
  readonly ready: boolean;
  readonly engines: Readonly<Record<string, string>>;
}>;

/** `/healthz`: the process runs. `/readyz`: its engines answer. `/metrics`: for Prometheus. */
export function routeHealth(server: FastifyInstance, node: Node, readiness: Readiness): void {
  server.get('/healthz', async () => ({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const { ready, engines } = await readiness();
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not_ready', engines });
  });
  if (!node.config.metrics) return;
  server.get('/metrics', async (_request, reply) => {
    const { contentType, text } = await node.metrics.exposition();
    return reply.header('content-type', contentType).send(text);
  });
}
