import { randomBytes } from 'node:crypto';
import { limits } from '@parley/protocol/limits.ts';
import { answer, type Handler } from '../handler.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { avatarKey } from './avatar-key.ts';
import type { PeopleNode } from './people-node.ts';
import { pictureTypeOf } from './picture-type.ts';
import { tellUser } from './tell-user.ts';
import { accountView } from './user-view.ts';

export function setAvatar(node: PeopleNode): Handler<'setAvatar'> {
  return async ({ caller, body }) => {
    const refusal = await store(node, caller.user, body);
    if (refusal !== undefined) return refusal;
    await node.store.accounts.setAvatar(caller.user, randomBytes(8).toString('hex'));
    const account = await node.store.accounts.byKey(caller.user);
    if (account === undefined) return refuse('unauthenticated');
    await tellUser(node, account);
    return answer(accountView(account));
  };
}

async function store(node: PeopleNode, user: number, bytes: Uint8Array): Promise<Refusal | undefined> {
  const contentType = pictureTypeOf(bytes);
  if (contentType === undefined) return refuse('unsupported_media_type', 'Send a PNG, JPEG or WebP picture.');
  if (bytes.length > limits.pictureBytes) return tooLarge(limits.pictureBytes);
  const put = await node.blobs.put(avatarKey(user), { bytes, contentType });
  return put.stored ? undefined : tooLarge(put.limitBytes);
}

function tooLarge(limit: number): Refusal {
  return refuse('payload_too_large', `The picture is larger than ${limit} bytes; shrink it.`, { limit });
}
