import type { ChatState, MemberState } from '@parley/client/chat/chat-state.ts';

/** The other person of a private chat; undefined in a group. */
export function otherOf(chat: ChatState, me: string): MemberState | undefined {
  return chat.kind === 'private' ? chat.members.find(({ username }) => username !== me) : undefined;
}
