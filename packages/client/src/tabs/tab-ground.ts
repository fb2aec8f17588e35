/**
 * What the tabs of one origin have in common: channels on which they hear each other, and names that one of them
 * holds at a time.
 *
 * A channel carries plain values to all other tabs that have opened the same name: those of one sender in their
 * order, at least once to whoever is alive, and to nobody after a tab has died. A name is held by one tab until it
 * lets go, dies, or another one takes it away by force, which the holder is told of. Nothing here is durable.
 */
export interface TabGround {
  openChannel(name: string, receive: (message: unknown) => void): TabChannel;
  /** Asks for the name, waiting for its turn or by force; the answer lets go of it, or of the wish. */
  hold(name: string, how: 'wait' | 'steal', events: HoldEvents): () => void;
}

export interface TabChannel {
  /** Tells all others; never throws. */
  post(message: unknown): void;
  close(): void;
}

/** After letting go neither is called any more. */
export interface HoldEvents {
  held(): void;
  /** Another tab took it by force. */
  taken(): void;
}
