import type { Clock } from '../clock.ts';
import type { Engines } from '../connection/engine.ts';
import type { FollowerMessage, LeaderMessage } from './tab-messages.ts';
import type { TabWires } from './tab-wires.ts';
import { type HubOutlet, WireHub } from './wire-hub.ts';

export interface TabsServedContext {
  readonly clock: Clock;
  readonly post: (message: LeaderMessage) => void;
}

/** A tab that says nothing between so many sweeps is gone; hidden ones are let speak once a minute by their browsers. */
const goneAfterSweeps = 3;
const sweepMs = 60_000;

/** The leader's side: the hub, and which wires of it belong to which other tab. */
export class TabsServed {
  readonly hub: WireHub;
  readonly #context: TabsServedContext;
  readonly #tabs = new Map<string, { silentSweeps: number; readonly wires: Set<string> }>();
  #stopTimer: () => void = () => undefined;

  constructor(engines: Engines, own: TabWires, context: TabsServedContext) {
    this.#context = context;
    this.hub = new WireHub(engines, outletOf(own, context.post));
    this.#sweepLater();
  }

  /** Ends the real connection. */
  end(): void {
    this.#stopTimer();
    this.hub.end();
  }

  received(from: string, message: FollowerMessage): void {
    if (message.type === 'bye') return this.#forget(from);
    const tab = this.#tab(from);
    tab.silentSweeps = 0;
    if (message.type === 'ask') this.#context.post({ type: 'here' });
    else if (message.type === 'open') {
      tab.wires.add(message.wire);
      this.#context.post({ type: 'here' });
      this.hub.attach(message.wire, message.engine);
    } else if (message.type === 'close') {
      tab.wires.delete(message.wire);
      this.hub.detach(message.wire);
    } else if (this.hub.has(message.wire)) this.hub.up(message.wire, message.frames);
    else this.#context.post({ type: 'closed', wires: [message.wire], code: 1006 });
  }

  /** What a tab said has been missed: its connections start anew. */
  drop(from: string): void {
    const wires = [...(this.#tabs.get(from)?.wires ?? [])];
    this.#forget(from);
    if (wires.length > 0) this.#context.post({ type: 'closed', wires, code: 1006 });
  }

  #tab(from: string) {
    const known = this.#tabs.get(from) ?? { silentSweeps: 0, wires: new Set<string>() };
    this.#tabs.set(from, known);
    return known;
  }

  #forget(from: string): void {
    const wires = this.#tabs.get(from)?.wires ?? [];
    this.#tabs.delete(from);
    for (const wire of wires) this.hub.detach(wire);
  }

  #sweepLater(): void {
    this.#stopTimer = this.#context.clock.after(sweepMs, () => {
      for (const [from, tab] of this.#tabs) if (++tab.silentSweeps > goneAfterSweeps) this.drop(from);
      this.#sweepLater();
    });
  }
}

/** To the own wires directly, to those of all other tabs with one message. */
function outletOf(own: TabWires, post: TabsServedContext['post']): HubOutlet {
  const others = (wires: readonly string[]) => wires.filter((wire) => !own.has(wire));
  return {
    received(wires, frames) {
      const elsewhere = others(wires);
      if (elsewhere.length > 0) post({ type: 'down', wires: elsewhere, frames });
      own.received(wires, frames);
    },
    alive(wires) {
      const elsewhere = others(wires);
      if (elsewhere.length > 0) post({ type: 'alive', wires: elsewhere });
      own.alive(wires);
    },
    closed(wires, code) {
      const elsewhere = others(wires);
      if (elsewhere.length > 0) post({ type: 'closed', wires: elsewhere, code });
      own.closed(wires, code);
    },
  };
}
