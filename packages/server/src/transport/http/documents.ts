import { asyncApiDocument } from '@parley/protocol/asyncapi.ts';
import { openApiDocument } from '@parley/protocol/openapi.ts';
import { referencePage, referenceStylesPath } from '@parley/protocol/reference-page.ts';
import { referenceStyles } from '@parley/protocol/reference-styles.ts';
import type { FastifyInstance } from 'fastify';
import { version } from '../../features/instance/get-instance.ts';

/** The contract, for programs and for people. */
export function routeDocuments(server: FastifyInstance, serverUrl: () => string): void {
  const options = () => ({ serverUrl: serverUrl(), version });
  server.get('/api/v1/openapi.json', async () => openApiDocument(options()));
  server.get('/api/v1/asyncapi.json', async () => asyncApiDocument(options()));
  server.get('/docs', async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(referencePage(openApiDocument(options()))),
  );
  server.get(referenceStylesPath, async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(referenceStyles),
  );
}
