import type { Wire, WireEvents } from '@parley/client/connection/engine.ts';
import type { DownFrame, UpFrame } from '@parley/protocol/frames.ts';
import type { Ledger } from './ledger.ts';
import type { NetworkFaults } from './network-faults.ts';
import { openServerSocket, type ServerSocket } from './server-socket.ts';
import type { SimulatedNode } from './simulated-node.ts';
import type { Timeline } from './timeline.ts';

const closedAbnormally = 1006;

/** Who is at the other end of a connection or call. */
export interface Peer {
  readonly name: string;
  readonly token: string;
}

/** What connections lead through. */
export interface Way {
  readonly timeline: Timeline;
  readonly ledger: Ledger;
  readonly faults: NetworkFaults;
  readonly usualLatencyMs: number;
  /** The node that is running; undefined while there is none. */
  readonly node: SimulatedNode | undefined;
  /** Names of devices nothing reaches or leaves, without anybody being told. */
  readonly silenced: ReadonlySet<string>;
  readonly counts: { frames: number; dropped: number; doubled: number; delayed: number; cut: number };
  forget(link: Link): void;
}

/** One connection between a device and a node: each direction keeps its order, but for what is delayed. */
export class Link implements Wire {
  readonly #way: Way;
  readonly #peer: Peer;
  readonly #events: WireEvents;
  #socket: ServerSocket | undefined;
  /** Whether each end still believes in it. */
  #clientOpen = true;
  #serverOpen = true;
  #upDue = 0;
  #downDue = 0;

  constructor(way: Way, peer: Peer, events: WireEvents) {
    this.#way = way;
    this.#peer = peer;
    this.#events = events;
    this.#later('dials', () => void this.#dial());
  }

  send(frames: readonly UpFrame[]): void {
    const carried = this.#afterFaults(frames, (frame) => this.#arriveUp([frame]));
    if (carried.length === 0) return;
    this.#upDue = Math.max(this.#upDue, this.#soon());
    this.#at(this.#upDue, `says ${JSON.stringify(carried)}`, () => this.#arriveUp(carried));
  }

  /** The client lets go; the node hears of it later. */
  close(): void {
    this.#clientOpen = false;
    this.#later('hangs up', () => this.#serverEnds());
  }

  /** The connection breaks; each end notices in its own time. */
  cut(): void {
    this.#way.counts.cut += 1;
    this.#later('is cut off', () => this.#clientEnds(closedAbnormally));
    this.#later('is lost to the node', () => this.#serverEnds());
  }

  nodeCrashed(): void {
    this.#serverOpen = false;
    this.#socket?.gone();
    // Of a machine without power nothing is heard; the client's heartbeat has to find out.
    const hears = this.#way.timeline.happens(0.7);
    if (hears) this.#later('hears of the crash', () => this.#clientEnds(closedAbnormally));
  }

  async #dial(): Promise<void> {
    const { node, silenced } = this.#way;
    if (node === undefined || silenced.has(this.#peer.name)) return this.#clientEnds(closedAbnormally);
    const { ledger } = this.#way;
    const socket = await openServerSocket(node, {
      token: this.#peer.token,
      accepted: (caller) => ledger.opened(this, caller),
      heard: (frame) => ledger.heard(this, frame),
      send: (text) => this.#sendDown(text),
      close: (code) => this.#later(`is closed with ${code}`, () => this.#clientEnds(code)),
    });
    this.#socket = socket;
    if (!this.#serverOpen) socket?.gone();
  }

  #sendDown(text: string): void {
    if (!this.#serverOpen) return;
    const frames = [JSON.parse(text)].flat() as DownFrame[];
    this.#way.ledger.told(this, frames);
    const carried = this.#afterFaults(frames, (frame) => this.#arriveDown([frame]));
    if (carried.length === 0) return;
    this.#downDue = Math.max(this.#downDue, this.#soon());
    this.#at(this.#downDue, `hears ${JSON.stringify(carried)}`, () => this.#arriveDown(carried));
  }

  /** What travels in order; what is delayed is planned by itself. */
  #afterFaults<Frame>(frames: readonly Frame[], deliver: (frame: Frame) => void): Frame[] {
    const { faults, counts, timeline } = this.#way;
    const carried: Frame[] = [];
    for (const frame of frames) {
      counts.frames += 1;
      if (timeline.happens(faults.cut)) this.cut();
      if (timeline.happens(faults.drop)) {
        counts.dropped += 1;
        continue;
      }
      const isDoubled = timeline.happens(faults.duplicate);
      if (isDoubled) counts.doubled += 1;
      for (const each of isDoubled ? [frame, frame] : [frame]) {
        if (!timeline.happens(faults.delay)) carried.push(each);
        else {
          counts.delayed += 1;
          timeline.after(timeline.latency(20 * this.#way.usualLatencyMs), 'delayed frame', () =>
            deliver(each),
          );
        }
      }
    }
    return carried;
  }

  #arriveUp(frames: readonly UpFrame[]): void {
    if (this.#isSilent() || !this.#serverOpen) return;
    this.#socket?.receive(JSON.stringify(frames));
  }

  #arriveDown(frames: readonly DownFrame[]): void {
    if (!this.#isSilent() && this.#clientOpen) this.#events.received(frames);
  }

  #clientEnds(code: number): void {
    if (!this.#clientOpen) return;
    this.#clientOpen = false;
    this.#events.closed(code);
    this.#forgetIfOver();
  }

  #serverEnds(): void {
    if (!this.#serverOpen) return;
    this.#serverOpen = false;
    this.#socket?.gone();
    this.#forgetIfOver();
  }

  #forgetIfOver(): void {
    if (!this.#clientOpen && !this.#serverOpen) this.#way.forget(this);
  }

  #isSilent(): boolean {
    return this.#way.silenced.has(this.#peer.name);
  }

  #soon(): number {
    const { timeline, usualLatencyMs } = this.#way;
    return timeline.nowMs + timeline.latency(usualLatencyMs);
  }

  #later(what: string, action: () => void): void {
    this.#at(this.#soon(), what, action);
  }

  #at(due: number, what: string, action: () => void): void {
    this.#way.timeline.at(due, `${this.#peer.name} ${what}`, action);
  }
}
