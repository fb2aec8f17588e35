import type { ChatNumber } from '@parley/protocol/scalars.ts';
import type { Node } from '../node.ts';

/** Tells those who were invited that a chat is gone (CHAT6); its members hear of it by its last entry. */
export function tellGone(node: Node, chat: number, invited: Iterable<number>): void {
  for (const user of invited)
    node.people.tell(user, { type: 'chat', chat: chat as ChatNumber, status: 'left' });
}
