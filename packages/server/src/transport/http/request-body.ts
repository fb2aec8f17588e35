import { type ErrorObject, errorOf } from '@parley/protocol/errors.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

export type ParsedBody =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: ErrorObject };

/** JSON from bytes that must be valid UTF-8 (INPUT4). No body is an empty object. */
export function parseJson(bytes: Buffer): ParsedBody {
  if (bytes.length === 0) return { ok: true, value: {} };
  try {
    return { ok: true, value: JSON.parse(utf8.decode(bytes)) };
  } catch {
    return { ok: false, error: errorOf('malformed_json') };
  }
}
