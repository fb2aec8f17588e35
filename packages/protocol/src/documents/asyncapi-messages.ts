import type { z } from 'zod';
import { downFrame, upFrame } from '../frames.ts';
import { downFrames, upFrames } from './frame-examples.ts';
import { type JsonSchema, schemaBook } from './json-schema.ts';

interface Frame {
  readonly type: string;
  readonly schema: z.ZodType;
  readonly meaning: string;
  readonly example: unknown;
}

/** Frames by the name of their message: `up_send`, `down_ack` …; some types travel both ways. */
export const upMessages = named(
  'up',
  upFrame.options.map((schema) => ({
    type: schema.shape.type.value,
    schema,
    ...upFrames[schema.shape.type.value],
  })),
);
export const downMessages = named(
  'down',
  downFrame.options.map((schema) => ({
    type: schema.shape.type.value,
    schema,
    ...downFrames[schema.shape.type.value],
  })),
);

export interface MessageComponents {
  readonly messages: Record<string, unknown>;
  readonly schemas: Record<string, JsonSchema>;
}

export function messageComponents(): MessageComponents {
  const all = { ...upMessages, ...downMessages };
  const book = schemaBook(Object.values(all).map(({ schema }) => schema));
  const messages = Object.entries(all).map(([name, { type, schema, meaning, example }]) => [
    name,
    {
      name: type,
      title: type,
      summary: meaning,
      payload: book.of(schema),
      examples: [{ name: type, payload: example }],
    },
  ]);
  return { messages: Object.fromEntries(messages), schemas: book.components };
}

function named(direction: 'up' | 'down', frames: readonly Frame[]): Readonly<Record<string, Frame>> {
  return Object.fromEntries(frames.map((frame) => [`${direction}_${frame.type}`, frame]));
}
