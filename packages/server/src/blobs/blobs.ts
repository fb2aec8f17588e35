/**
 * Keeps pictures and files by key. Guarantees its callers that a put that was answered survives a crash, that a
 * reader sees a whole blob or none, and that no key reaches outside (BLOB1–BLOB4). Who may read what is not its
 * matter. Broken by changing the stored files by hand.
 */
export interface Blobs {
  /** Stores, or replaces, the bytes under a key. */
  put(key: BlobKey, blob: Blob): Promise<PutOutcome>;
  get(key: BlobKey): Promise<Blob | undefined>;
  /** Harmless when there is nothing. */
  delete(key: BlobKey): Promise<void>;
}

export interface Blob {
  readonly bytes: Uint8Array;
  /** A media type such as `image/png`. */
  readonly contentType: string;
}

/** Not stored: larger than the bound, or no room is left. */
export type PutOutcome =
  | { readonly stored: true }
  | { readonly stored: false; readonly limitBytes: number }
  | { readonly stored: false; readonly full: true };

export type BlobKey = string & { readonly blobKey: true };

/** Checks that a text may be a key: letters a–z, digits, dashes, underscores, up to 128 of them. Throws otherwise. */
export function blobKey(text: string): BlobKey {
  if (!/^[a-z0-9][a-z0-9_-]{0,127}$/.test(text)) throw new TypeError('not a blob key');
  return text as BlobKey;
}

/** Whether a text is a media type that can be stored and answered: `type/subtype`, with parameters or without. */
export function isContentType(text: string): boolean {
  return /^[\w.+-]+\/[\w.+-]+(?:; ?[\w.+-]+=[\w.+-]+)*$/.test(text) && text.length <= 200;
}
