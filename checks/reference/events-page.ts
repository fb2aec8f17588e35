import { downMessages, upMessages } from '@parley/protocol/documents/asyncapi-messages.ts';
import { type SchemaBook, schemaBook } from '@parley/protocol/documents/json-schema.ts';
import { fieldsOf, page } from './markdown.ts';

const introduction = `A WebSocket at \`/api/v1/realtime\` with the subprotocol \`parley.v1\`; JSON text, each message one frame or a list of frames. Sign in by
the session's cookie, or by a second subprotocol \`bearer.<token>\`. Where WebSocket is blocked, \`/api/v1/events\` sends the
frames of the server as Server-Sent Events. Live events are hints that carry data: what counts is the position, and a client
that misses one fetches the hole. A running server describes the same as AsyncAPI at \`/api/v1/asyncapi.json\`.`;

type Frames = typeof upMessages;

/** Every frame of the real-time connection, by direction. */
export function eventsPage(): string {
  const frames = [...Object.values(upMessages), ...Object.values(downMessages)];
  const book = schemaBook(frames.map(({ schema }) => schema));
  return page('Events', 'packages/protocol/src/frames.ts', [
    introduction,
    '## What a client says',
    ...sections(upMessages, book),
    '## What the server says',
    ...sections(downMessages, book),
  ]);
}

function sections(frames: Frames, book: SchemaBook): string[] {
  return Object.values(frames).map(({ type, schema, meaning, example }) =>
    [
      `### ${type}`,
      meaning,
      fieldsOf(book.of(schema)),
      `\`\`\`json\n${JSON.stringify(example)}\n\`\`\``,
    ].join('\n\n'),
  );
}
