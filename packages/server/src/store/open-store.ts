import { AccountStore } from './account-store.ts';
import { AppStore } from './app-store.ts';
import { ChatStore } from './chat-store.ts';
import { FriendStore } from './friend-store.ts';
import { LeaseStore } from './lease-store.ts';
import { MessageStore } from './message-store.ts';
import type { ReadModel } from './read-model.ts';
import { SessionStore } from './session-store.ts';
import type { SqlDriver } from './sql-driver.ts';
import type { Store } from './store.ts';
import { TailerStore } from './tailer-store.ts';

/** The store of a database, every part of it; `model` tells how far its chats are behind the log. */
export function storeOver(driver: SqlDriver, model?: ReadModel): Store {
  return {
    apps: new AppStore(driver),
    accounts: new AccountStore(driver),
    sessions: new SessionStore(driver),
    friends: new FriendStore(driver),
    chats: new ChatStore(driver, model),
    messages: new MessageStore(driver, model),
    tailers: new TailerStore(driver),
    leases: new LeaseStore(driver),
  };
}
