import type { Message } from '@parley/protocol/message.ts';
import type { ChatState } from '../../delivery/chat-state.ts';
import { entryKind } from '../../log/entry-kind.ts';
import { chatFor, openChatOf } from '../chats/chat-access.ts';
import { answer, type Handler } from '../handler.ts';
import type { Node } from '../node.ts';
import { refusalFor } from '../policy.ts';
import { Refusal, refuse } from '../refusal.ts';
import { contentProblem } from './message-drafts.ts';
import { targetOf } from './message-target.ts';

export function editMessage(node: Node): Handler<'editMessage'> {
  return async ({ params, body, caller }) => {
    const state = await chatFor(node, caller, params.chat, 'edit');
    if (state instanceof Refusal) return state;
    const message = await edit(node, state, {
      number: params.number,
      content: body.content,
      author: caller.user,
    });
    return message instanceof Refusal ? message : answer(message);
  };
}

export function editOpenMessage(node: Node): Handler<'editOpenMessage'> {
  return async ({ params, body, app }) => {
    const state = await openChatOf(node, app, params.chat);
    if (state instanceof Refusal) return state;
    const message = await edit(node, state, { number: params.number, content: body.content });
    return message instanceof Refusal ? message : answer(message);
  };
}

interface Edit {
  readonly number: number;
  readonly content: string;
  /** Absent in an open chat: whoever holds the token may edit. */
  readonly author?: number;
}

async function edit(
  node: Node,
  state: ChatState,
  { number, content, author }: Edit,
): Promise<Message | Refusal> {
  const tooLong = contentProblem(content, node.config.contentBytes);
  if (tooLong !== undefined) return new Refusal(tooLong);
  const target = await targetOf(node, state, number);
  if (target instanceof Refusal) return target;
  if (target.deleted) return refuse('message_deleted');
  if (author !== undefined && target.entry.author !== author) return refuse('forbidden');
  const at = node.clock.now();
  const acceptance = await node.accept.inChat(state, (current) => {
    const refusal = author === undefined ? undefined : refusalFor(current, author, 'edit');
    if (refusal !== undefined) return refusal.error;
    return [
      { kind: entryKind.message_edited, at, about: number, content, ...(author !== undefined && { author }) },
    ];
  });
  if (acceptance.kind === 'refused') return new Refusal(acceptance.error);
  return (await node.messages.one(state.log, number)) ?? refuse('not_found');
}
