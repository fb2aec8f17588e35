import type { DownFrame, UpFrame } from '@parley/protocol/frames.ts';

/**
 * A way of carrying frames to a server and back, for one connection. It orders nothing and repeats nothing: frames
 * may be lost, and the layers above find and mend that. After `closed` it calls nothing any more.
 */
export interface Wire {
  /** Sends or silently loses; never throws. */
  send(frames: readonly UpFrame[]): void;
  /** Ends the connection; `closed` follows, unless it was called before. */
  close(): void;
}

export interface WireEvents {
  received(frames: readonly DownFrame[]): void;
  /** Something arrived that is not a frame: proof that the other side lives. */
  alive(): void;
  /** The connection has ended, or never came to be; once. Codes as in `close-codes.ts`; 1006 without one. */
  closed(code: number): void;
}

export type EngineName = 'websocket' | 'events';

/** Opens a connection. It counts as open with the first frame (`hello`). */
export type Engine = (events: WireEvents) => Wire;

export type Engines = Readonly<Record<EngineName, Engine>>;
