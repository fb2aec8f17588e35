import type { Chat } from '@parley/protocol/chat.ts';
import { appLog, chatLog } from '../../log/log-key.ts';
import type { Caller, Handler, Success } from '../handler.ts';
import type { Node } from '../node.ts';
import { Refusal, refuse, refuseField } from '../refusal.ts';
import { viewOf } from './chat-view.ts';
import { createInLog, type NewChat } from './creation.ts';
import { friendsNamed } from './friends-named.ts';

export function createChat(node: Node): Handler<'createChat'> {
  return async ({ body, caller }) => {
    if (body.kind === 'private') return openPrivate(node, caller, body.with);
    const invited = await friendsNamed(node, caller, body.members ?? [], 'members');
    if (invited instanceof Refusal) return invited;
    return create(node, caller, {
      creation: { kind: 'group', members: [caller.user], invited },
      name: body.name,
      creator: caller.user,
      clientId: body.client_id,
    });
  };
}

/** One private chat for two people: its key in the log is made of them, so a second is the first. */
async function openPrivate(node: Node, caller: Caller, username: string): Promise<Success<Chat> | Refusal> {
  if (username === caller.username) return refuseField('with', 'is yourself; name a friend');
  const other = (await node.store.accounts.keysOf(caller.app, [username])).get(username);
  if (other === undefined) return refuse('not_found');
  if (await node.store.friends.isBlocked(caller.user, other)) return refuse('blocked');
  const members = [Math.min(caller.user, other), Math.max(caller.user, other)];
  if (!(await node.store.friends.areFriends(caller.user, other))) {
    return existingPrivate(node, caller, members);
  }
  return create(node, caller, {
    creation: { kind: 'private', members, invited: [] },
    clientId: privateKey(members),
  });
}

/** Former friends keep the chat they had. */
async function existingPrivate(
  node: Node,
  caller: Caller,
  members: readonly number[],
): Promise<Success<Chat> | Refusal> {
  const log = appLog(caller.app);
  // Whoever has read the head finds the keys before it (LOG5).
  await node.log.head(log);
  const entry = await node.log.findRetry({ log, clientId: privateKey(members) });
  return entry === undefined ? refuse('not_friends') : view(node, caller, entry.number);
}

/** Outside the alphabet of client_id, so that nobody can take it. */
function privateKey(members: readonly number[]): string {
  return `private ${members.join(' ')}`;
}

async function create(node: Node, caller: Caller, chat: NewChat): Promise<Success<Chat> | Refusal> {
  await node.usernames.load([...chat.creation.members, ...chat.creation.invited]);
  const entry = await createInLog(node, caller.app, chat);
  return entry instanceof Refusal ? entry : view(node, caller, entry.number);
}

async function view(node: Node, caller: Caller, number: number): Promise<Success<Chat> | Refusal> {
  const state = await node.chats.load(chatLog(caller.app, number));
  return state === undefined ? refuse('internal') : viewOf(node, state, caller);
}
