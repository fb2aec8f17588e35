import type { Chat } from '@parley/protocol/chat.ts';
import type { ChatState } from '../../delivery/chat-state.ts';
import { answer, type Caller, type Success } from '../handler.ts';
import type { Node } from '../node.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** Answers the chat as the caller sees it; whoever stopped being a member meanwhile finds none (VIEW3). */
export async function viewOf(node: Node, state: ChatState, caller: Caller): Promise<Success<Chat> | Refusal> {
  const view = await node.chatViews.of(state, caller.user);
  return view === undefined ? refuse('not_found') : answer(view);
}
