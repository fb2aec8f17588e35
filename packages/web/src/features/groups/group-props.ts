import type { ChatHandle } from '@parley/client/chat/chat-handle.ts';
import type { ChatState } from '@parley/client/chat/chat-state.ts';

/** What the parts of a group's details are given. */
export interface GroupProps {
  readonly handle: ChatHandle;
  readonly chat: ChatState;
}
