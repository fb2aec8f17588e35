import type { AccountStore } from './account-store.ts';
import type { AppStore } from './app-store.ts';
import type { ChatStore } from './chat-store.ts';
import type { FriendStore } from './friend-store.ts';
import type { LeaseStore } from './lease-store.ts';
import type { MessageStore } from './message-store.ts';
import type { SessionStore } from './session-store.ts';
import type { TailerStore } from './tailer-store.ts';

/**
 * The store: accounts, and what can be derived from the log, in the shape that reads want (STORE2).
 *
 * One small interface an aggregate, each a class over a SqlDriver; every statement is a named constant in
 * queries/, once for all dialects. What it guarantees: a write that was answered is durable and visible to the
 * reads that follow; statements of one write happen together or not at all.
 */
export interface Store {
  readonly apps: AppStore;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly friends: FriendStore;
  readonly chats: ChatStore;
  readonly messages: MessageStore;
  readonly tailers: TailerStore;
  readonly leases: LeaseStore;
}
