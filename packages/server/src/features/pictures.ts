import { createHash } from 'node:crypto';
import { limits } from '@parley/protocol/limits.ts';
import { type BlobKey, type Blobs, blobKey } from '../blobs/blobs.ts';
import { type Refusal, refuse } from './refusal.ts';

const signatures: readonly { readonly type: string; readonly matches: (bytes: Uint8Array) => boolean }[] = [
  {
    type: 'image/png',
    matches: (bytes) => startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  },
  { type: 'image/jpeg', matches: (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff]) },
  {
    type: 'image/webp',
    matches: (bytes) => startsWith(bytes, ascii('RIFF')) && startsWith(bytes.subarray(8), ascii('WEBP')),
  },
];

export interface StoredPicture {
  readonly key: BlobKey;
  /** Changes with the bytes, so that an address with it may be cached for ever. */
  readonly version: string;
}

/** Stores a picture after looking at its bytes, whatever it was called. */
export async function storePicture(blobs: Blobs, bytes: Uint8Array): Promise<StoredPicture | Refusal> {
  const type = signatures.find((signature) => signature.matches(bytes))?.type;
  if (type === undefined)
    return refuse('unsupported_media_type', 'the bytes are not a PNG, JPEG or WebP picture');
  if (bytes.length > limits.pictureBytes) return tooLarge();
  const hash = createHash('sha256').update(bytes).digest('hex');
  const key = blobKey(hash);
  const outcome = await blobs.put(key, { bytes, contentType: type });
  return outcome.stored ? { key, version: hash } : tooLarge();
}

function tooLarge(): Refusal {
  return refuse('payload_too_large', undefined, { limit: limits.pictureBytes });
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}

/** Headers of a picture's answer: its bytes never change under one address, and are never run. */
export function pictureHeaders(contentType: string): Record<string, string> {
  return {
    'content-type': contentType,
    'cache-control': 'private, max-age=31536000, immutable',
    'content-disposition': 'inline',
  };
}
