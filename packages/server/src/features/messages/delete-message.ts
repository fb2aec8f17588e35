import type { ChatState } from '../../delivery/chat-state.ts';
import { entryKind } from '../../log/entry-kind.ts';
import { chatFor, openChatOf } from '../chats/chat-access.ts';
import { type Handler, nothing, type Success } from '../handler.ts';
import type { Node } from '../node.ts';
import { refusalFor } from '../policy.ts';
import { Refusal } from '../refusal.ts';
import { changeMessage } from './message-target.ts';

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
  const by = user !== undefined && { author: user };
  const outcome = await changeMessage(node, state, {
    number,
    decide({ deleted, entry }) {
      if (deleted) return 'done';
      const data = JSON.stringify({ position: entry.position });
      return { kind: entryKind.message_deleted, at: node.clock.now(), about: number, data, ...by };
    },
    refusal(current, { entry }) {
      const action = entry.author === user ? 'delete_own' : 'delete_any';
      return user === undefined ? undefined : refusalFor(current, user, action);
    },
  });
  return outcome instanceof Refusal ? outcome : nothing;
}
