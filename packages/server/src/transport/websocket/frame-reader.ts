import { type ErrorObject, errorOf } from '@parley/protocol/errors.ts';
import { type UpFrame, upFrame } from '@parley/protocol/frames.ts';
import { limits } from '@parley/protocol/limits.ts';
import { plainSend } from '@parley/protocol/plain-send.ts';
import { validate } from '@parley/protocol/validate.ts';

export type ReadFrame =
  | { readonly ok: true; readonly frame: UpFrame }
  | { readonly ok: false; readonly error: ErrorObject; readonly ref?: string };

/** Frames of one WebSocket message: a frame or an array of frames, each checked by itself. */
export function readFrames(text: string): ReadFrame[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return [{ ok: false, error: errorOf('malformed_json') }];
  }
  if (!Array.isArray(parsed)) return [readFrame(parsed)];
  if (parsed.length > limits.framesPerMessage) {
    const message = `more than ${limits.framesPerMessage} frames in one message; send fewer at a time`;
    return [{ ok: false, error: errorOf('invalid_request', message) }];
  }
  return parsed.map(readFrame);
}

function readFrame(value: unknown): ReadFrame {
  const plain = typeof value === 'object' && value !== null ? plainSend(value) : undefined;
  if (plain !== undefined) return { ok: true, frame: plain };
  const checked = validate(upFrame, value);
  if (checked.ok) return { ok: true, frame: checked.value };
  const ref = refOf(value);
  return { ok: false, error: checked.error, ...(ref !== undefined && { ref }) };
}

/** The caller's name for a frame, so that the refusal finds it, if it is one. */
function refOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('ref' in value)) return undefined;
  const { ref } = value;
  return typeof ref === 'string' && ref.length > 0 && ref.length <= 64 ? ref : undefined;
}
