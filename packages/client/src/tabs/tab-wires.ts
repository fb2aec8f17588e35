import type { DownFrame } from '@parley/protocol/frames.ts';
import type { EngineName, WireEvents } from '../connection/engine.ts';
import type { LeaderMessage } from './tab-messages.ts';

interface OwnWire {
  readonly engine: EngineName;
  readonly events: WireEvents;
  greeted: boolean;
}

/** The wires of this tab's own connection, whoever carries them. */
export class TabWires {
  readonly #tab: string;
  readonly #wires = new Map<string, OwnWire>();
  #made = 0;

  constructor(tab: string) {
    this.#tab = tab;
  }

  /** A name for a new wire, as no other tab has it. */
  add(engine: EngineName, events: WireEvents): string {
    const name = `${this.#tab}.${++this.#made}`;
    this.#wires.set(name, { engine, events, greeted: false });
    return name;
  }

  remove(name: string): void {
    this.#wires.delete(name);
  }

  has(name: string): boolean {
    return this.#wires.has(name);
  }

  /** Those that bear this tab's name and have ended here: the leader took them up by a message that came late. */
  strays(names: readonly string[]): readonly string[] {
    return names.filter((name) => name.startsWith(`${this.#tab}.`) && !this.#wires.has(name));
  }

  /** Wires that have not been greeted. */
  waiting(): readonly (readonly [wire: string, engine: EngineName])[] {
    return [...this.#wires].filter(([, wire]) => !wire.greeted).map(([name, { engine }]) => [name, engine]);
  }

  received(names: readonly string[], frames: readonly DownFrame[]): void {
    for (const name of names) {
      const wire = this.#wires.get(name);
      if (wire === undefined) continue;
      wire.greeted ||= frames.some((frame) => frame.type === 'hello');
      wire.events.received(frames);
    }
  }

  alive(names: readonly string[]): void {
    for (const name of names) this.#wires.get(name)?.events.alive();
  }

  closed(names: readonly string[], code: number): void {
    for (const name of names) {
      const wire = this.#wires.get(name);
      this.#wires.delete(name);
      wire?.events.closed(code);
    }
  }

  endAll(code: number): void {
    this.closed([...this.#wires.keys()], code);
  }

  endGreeted(code: number): void {
    const greeted = [...this.#wires].filter(([, wire]) => wire.greeted).map(([name]) => name);
    this.closed(greeted, code);
  }

  /** What the leader says to them. */
  hear(message: LeaderMessage): void {
    if (message.type === 'down') this.received(message.wires, message.frames);
    else if (message.type === 'alive') this.alive(message.wires);
    else if (message.type === 'closed') this.closed(message.wires, message.code);
  }
}
