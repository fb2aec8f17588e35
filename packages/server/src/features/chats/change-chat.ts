import type { ChatState } from '../../delivery/chat-state.ts';
import { entryKind } from '../../log/entry-kind.ts';
import type { Draft } from '../../log/log.ts';
import { type Caller, type Handler, nothing } from '../handler.ts';
import type { Node } from '../node.ts';
import { type ChatAction, refusalFor } from '../policy.ts';
import { Refusal } from '../refusal.ts';
import { chatFor } from './chat-access.ts';
import { viewOf } from './chat-view.ts';
import { tellGone } from './tell-gone.ts';

export function changeChat(node: Node): Handler<'changeChat'> {
  return async ({ params, body, caller }) => {
    const draft = { kind: entryKind.chat_renamed, content: body.name };
    const state = await appendAs(node, caller, { number: params.number, action: 'rename', draft });
    return state instanceof Refusal ? state : viewOf(node, state, caller);
  };
}

export function deleteChat(node: Node): Handler<'deleteChat'> {
  return async ({ params, caller }) => {
    const allowed = await chatFor(node, caller, params.number, 'delete_chat');
    if (allowed instanceof Refusal) return allowed;
    const invited = [...allowed.invited.keys()];
    const draft = { kind: entryKind.chat_deleted };
    const state = await appendAs(node, caller, { number: params.number, action: 'delete_chat', draft });
    if (state instanceof Refusal) return state;
    tellGone(node, allowed.number, invited);
    return nothing;
  };
}

export interface Change {
  readonly number: number;
  readonly action: ChatAction;
  readonly draft: Pick<Draft, 'kind' | 'content' | 'data'>;
}

/** Appends one entry to a chat in somebody's name, if they may; answers the chat as it then is. */
export async function appendAs(node: Node, caller: Caller, change: Change): Promise<ChatState | Refusal> {
  const state = await chatFor(node, caller, change.number, change.action);
  if (state instanceof Refusal) return state;
  const draft: Draft = { ...change.draft, at: node.clock.now(), author: caller.user };
  const acceptance = await node.accept.inChat(
    state,
    (current) => refusalFor(current, caller.user, change.action)?.error ?? [draft],
  );
  if (acceptance.kind === 'refused') return new Refusal(acceptance.error);
  return (await node.chats.load(state.log)) ?? state;
}
