import { limits } from '@parley/protocol/limits.ts';
import { entryKind } from '../../log/entry-kind.ts';
import type { Draft } from '../../log/log.ts';
import type { LogKey } from '../../log/log-key.ts';
import { chatFor } from '../chats/chat-access.ts';
import { type Caller, type Handler, nothing, type Success } from '../handler.ts';
import type { Node } from '../node.ts';
import { type ChatAction, refusalFor } from '../policy.ts';
import { Refusal, refuse } from '../refusal.ts';
import { changeMessage, type Target } from './message-target.ts';

const pinsAtMost = 100;

export function addReaction(node: Node): Handler<'addReaction'> {
  return ({ params, caller }) =>
    annotate(node, caller, { ...params, action: 'react' }, ({ deleted, reactions }) => {
      if (deleted) return refuse('message_deleted');
      if (reactions.some((each) => each.user === caller.user && each.emoji === params.emoji)) return 'done';
      const emoji = new Set(reactions.map((each) => each.emoji)).add(params.emoji);
      if (emoji.size > limits.reactionsPerMessage) {
        return refuse('too_many', undefined, { limit: limits.reactionsPerMessage });
      }
      return { kind: entryKind.reaction_added, data: JSON.stringify({ emoji: params.emoji }) };
    });
}

export function removeReaction(node: Node): Handler<'removeReaction'> {
  return ({ params, caller }) =>
    annotate(node, caller, { ...params, action: 'react' }, ({ reactions }) => {
      const own = reactions.some((each) => each.user === caller.user && each.emoji === params.emoji);
      return own
        ? { kind: entryKind.reaction_removed, data: JSON.stringify({ emoji: params.emoji }) }
        : 'done';
    });
}

export function pinMessage(node: Node): Handler<'pinMessage'> {
  return ({ params, caller }) =>
    annotate(node, caller, { ...params, action: 'pin' }, async (target, log) => {
      if (target.deleted) return refuse('message_deleted');
      if (target.pinned) return 'done';
      const pins = await node.store.messages.pins(log, Number.MAX_SAFE_INTEGER, pinsAtMost);
      if (pins.length >= pinsAtMost) return refuse('too_many', undefined, { limit: pinsAtMost });
      return { kind: entryKind.message_pinned };
    });
}

export function unpinMessage(node: Node): Handler<'unpinMessage'> {
  return ({ params, caller }) =>
    annotate(node, caller, { ...params, action: 'pin' }, ({ pinned }) =>
      pinned ? { kind: entryKind.message_unpinned } : 'done',
    );
}

type Annotation = Pick<Draft, 'kind' | 'data'> | 'done' | Refusal;

/** Appends an entry about a message, unless what it says is so already. */
async function annotate(
  node: Node,
  caller: Caller,
  about: { readonly chat: number; readonly number: number; readonly action: ChatAction },
  decide: (target: Target, log: LogKey) => Annotation | Promise<Annotation>,
): Promise<Success<undefined> | Refusal> {
  const state = await chatFor(node, caller, about.chat, about.action);
  if (state instanceof Refusal) return state;
  const outcome = await changeMessage(node, state, {
    number: about.number,
    async decide(target) {
      const annotation = await decide(target, state.log);
      if (annotation === 'done' || annotation instanceof Refusal) return annotation;
      return { ...annotation, at: node.clock.now(), about: about.number, author: caller.user };
    },
    refusal: (current) => refusalFor(current, caller.user, about.action),
  });
  return outcome instanceof Refusal ? outcome : nothing;
}
