import { type Handler, nothing } from '../handler.ts';
import { avatarKey } from './avatar-key.ts';
import type { PeopleNode } from './people-node.ts';
import { tellUser } from './tell-user.ts';

export function removeAvatar(node: PeopleNode): Handler<'removeAvatar'> {
  return async ({ caller }) => {
    await node.store.accounts.setAvatar(caller.user, null);
    await node.blobs.delete(avatarKey(caller.user));
    const account = await node.store.accounts.byKey(caller.user);
    if (account !== undefined) await tellUser(node, account);
    return nothing;
  };
}
