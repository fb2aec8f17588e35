import type { ChatState } from '../../delivery/chat-state.ts';
import { entryKind } from '../../log/entry-kind.ts';
import { chatFor, openChatOf } from '../chats/chat-access.ts';
import { type Handler, nothing, type Success } from '../handler.ts';
import type { Node } from '../node.ts';
import { refusalFor } from '../policy.ts';
import { Refusal } from '../refusal.ts';
import { targetOf } from './message-target.ts';

export function deleteMessage(node: Node): Handler<'deleteMessage'> {
  return async ({ params, caller }) => {
    const state = await chatFor(node, caller, params.chat, 'delete_own');
    return state instanceof Refusal ? state : tombstone(node, state, params.number, caller.user);
  };
}

export function deleteOpenMessage(node: Node): Handler<'deleteOpenMessage'> {
  return async ({ params, app }) => {
    const state = await openChatOf(node, app, params.chat);
    return state instanceof Refusal ? state : tombstone(node, state, params.number);
  };
}

/** Makes a tombstone; of a tombstone too, so that a repeated deletion succeeds. */
async function tombstone(
  node: Node,
  state: ChatState,
  number: number,
  user?: number,
): Promise<Success<undefined> | Refusal> {
  const target = await targetOf(node, state, number);
  if (target instanceof Refusal) return target;
  if (target.deleted) return nothing;
  const action = target.entry.author === user ? 'delete_own' : 'delete_any';
  const at = node.clock.now();
  const data = JSON.stringify({ position: target.entry.position });
  const acceptance = await node.accept.inChat(state, (current) => {
    const refusal = user === undefined ? undefined : refusalFor(current, user, action);
    if (refusal !== undefined) return refusal.error;
    const draft = { kind: entryKind.message_deleted, at, about: number, data };
    return [user === undefined ? draft : { ...draft, author: user }];
  });
  return acceptance.kind === 'refused' ? new Refusal(acceptance.error) : nothing;
}
