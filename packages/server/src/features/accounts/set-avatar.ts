import { randomBytes } from 'node:crypto';
import { answer, type Handler } from '../handler.ts';
import { storePicture } from '../pictures.ts';
import { refuse } from '../refusal.ts';
import { avatarKey } from './avatar-key.ts';
import type { PeopleNode } from './people-node.ts';
import { tellUser } from './tell-user.ts';
import { accountView } from './user-view.ts';

export function setAvatar(node: PeopleNode): Handler<'setAvatar'> {
  return async ({ caller, body }) => {
    const refusal = await storePicture(node.blobs, avatarKey(caller.user), body);
    if (refusal !== undefined) return refusal;
    await node.store.accounts.setAvatar(caller.user, randomBytes(8).toString('hex'));
    const account = await node.store.accounts.byKey(caller.user);
    if (account === undefined) return refuse('unauthenticated');
    await tellUser(node, account);
    return answer(accountView(account));
  };
}
