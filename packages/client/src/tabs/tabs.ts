import type { Engines } from '../connection/engine.ts';
import type { Store } from '../store.ts';
import type { TabNote } from './tab-messages.ts';

/** What a client knows of the other tabs of its account. */
export interface Tabs {
  /** Whether this tab holds the connection, sends what waits and writes the cache, for all. */
  readonly leads: Store<boolean>;
  /** Somebody is signed in: from now on this tab is one of theirs. */
  join(username: string): void;
  leave(): void;
  /** The same ways of carrying frames, over one connection for all tabs. */
  engines(platform: Engines): Engines;
  /** Lets the others know. */
  tell(note: TabNote): void;
  onNote(listener: (note: TabNote) => void): void;
  /** Calls back when another tab has begun to lead. */
  onOtherLeader(listener: () => void): void;
}

/** A program without other tabs, or one that cannot speak to them: it leads and nobody hears it. */
export const onlyTab: Tabs = {
  // It never changes, and so keeps nobody who wants to hear of a change: clients come and go.
  leads: { get: () => true, subscribe: () => () => undefined },
  join: () => undefined,
  leave: () => undefined,
  engines: (platform) => platform,
  tell: () => undefined,
  onNote: () => undefined,
  onOtherLeader: () => undefined,
};
