import type { Message } from '@parley/protocol/message.ts';
import type { Acceptance } from '../../delivery/acceptance.ts';
import { chatFor } from '../chats/chat-access.ts';
import { answer, type Handler } from '../handler.ts';
import type { Node } from '../node.ts';
import { Refusal, refuse } from '../refusal.ts';
import { readForward, sendMessage } from './send.ts';

export function postMessage(node: Node): Handler<'postMessage'> {
  return async ({ params, body, caller }) => {
    const state = await chatFor(node, caller, params.number, 'post');
    if (state instanceof Refusal) return state;
    const forwarded = body.forward && (await readForward(node, caller, body.forward));
    if (forwarded !== undefined && 'code' in forwarded) return new Refusal(forwarded);
    const sending = { caller, input: body, ...(forwarded && { forwarded }) };
    const acceptance = await new Promise<Acceptance>((resolve) => sendMessage(node, state, sending, resolve));
    const message = await messageAfter(node, acceptance);
    return message instanceof Refusal ? message : answer(message);
  };
}

/** The message that came of an append, or of the first call that used its key. */
export async function messageAfter(node: Node, acceptance: Acceptance): Promise<Message | Refusal> {
  if (acceptance.kind === 'refused') return new Refusal(acceptance.error);
  if (acceptance.kind === 'repeated')
    return (await node.messages.postedBefore(acceptance.entry)) ?? refuse('internal');
  const [entry] = acceptance.entries;
  return entry === undefined ? refuse('internal') : node.messages.posted(entry);
}
