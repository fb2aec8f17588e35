import type { ChatState } from '../../delivery/chat-state.ts';
import type { PlacedEntry } from '../../log/log.ts';
import type { Node } from '../node.ts';
import { type Refusal, refuse } from '../refusal.ts';

export interface Target {
  readonly entry: PlacedEntry;
  readonly deleted: boolean;
  readonly pinned: boolean;
}

/** The message an action is about; tombstones are answered as such. */
export async function targetOf(node: Node, state: ChatState, number: number): Promise<Target | Refusal> {
  const entry = await node.messages.entry(state.log, number);
  if (entry === undefined) return refuse('not_found');
  const message = (await node.store.messages.states(state.log, number, number)).get(number);
  return {
    entry,
    deleted: typeof message?.deletedAt === 'number',
    pinned: typeof message?.pinnedAt === 'number',
  };
}
