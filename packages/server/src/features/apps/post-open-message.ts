import { entryKind } from '../../log/entry-kind.ts';
import { openChatOf } from '../chats/chat-access.ts';
import { answer, type Handler } from '../handler.ts';
import { contentProblem } from '../messages/message-drafts.ts';
import { messageAfter } from '../messages/post-message.ts';
import type { Node } from '../node.ts';
import { Refusal, refuseField } from '../refusal.ts';

export function postOpenMessage(node: Node): Handler<'postOpenMessage'> {
  return async ({ app, params, body }) => {
    const state = await openChatOf(node, app, params.number);
    if (state instanceof Refusal) return state;
    const tooLong = contentProblem(body.content, node.config.contentBytes);
    if (tooLong !== undefined) return new Refusal(tooLong);
    const at = node.clock.now();
    const draft = {
      kind: entryKind.message,
      at,
      content: body.content,
      ...(body.client_id !== undefined && { clientId: body.client_id }),
      ...(body.sender !== undefined && { label: body.sender }),
      ...(body.reply_to !== undefined && { data: JSON.stringify({ replyTo: body.reply_to }) }),
    };
    const acceptance = await node.accept.inChat(state, (current) => {
      const unknown = body.reply_to !== undefined && body.reply_to > current.head.number;
      return unknown ? unknownReply.error : [draft];
    });
    const message = await messageAfter(node, acceptance);
    return message instanceof Refusal ? message : answer(message);
  };
}

const unknownReply = refuseField('reply_to', 'is not the number of a message in this chat');
