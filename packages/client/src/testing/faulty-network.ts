import type { Engine, Wire, WireEvents } from '../connection/engine.ts';

/** How likely each fault is, for one frame or one call. */
export interface Faults {
  readonly drop: number;
  readonly duplicate: number;
  /** Frames that come later than those behind them. */
  readonly delay: number;
  readonly disconnect: number;
  /** Calls whose question is lost, and whose answer is lost. */
  readonly callLost: number;
  readonly answerLost: number;
  /** Calls whose answer stays on its way while other things arrive. */
  readonly answerLate: number;
}

/** A network in which WebSocket does not get through. */
export const blockedEngine: Engine = (events) => {
  setTimeout(() => events.closed(1006));
  return { send: () => undefined, close: () => undefined };
};

export const noFaults: Faults = {
  drop: 0,
  duplicate: 0,
  delay: 0,
  disconnect: 0,
  callLost: 0,
  answerLost: 0,
  answerLate: 0,
};

const delayedMostMs = 25;

/** A network between one client and the server that fails as told, by its own random numbers. */
export class FaultyNetwork {
  faults: Faults;
  readonly #random: () => number;
  readonly #wires = new Set<() => void>();

  constructor(faults: Faults, random: () => number) {
    this.faults = faults;
    this.#random = random;
  }

  /** Ends all connections. */
  disconnect(): void {
    for (const cut of [...this.#wires]) cut();
  }

  /** The same way of carrying frames, through this network. */
  engine(real: Engine): Engine {
    return (events) => {
      let open = true;
      const cut = () => {
        if (!open) return;
        open = false;
        this.#wires.delete(cut);
        wire.close();
        events.closed(1006);
      };
      const whenOpen = (act: () => void) => () => open && act();
      const wire: Wire = real(this.#events(events, cut, whenOpen));
      this.#wires.add(cut);
      return {
        send: (frames) => this.#carry(frames, cut, (frame) => whenOpen(() => wire.send([frame]))()),
        close: () => {
          open = false;
          this.#wires.delete(cut);
          wire.close();
        },
      };
    };
  }

  readonly fetch: typeof fetch = async (input, init) => {
    if (this.#happens('callLost')) throw new TypeError('the question was lost');
    const response = await fetch(input, init);
    // Read to the end first: what is late is the answer of now, not another one.
    const answer = new Response(isEmpty(response) ? null : await response.blob(), response);
    if (this.#happens('answerLate')) {
      const lateMs = this.#random() * delayedMostMs;
      await new Promise((resolve) => setTimeout(resolve, lateMs));
    }
    if (this.#happens('answerLost')) throw new TypeError('the answer was lost');
    return answer;
  };

  #events(events: WireEvents, cut: () => void, whenOpen: (act: () => void) => () => void): WireEvents {
    return {
      received: (frames) => this.#carry(frames, cut, (frame) => whenOpen(() => events.received([frame]))()),
      alive: whenOpen(events.alive),
      closed: (code) => whenOpen(() => events.closed(code))(),
    };
  }

  #carry<Frame>(frames: readonly Frame[], cut: () => void, deliver: (frame: Frame) => void): void {
    for (const frame of frames) {
      if (this.#happens('disconnect')) cut();
      if (this.#happens('drop')) continue;
      const copies = this.#happens('duplicate') ? 2 : 1;
      for (let copy = 0; copy < copies; copy++) {
        if (this.#happens('delay')) setTimeout(() => deliver(frame), this.#random() * delayedMostMs);
        else deliver(frame);
      }
    }
  }

  #happens(fault: keyof Faults): boolean {
    return this.#random() < this.faults[fault];
  }
}

function isEmpty({ status }: Response): boolean {
  return status === 204;
}
