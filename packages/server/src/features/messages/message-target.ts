import { changedSince } from '../../delivery/chat-changes.ts';
import type { ChatState } from '../../delivery/chat-state.ts';
import type { Draft, PlacedEntry } from '../../log/log.ts';
import type { ReactionRecord } from '../../store/message-store.ts';
import type { Node } from '../node.ts';
import { Refusal, refuse } from '../refusal.ts';

/** A message as it stood at one position of its chat; tombstones too. */
export interface Target {
  readonly entry: PlacedEntry;
  readonly deleted: boolean;
  readonly pinned: boolean;
  readonly reactions: readonly ReactionRecord[];
  readonly position: number;
}

export interface MessageChange {
  readonly number: number;
  /** What is to be appended about the message, `done` where nothing is, or why not. */
  readonly decide: (target: Target) => Draft | 'done' | Refusal | Promise<Draft | 'done' | Refusal>;
  /** Why it may not be, on the chat as it is when it is appended. */
  readonly refusal: (current: ChatState, target: Target) => Refusal | undefined;
}

/** How long decisions are made again: each that met another change let that one succeed, unless the store is far behind. */
const patienceMs = 5000;
/** A change that is under way is stored in a moment, if whoever waits for it lets others work. */
const restMs = 5;

/**
 * Changes a message as it stands. Decided anew where it was changed meanwhile, on whatever node (MSG6): the change is
 * appended only behind everything that was decided on.
 */
export async function changeMessage(
  node: Node,
  state: ChatState,
  change: MessageChange,
): Promise<'done' | Refusal> {
  const began = node.clock.monotonic();
  do {
    const target = await targetOf(node, state, change.number);
    if (target instanceof Refusal) return target;
    const draft = await change.decide(target);
    if (draft === 'done' || draft instanceof Refusal) return draft;
    const current = (await node.chats.load(state.log)) ?? state;
    const acceptance = await node.accept.inChat(current, (now) => {
      if (changedSince(now, change.number, target.position)) return changed.error;
      return change.refusal(now, target)?.error ?? [draft];
    });
    if (acceptance.kind !== 'refused') return 'done';
    if (acceptance.error !== changed.error) return new Refusal(acceptance.error);
    await new Promise<void>((resolve) => node.clock.setTimeout(resolve, restMs));
  } while (node.clock.monotonic() - began < patienceMs);
  return refuse('unavailable');
}

/** Never told: it says that the decision is made again. */
const changed = refuse('unavailable');

async function targetOf(node: Node, state: ChatState, number: number): Promise<Target | Refusal> {
  const entry = await node.messages.entry(state.log, number);
  if (entry === undefined) return refuse('not_found');
  const { states, reactions, position } = await node.store.messages.annotations(state.log, number, number);
  const message = states.get(number);
  return {
    entry,
    deleted: typeof message?.deletedAt === 'number',
    pinned: typeof message?.pinnedAt === 'number',
    reactions,
    position,
  };
}
