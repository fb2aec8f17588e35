import type { Faults } from './faults.ts';
import type { LatencyHistogram } from './latency-histogram.ts';
import type { Pair } from './plans.ts';
import { type HeardFrames, scanFrames } from './scan-frames.ts';
import { SendFrames } from './send-frames.ts';
import { WireClient } from './wire-client.ts';

/** What all pairs of a run count together. */
export interface PairTally {
  readonly faults: Faults;
  readonly delivery: LatencyHistogram;
  readonly acknowledgement: LatencyHistogram;
  isMeasuring: boolean;
  sent: number;
  acknowledged: number;
  received: number;
  misplaced: number;
  measured: number;
}

/** Messages of one pair that may be under way: their times of sending are kept in a ring. */
const ring = 8192;

/** One pair: a sender, a receiver, and the times at which what is under way was sent. */
export class PairLine {
  readonly #tally: PairTally;
  readonly #pair: Pair;
  readonly #frames: SendFrames;
  readonly #sentAt = new Float64Array(ring);
  #sender: WireClient | undefined;
  #receiver: WireClient | undefined;
  #next: number;
  #acknowledged: number;
  #received: number;
  #now = 0;
  #onSynced: () => void = () => {};
  /** Called with how many messages one text of the receiver brought. */
  onReceived: (count: number) => void = () => {};

  constructor(pair: Pair, prefix: string, tally: PairTally) {
    this.#pair = pair;
    this.#tally = tally;
    this.#frames = new SendFrames(pair.chat, prefix);
    this.#next = pair.from + 1;
    this.#acknowledged = pair.from;
    this.#received = pair.from;
  }

  async open(url: string): Promise<void> {
    const onLost = (why: string) => this.#tally.faults.add(`a connection was lost: ${why}`);
    const { sender, receiver } = this.#pair;
    this.#sender = await WireClient.open({ url, token: sender, onLost, onText: this.#onSenderText });
    this.#receiver = await WireClient.open({ url, token: receiver, onLost, onText: this.#onReceiverText });
  }

  /** Says that the receiver looks at the chat; resolves when the server knows. */
  look(): Promise<void> {
    const { chat, from } = this.#pair;
    return new Promise((resolve) => {
      this.#onSynced = resolve;
      this.#receiver?.send({ type: 'sync', chats: { [chat]: from } });
    });
  }

  close(): void {
    this.#sender?.close();
    this.#receiver?.close();
  }

  /** When the messages that are still remembered were sent, oldest first. */
  get times(): number[] {
    const count = Math.min(ring, this.#next - this.#pair.from - 1);
    return Array.from(
      { length: count },
      (_, index) => this.#sentAt[(this.#next - count + index) % ring] ?? 0,
    );
  }

  /** Sends messages that were all due at one time. */
  send(count: number, dueAt: number): void {
    if (this.#sender === undefined) throw new Error('a pair sends before it is connected');
    const first = this.#next;
    this.#next += count;
    if (this.#next - this.#acknowledged > ring)
      throw new Error(`more than ${ring} messages of a pair are under way`);
    for (let position = first; position < this.#next; position++) this.#sentAt[position % ring] = dueAt;
    this.#tally.sent += count;
    this.#frames.sendTo(this.#sender, first, count);
  }

  readonly #onReceiverText = (bytes: Buffer, from: number, to: number): void => {
    const before = this.#received;
    this.#now = performance.now();
    scanFrames(bytes, from, to, this.#heardByReceiver);
    const count = this.#received - before;
    if (count > 0) this.onReceived(count);
  };

  readonly #onSenderText = (bytes: Buffer, from: number, to: number): void => {
    this.#now = performance.now();
    scanFrames(bytes, from, to, this.#heardBySender);
  };

  readonly #heardByReceiver: HeardFrames = {
    entry: (position) => {
      const tally = this.#tally;
      if (position !== this.#received + 1) tally.misplaced += 1;
      this.#received = position;
      tally.received += 1;
      if (!tally.isMeasuring) return;
      tally.measured += 1;
      tally.delivery.record(this.#now - (this.#sentAt[position % ring] ?? 0));
    },
    ack: () => this.#tally.faults.add('an acknowledgement went to the receiver'),
    other: (kind, text) => this.#other(kind, text),
  };

  readonly #heardBySender: HeardFrames = {
    entry: () => {},
    ack: (position) => {
      const tally = this.#tally;
      if (position !== this.#acknowledged + 1) tally.misplaced += 1;
      this.#acknowledged = position;
      tally.acknowledged += 1;
      if (tally.isMeasuring) tally.acknowledgement.record(this.#now - (this.#sentAt[position % ring] ?? 0));
    },
    other: (kind, text) => this.#other(kind, text),
  };

  #other(kind: string, text: () => string): void {
    if (kind === 'sy') this.#onSynced();
    if (kind === 'er' || kind === 're' || kind === 'ga') this.#tally.faults.add(text());
  }
}
