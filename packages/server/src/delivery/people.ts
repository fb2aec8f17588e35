import type { DownFrame } from '@parley/protocol/frames.ts';

/** Whether somebody has a connection, and whether any of them is in use. */
export type PresenceNow = 'online' | 'away' | 'offline';

export type PresenceListener = (user: number, state: PresenceNow) => void;

/** A person's live connections, on whichever node they are. A frame that is not delivered is lost: nothing may depend on it. */
export interface People {
  /** Sends a frame to every connection of a user. */
  tell(user: number, frame: DownFrame): void;
  /** Closes the connections of one session, as ended. */
  endSession(sessionHandle: string): void;
  /** Closes every connection of a user, as ended. */
  endUser(user: number): void;
  presenceOf(user: number): PresenceNow;
  /**
   * Calls the listener when a user's presence changes, after it was stable long enough to be worth telling; on one
   * node for all.
   */
  onPresence(listener: PresenceListener): void;
}
