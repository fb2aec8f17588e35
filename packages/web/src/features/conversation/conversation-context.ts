import type { ChatHandle } from '@parley/client/chat/chat-handle.ts';
import type { ChatState } from '@parley/client/chat/chat-state.ts';
import type { PendingMessage } from '@parley/client/outbox/pending-message.ts';
import type { Message } from '@parley/protocol/message.ts';
import { createContext, useContext } from 'react';
import type { NameOf } from '../../data/use-names.ts';
import type { Panel } from './actions/panel.ts';

/** What the parts of an open conversation share. */
export interface Conversation {
  readonly handle: ChatHandle;
  readonly chat: ChatState;
  readonly me: string;
  readonly title: string;
  readonly nameOf: NameOf;
  readonly reply: (message: Message) => void;
  readonly edit: (message: Message) => void;
  /** Takes a message that was not sent back into the composer. */
  readonly takeBack: (pending: PendingMessage) => void;
  /** Opens what lies over the conversation. */
  readonly open: (panel: Panel) => void;
  /** Scrolls to a message, loading what lies between, and lights it up. */
  readonly jumpTo: (number: number) => void;
}

export const ConversationContext = createContext<Conversation | null>(null);

export function useConversation(): Conversation {
  const conversation = useContext(ConversationContext);
  if (conversation === null) throw new Error('useConversation is for what stands inside a conversation');
  return conversation;
}
