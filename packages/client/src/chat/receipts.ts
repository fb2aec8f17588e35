import type { ChatState, MemberState } from './chat-state.ts';

/** How far one's own message has come: at all other members' devices, before all their eyes. */
export type MessageStatus = 'sent' | 'delivered' | 'read';

export interface Receipts {
  /** Usernames of those who have received it and not read it. */
  readonly delivered: readonly string[];
  readonly read: readonly string[];
}

/** The receipt of a message that the server has; `me` is its author. In a group: what holds for every other member. */
export function messageStatus(chat: ChatState, number: number, me: string): MessageStatus {
  const others = chat.members.filter((member) => member.username !== me);
  if (others.length === 0) return 'sent';
  if (others.every((member) => member.read >= number)) return 'read';
  return others.every((member) => member.delivered >= number) ? 'delivered' : 'sent';
}

/** Who of the other members has received, and who has read, a message. */
export function receiptsOf(chat: ChatState, number: number, me: string): Receipts {
  const others = chat.members.filter((member) => member.username !== me && member.username !== null);
  const read = others.filter((member) => member.read >= number);
  const delivered = others.filter((member) => member.read < number && member.delivered >= number);
  return { delivered: usernames(delivered), read: usernames(read) };
}

function usernames(members: readonly MemberState[]): readonly string[] {
  return members.map((member) => member.username).filter((username) => username !== null);
}
