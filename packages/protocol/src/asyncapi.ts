import { channels } from './documents/asyncapi-channels.ts';
import { downMessages, messageComponents, upMessages } from './documents/asyncapi-messages.ts';
import { asyncOperations } from './documents/asyncapi-operations.ts';
import type { JsonSchema } from './documents/json-schema.ts';
import type { DocumentOptions } from './openapi.ts';

/** An AsyncAPI 3.0 document, as far as Parley's makes use of it. */
export interface AsyncApiDocument {
  readonly asyncapi: '3.0.0';
  readonly info: Readonly<Record<string, unknown>>;
  readonly defaultContentType: 'application/json';
  readonly servers: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly channels: Readonly<Record<string, unknown>>;
  readonly operations: Readonly<Record<string, unknown>>;
  readonly components: {
    readonly messages: Readonly<Record<string, unknown>>;
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  };
}

/** Real time as AsyncAPI 3.0: every frame of the WebSocket and every event of the stream (API5). */
export function asyncApiDocument({ serverUrl, version }: DocumentOptions): AsyncApiDocument {
  const { messages, schemas } = messageComponents();
  const secure = serverUrl.startsWith('https:');
  const host = serverUrl.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Parley in real time',
      version,
      description: 'What travels over the WebSocket, and over Server-Sent Events where WebSocket is blocked.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      websocket: { host, protocol: secure ? 'wss' : 'ws', pathname: '/api/v1' },
      stream: { host, protocol: secure ? 'https' : 'http', pathname: '/api/v1' },
    },
    channels: channels(Object.keys(upMessages), Object.keys(downMessages)),
    operations: asyncOperations(),
    components: {
      messages,
      schemas,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: "The session's token." },
        cookie: { type: 'httpApiKey', in: 'cookie', name: 'parley_session' },
      },
    },
  };
}
