import { answer, type Handler } from '../handler.ts';
import { pictureHeaders } from '../pictures.ts';
import { refuse } from '../refusal.ts';
import { avatarKey } from './avatar-key.ts';
import type { PeopleNode } from './people-node.ts';

export function getAvatar(node: PeopleNode): Handler<'getAvatar'> {
  return async ({ caller, params }) => {
    const person = await node.store.accounts.byUsername(caller.app, params.username);
    if (person === undefined || person.avatar === null) return refuse('not_found');
    const picture = await node.blobs.get(avatarKey(person.key));
    if (picture === undefined) return refuse('not_found');
    // Each picture has an address of its own, so it may be kept (USER10).
    return answer(picture.bytes, { headers: pictureHeaders(picture.contentType) });
  };
}
