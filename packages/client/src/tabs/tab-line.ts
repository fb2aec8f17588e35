import type { TabChannel, TabGround } from './tab-ground.ts';
import type { TabMessage } from './tab-messages.ts';

interface Numbered {
  readonly from: string;
  readonly count: number;
  readonly message: TabMessage;
}

export interface TabLineEvents {
  received(from: string, message: TabMessage): void;
  /** Something of that tab was missed, as by a tab that stood still: what hangs on its order must start anew. */
  missed(from: string): void;
}

/** A channel on which each message of another tab is heard once, and a missing one is noticed (CLIENT26). */
export class TabLine {
  readonly #me: string;
  readonly #channel: TabChannel;
  readonly #events: TabLineEvents;
  readonly #counts = new Map<string, number>();
  #said = 0;

  constructor(ground: TabGround, name: string, { me, events }: { me: string; events: TabLineEvents }) {
    this.#me = me;
    this.#events = events;
    this.#channel = ground.openChannel(name, (value) => this.#hear(value as Numbered));
  }

  post(message: TabMessage): void {
    const numbered: Numbered = { from: this.#me, count: ++this.#said, message };
    this.#channel.post(numbered);
  }

  close(): void {
    this.#channel.close();
  }

  #hear({ from, count, message }: Numbered): void {
    const last = this.#counts.get(from);
    if (last !== undefined && count <= last) return;
    this.#counts.set(from, count);
    if (last !== undefined && count > last + 1) this.#events.missed(from);
    this.#events.received(from, message);
  }
}
