import { type BlobKey, blobKey } from '../../blobs/blobs.ts';

/** Where a person's picture lies. One place a person: a new picture replaces the old, and none is left behind. */
export function avatarKey(user: number): BlobKey {
  return blobKey(`avatar-${user}`);
}
