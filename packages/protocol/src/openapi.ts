import type { z } from 'zod';
import { apiDescription, tagDescriptions } from './documents/api-description.ts';
import { type SchemaBook, schemaBook } from './documents/json-schema.ts';
import { errorExamples, errorResponses } from './documents/openapi-errors.ts';
import { documentOperation } from './documents/openapi-operation.ts';
import type { OpenApiDocument, OpenApiOperation } from './documents/openapi-types.ts';
import { operationIds, operationOf } from './operation-table.ts';

export interface DocumentOptions {
  /** Where the server is reached, without the path of the API, such as `http://127.0.0.1:8080`. */
  readonly serverUrl: string;
  /** Parley's version. */
  readonly version: string;
}

/** The API of this server as OpenAPI 3.1, made from the operation table alone (API5). */
export function openApiDocument({ serverUrl, version }: DocumentOptions): OpenApiDocument {
  const book = schemaBook(operationSchemas());
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parley',
      version,
      summary: 'A chat server you own.',
      description: apiDescription,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: `${serverUrl}/api/v1` }],
    tags: Object.entries(tagDescriptions).map(([name, description]) => ({ name, description })),
    paths: paths(book, serverUrl),
    components: {
      schemas: book.components,
      responses: errorResponses(operationIds.map(operationOf)),
      examples: errorExamples(),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: "The session's token." },
        cookie: {
          type: 'apiKey',
          in: 'cookie',
          name: 'parley_session',
          description: 'For the web app; `__Host-parley_session` where people come by TLS.',
        },
        operator: { type: 'http', scheme: 'bearer', description: "The operator's key." },
      },
    },
  };
}

function* operationSchemas(): Generator<z.ZodType> {
  for (const { params, query, body, answer } of operationIds.map(operationOf)) {
    for (const schema of [params, query, body, answer]) {
      if (schema !== undefined && schema !== 'picture') yield schema;
    }
  }
}

function paths(book: SchemaBook, serverUrl: string): OpenApiDocument['paths'] {
  const all: Record<string, Record<string, OpenApiOperation>> = {};
  for (const id of operationIds) {
    const { method, path } = operationOf(id);
    const template = path.replaceAll(/:(\w+)/g, '{$1}');
    const item = all[template] ?? {};
    item[method.toLowerCase()] = documentOperation(id, book, serverUrl);
    all[template] = item;
  }
  return all;
}
