import { limits } from '@parley/protocol/limits.ts';
import { entryKind } from '../../log/entry-kind.ts';
import type { Draft } from '../../log/log.ts';
import { chatFor } from '../chats/chat-access.ts';
import { type Caller, type Handler, nothing, type Success } from '../handler.ts';
import type { Node } from '../node.ts';
import { type ChatAction, refusalFor } from '../policy.ts';
import { Refusal, refuse } from '../refusal.ts';
import { type Target, targetOf } from './message-target.ts';

const pinsAtMost = 100;

export function addReaction(node: Node): Handler<'addReaction'> {
  return ({ params, caller }) =>
    annotate(node, caller, { ...params, action: 'react' }, async (target, log) => {
      if (target.deleted) return refuse('message_deleted');
      const reactions = await node.store.messages.reactions(log, params.number, params.number);
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
    annotate(node, caller, { ...params, action: 'react' }, async (_target, log) => {
      const reactions = await node.store.messages.reactions(log, params.number, params.number);
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
    annotate(node, caller, { ...params, action: 'pin' }, async (target) =>
      target.pinned ? { kind: entryKind.message_unpinned } : 'done',
    );
}

type Annotation = Pick<Draft, 'kind' | 'data'>;

/** Appends an entry about a message, unless what it says is so already. */
async function annotate(
  node: Node,
  caller: Caller,
  about: { readonly chat: number; readonly number: number; readonly action: ChatAction },
  decide: (
    target: Target,
    log: Parameters<Node['messages']['one']>[0],
  ) => Promise<Annotation | 'done' | Refusal>,
): Promise<Success<undefined> | Refusal> {
  const state = await chatFor(node, caller, about.chat, about.action);
  if (state instanceof Refusal) return state;
  const target = await targetOf(node, state, about.number);
  if (target instanceof Refusal) return target;
  const annotation = await decide(target, state.log);
  if (annotation instanceof Refusal) return annotation;
  if (annotation === 'done') return nothing;
  const draft = { ...annotation, at: node.clock.now(), about: about.number, author: caller.user };
  const acceptance = await node.accept.inChat(
    state,
    (current) => refusalFor(current, caller.user, about.action)?.error ?? [draft],
  );
  return acceptance.kind === 'refused' ? new Refusal(acceptance.error) : nothing;
}
