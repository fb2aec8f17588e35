import type { Message } from '@parley/protocol/message.ts';
import type { ChatState } from '../../delivery/chat-state.ts';
import { entryKind } from '../../log/entry-kind.ts';
import { chatFor, openChatOf } from '../chats/chat-access.ts';
import { answer, type Handler } from '../handler.ts';
import type { Node } from '../node.ts';
import { refusalFor } from '../policy.ts';
import { Refusal, refuse } from '../refusal.ts';
import { contentProblem } from './message-drafts.ts';
import { changeMessage } from './message-target.ts';

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
  const by = author !== undefined && { author };
  const outcome = await changeMessage(node, state, {
    number,
    decide({ deleted, entry }) {
      if (deleted) return refuse('message_deleted');
      if (author !== undefined && entry.author !== author) return refuse('forbidden');
      return { kind: entryKind.message_edited, at: node.clock.now(), about: number, content, ...by };
    },
    refusal: (current) => (author === undefined ? undefined : refusalFor(current, author, 'edit')),
  });
  if (outcome instanceof Refusal) return outcome;
  return (await node.messages.one(state.log, number)) ?? refuse('not_found');
}
