import { upFrame } from '@parley/protocol/frames.ts';
import { limits } from '@parley/protocol/limits.ts';
import type { Seeded } from '@parley/testkit/seeded.ts';
import { schemaOf } from './http-input.ts';
import { mutatedText } from './mutate-text.ts';
import { mutatedValue } from './mutate-value.ts';
import { jsonIn } from './oracle.ts';
import { SchemaValues } from './schema-value.ts';
import type { Stage } from './stage.ts';
import { dictionaryOf } from './stage-dictionary.ts';

export interface FrameInput {
  readonly bytes: Buffer;
  /** As a text message; else as one of bytes, which no frame is. */
  readonly asText: boolean;
  /** How many errors the contract answers it with, at least. */
  readonly errors: number;
  /** Nothing in it can be taken: exactly so many errors, and nothing changes. */
  readonly isRefused: boolean;
  /** Right frames that are answered with a pong. */
  readonly pings: number;
  /** Their own names for what is right and to be sent: each is answered when it is stored, or refused. */
  readonly refs: readonly string[];
  /** It ends the socket with this code: text that is no UTF-8, and what is too large. */
  readonly ends: number | undefined;
}

const schema = schemaOf(upFrame);

/** One message for a socket: a frame, or several, right or not. */
export function frameInput(stage: Stage, chance: Seeded): FrameInput {
  const values = new SchemaValues(chance, dictionaryOf(stage));
  const frame = () => {
    const right = values.valueOf(schema);
    return chance.oneIn(3) ? right : mutatedValue(right, chance);
  };
  const value = chance.oneIn(8) ? Array.from({ length: chance.below(6) }, frame) : frame();
  const json = JSON.stringify(value) ?? '';
  return judged(chance.oneIn(5) ? mutatedText(json, chance) : Buffer.from(json), chance);
}

function judged(bytes: Buffer, chance: Seeded): FrameInput {
  const isUtf8 = isWellFormed(bytes);
  // Text that is no UTF-8 costs a socket: most of it goes as bytes.
  const asText = isUtf8 ? !chance.oneIn(50) : chance.oneIn(20);
  const ends = bytes.length > limits.frameBytes ? 1009 : !isUtf8 && asText ? 1007 : undefined;
  return { bytes, asText, ends, ...(asText && ends === undefined ? expected(bytes) : refusedWhole) };
}

function isWellFormed(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

type Expected = Pick<FrameInput, 'errors' | 'isRefused' | 'pings' | 'refs'>;

const refusedWhole: Expected = { errors: 1, isRefused: true, pings: 0, refs: [] };

function expected(bytes: Buffer): Expected {
  // A mark of the byte order is no JSON in a socket's text, and is taken off a body.
  const value = bytes[0] === 0xef ? undefined : jsonIn(bytes);
  if (value === undefined) return refusedWhole;
  const frames = Array.isArray(value) ? value : [value];
  if (frames.length > limits.framesPerMessage) return refusedWhole;
  const right = frames.flatMap((frame) => upFrame.safeParse(frame).data ?? []);
  return {
    errors: frames.length - right.length,
    isRefused: right.length === 0,
    pings: right.filter(({ type }) => type === 'ping').length,
    refs: right.flatMap((frame) => (frame.type === 'send' ? [frame.ref] : [])),
  };
}
