import type { Faults } from './faults.ts';
import type { LatencyHistogram } from './latency-histogram.ts';
import type { HeardOnWire, PairProtocol, PairWire } from './pair-wire.ts';
import { parleyProtocol } from './parley-wire.ts';
import type { Pair } from './plans.ts';

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
  readonly #prefix: string;
  readonly #protocol: PairProtocol;
  readonly #sentAt = new Float64Array(ring);
  #sender: PairWire | undefined;
  #receiver: PairWire | undefined;
  #next: number;
  #acknowledged: number;
  #received: number;
  #now = 0;
  #arrived = 0;
  /** Called with how many messages the receiver heard of at once. */
  onReceived: (count: number) => void = () => {};

  /** `prefix`: letters that tell this line's messages from those of earlier runs in the same chat. */
  constructor(pair: Pair, prefix: string, tally: PairTally, protocol = parleyProtocol) {
    this.#pair = pair;
    this.#tally = tally;
    this.#prefix = prefix;
    this.#protocol = protocol;
    this.#next = pair.from + 1;
    this.#acknowledged = pair.from;
    this.#received = pair.from;
  }

  /** The two may be at different nodes of a cluster. */
  async open(url: string, receiversUrl = url): Promise<void> {
    const end = { pair: this.#pair, prefix: this.#prefix, text: this.#pair.text };
    const [sender, receiver] = [this.#heardBySender, this.#heardByReceiver];
    this.#sender = await this.#protocol.open({ ...end, url, side: 'sender', heard: sender });
    this.#receiver = await this.#protocol.open({
      ...{ ...end, url: receiversUrl },
      ...{ side: 'receiver', heard: receiver },
    });
  }

  /** Says that the receiver looks at the chat; resolves when the server knows. */
  async look(): Promise<void> {
    await this.#receiver?.look?.();
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
    const settled = this.#protocol.acknowledges ? this.#acknowledged : this.#received;
    if (this.#next - settled > ring) throw new Error(`more than ${ring} messages of a pair are under way`);
    for (let position = first; position < this.#next; position++) this.#sentAt[position % ring] = dueAt;
    this.#tally.sent += count;
    this.#sender.send(first, count);
  }

  #arrive(): void {
    this.#now = performance.now();
  }

  readonly #heardByReceiver: HeardOnWire = {
    arrived: () => this.#arrive(),
    entry: (position) => {
      const tally = this.#tally;
      if (position !== this.#received + 1) tally.misplaced += 1;
      this.#received = position;
      this.#arrived += 1;
      tally.received += 1;
      if (!tally.isMeasuring) return;
      tally.measured += 1;
      tally.delivery.record(this.#now - (this.#sentAt[position % ring] ?? 0));
    },
    ack: () => this.#tally.faults.add('an acknowledgement went to the receiver'),
    fault: (what) => this.#tally.faults.add(what),
    told: () => {
      const count = this.#arrived;
      this.#arrived = 0;
      if (count > 0) this.onReceived(count);
    },
  };

  readonly #heardBySender: HeardOnWire = {
    arrived: () => this.#arrive(),
    entry: () => {},
    ack: (position) => {
      const tally = this.#tally;
      if (position !== this.#acknowledged + 1) tally.misplaced += 1;
      this.#acknowledged = position;
      tally.acknowledged += 1;
      if (tally.isMeasuring) tally.acknowledgement.record(this.#now - (this.#sentAt[position % ring] ?? 0));
    },
    fault: (what) => this.#tally.faults.add(what),
    told: () => {},
  };
}
