import { limits } from '@parley/protocol/limits.ts';
import type { BlobKey, Blobs } from '../blobs/blobs.ts';
import { pictureTypeOf } from './picture-type.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Stores a picture under a key after looking at its bytes, whatever it was called (USER9). */
export async function storePicture(
  blobs: Blobs,
  key: BlobKey,
  bytes: Uint8Array,
): Promise<Refusal | undefined> {
  const contentType = pictureTypeOf(bytes);
  if (contentType === undefined) return refuse('unsupported_media_type', 'Send a PNG, JPEG or WebP picture.');
  if (bytes.length > limits.pictureBytes) return tooLarge(limits.pictureBytes);
  const put = await blobs.put(key, { bytes, contentType });
  if (put.stored) return undefined;
  return 'full' in put ? refuse('storage_full') : tooLarge(put.limitBytes);
}

function tooLarge(limit: number): Refusal {
  return refuse('payload_too_large', `The picture is larger than ${limit} bytes; shrink it.`, { limit });
}

/** Headers of a picture's answer: its bytes never change under one address, and are never run. */
export function pictureHeaders(contentType: string): Record<string, string> {
  return {
    'content-type': contentType,
    'cache-control': 'private, max-age=31536000, immutable',
    'content-disposition': 'inline',
  };
}
