import type { Tidy } from '@parley/testkit/people-node.ts';
import { AccountStore } from './account-store.ts';
import { AppStore } from './app-store.ts';
import { FriendStore } from './friend-store.ts';
import { SessionStore } from './session-store.ts';
import type { SqlDriver } from './sql-driver.ts';

/** How the suites get at an engine. */
export interface StoreEngine {
  readonly name: string;
  /** Somewhere a store can be, empty. */
  newPlace(): Promise<string>;
  /** Opens a store; several may be open on one place, as several nodes are. */
  open(place: string): Promise<SqlDriver & AsyncDisposable>;
}

export interface OpenedStores {
  readonly driver: SqlDriver;
  readonly apps: AppStore;
  readonly accounts: AccountStore;
  readonly sessions: SessionStore;
  readonly friends: FriendStore;
}

/** A driver on a place of its own, closed with the test. */
export async function openDriver(engine: StoreEngine, test: Tidy): Promise<SqlDriver> {
  const driver = await engine.open(await engine.newPlace());
  test.after(async () => driver[Symbol.asyncDispose]());
  return driver;
}

export async function openStores(engine: StoreEngine, test: Tidy): Promise<OpenedStores> {
  const driver = await openDriver(engine, test);
  return {
    driver,
    apps: new AppStore(driver),
    accounts: new AccountStore(driver),
    sessions: new SessionStore(driver),
    friends: new FriendStore(driver),
  };
}
