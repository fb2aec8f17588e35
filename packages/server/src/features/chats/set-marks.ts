import { answer, type Handler } from '../handler.ts';
import type { Node } from '../node.ts';
import { Refusal, refuse } from '../refusal.ts';
import { chatFor } from './chat-access.ts';

export function setMarks(node: Node): Handler<'setMarks'> {
  return async ({ params, body, caller }) => {
    const state = await chatFor(node, caller, params.number, 'read');
    if (state instanceof Refusal) return state;
    node.marks.raise(state, caller.user, body);
    await node.marks.flush();
    const member = state.members.get(caller.user);
    if (member === undefined) return refuse('not_found');
    return answer({ delivered: member.delivered, read: member.read });
  };
}
