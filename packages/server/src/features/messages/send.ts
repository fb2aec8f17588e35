import { type ErrorObject, errorOf } from '@parley/protocol/errors.ts';
import type { MessageInput } from '@parley/protocol/message.ts';
import type { AcceptDone } from '../../delivery/accept.ts';
import type { ChatState } from '../../delivery/chat-state.ts';
import { type MessageData, parseData } from '../../log/entry-data.ts';
import { chatFor } from '../chats/chat-access.ts';
import type { Caller } from '../handler.ts';
import type { Node } from '../node.ts';
import { refusalFor } from '../policy.ts';
import { Refusal } from '../refusal.ts';
import { contentProblem, draftMessage, type Forwarded } from './message-drafts.ts';

/** Sends a member's message to a chat that is in memory; nothing here waits. */
export function sendMessage(
  node: Node,
  state: ChatState,
  sending: { caller: Caller; input: MessageInput; forwarded?: Forwarded },
  done: AcceptDone,
): void {
  const { caller, input, forwarded } = sending;
  const tooLong =
    input.content === undefined ? undefined : contentProblem(input.content, node.config.contentBytes);
  if (tooLong !== undefined) return done({ kind: 'refused', error: tooLong });
  const at = node.clock.now();
  node.accept.toChat(
    state,
    (current) => {
      const refusal = refusalFor(current, caller.user, 'post');
      if (refusal !== undefined) return refusal.error;
      const draft = draftMessage(current, input, { author: caller.user, at, forwarded });
      return 'code' in draft ? draft : [draft];
    },
    done,
  );
}

/** The text to pass on, if the caller may read it. */
export async function readForward(
  node: Node,
  caller: Caller,
  forward: { chat: number; number: number },
): Promise<Forwarded | ErrorObject> {
  const problem = errorOf('invalid_request', undefined, {
    fields: [{ field: 'forward', problem: 'is not a message you can read' }],
  });
  const source = await chatFor(node, caller, forward.chat, 'read');
  if (source instanceof Refusal) return problem;
  const entry = await node.messages.entry(source.log, forward.number);
  const view = entry && (await node.messages.one(source.log, forward.number));
  if (entry === undefined || view === undefined || view.content === null) return problem;
  const { sticker } = parseData<MessageData>(entry.data);
  const from = entry.label ?? entry.author ?? null;
  return { content: view.content, from, ...(sticker !== undefined && { sticker }) };
}
