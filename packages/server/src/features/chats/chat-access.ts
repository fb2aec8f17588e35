import type { ChatState } from '../../delivery/chat-state.ts';
import type { Node } from '../node.ts';
import { type ChatAction, refusalFor } from '../policy.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** A private or group chat, if the user may do this in it. */
export async function chatFor(
  node: Node,
  who: { readonly user: number; readonly app: number },
  number: number,
  action: ChatAction,
): Promise<ChatState | Refusal> {
  const state = await node.chats.find(who.app, number);
  return refusalFor(state, who.user, action) ?? state ?? refuse('not_found');
}

/** An open chat of an app; private and group chats do not exist for a token (POL2). */
export async function openChatOf(node: Node, app: number, number: number): Promise<ChatState | Refusal> {
  const state = await node.chats.find(app, number);
  return state === undefined || state.kind !== 'open' ? refuse('not_found') : state;
}
