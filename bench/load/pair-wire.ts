import type { Pair } from './plans.ts';

/** What one end of a pair hears, whatever the protocol. Positions are those of the pair's chat. */
export interface HeardOnWire {
  /** Bytes have come; what is told next was in them. */
  arrived(): void;
  entry(position: number): void;
  ack(position: number): void;
  fault(what: string): void;
  /** All that was in them has been told. */
  told(): void;
}

/** One end of a pair, before it is connected. */
export interface PairEnd {
  readonly url: string;
  readonly pair: Pair;
  readonly side: 'sender' | 'receiver';
  /** Letters that tell this run's messages from those of earlier runs in the same chat. */
  readonly prefix: string;
  /** What its messages say behind their number; the typical text where nothing is said. */
  readonly text?: string | undefined;
  readonly heard: HeardOnWire;
}

/** The connection of one end of a pair. */
export interface PairWire {
  /** Sends so many messages, counted from `first`. */
  send(first: number, count: number): void;
  /** Says that this end looks at the chat; resolves when the server knows. Missing where that makes no difference. */
  look?(): Promise<void>;
  close(): void;
}

/** How pairs speak to a server. */
export interface PairProtocol {
  /** Whether the sender is told that its message is stored. */
  readonly acknowledges: boolean;
  /** Resolves when the server has signed this end in. */
  readonly open: (end: PairEnd) => Promise<PairWire>;
}
