import type { DownFrame, FrameOf, UpFrame } from '@parley/protocol/frames.ts';
import type { EngineName, Engines, Wire } from '../connection/engine.ts';
import { SharedMarks } from './shared-marks.ts';
import { SyncTurns } from './sync-turns.ts';

/** Where a hub puts what is meant for some of its tabs' wires. */
export interface HubOutlet {
  received(wires: readonly string[], frames: readonly DownFrame[]): void;
  alive(wires: readonly string[]): void;
  closed(wires: readonly string[], code: number): void;
}

/** A frame and the only wire it is meant for; null: for all. */
type Routed = readonly [wire: string | null, frame: DownFrame];

/**
 * One real connection for the wires of many tabs (CLIENT26). Answers go to the wire that asked: an `ack` or `error`
 * by its ref, `gap` and `synced` by turns, since a sync has no name. Everything else is news and goes to all; whoever
 * has it already drops it by its position. It is opened for the first wire and ends with the last.
 */
export class WireHub {
  readonly #engines: Engines;
  readonly #outlet: HubOutlet;
  /** Each wire, and whether its person is away there. */
  readonly #wires = new Map<string, boolean>();
  readonly #asked = new Map<string, { readonly wire: string; readonly ref: string }>();
  readonly #turns = new SyncTurns();
  readonly #marks = new SharedMarks();
  #real: Wire | undefined;
  #hello: FrameOf<'hello'> | undefined;
  #refs = 0;
  #pinged = false;
  #away = false;

  constructor(engines: Engines, outlet: HubOutlet) {
    this.#engines = engines;
    this.#outlet = outlet;
  }

  /** A tab's connection begins; the first one says by which engine. */
  attach(wire: string, engine: EngineName): void {
    if (this.#wires.has(wire)) return;
    this.#wires.set(wire, false);
    if (this.#real === undefined) this.#dial(engine);
    else if (this.#hello !== undefined) {
      this.#sayPresence();
      this.#outlet.received([wire], [this.#hello]);
    }
  }

  has(wire: string): boolean {
    return this.#wires.has(wire);
  }

  /** A tab says something. */
  up(wire: string, frames: readonly UpFrame[]): void {
    if (frames.some((frame) => frame.type === 'sync')) this.#turns.asks(wire);
    const carried = frames.flatMap((frame) => this.#carried(wire, frame));
    if (carried.length > 0) this.#real?.send(carried);
    this.#nextSync();
  }

  /** A tab's connection ends. */
  detach(wire: string): void {
    if (!this.#wires.delete(wire)) return;
    this.#turns.forget(wire);
    if (this.#wires.size === 0) this.end();
    else {
      this.#sayPresence();
      this.#nextSync();
    }
  }

  /** Ends the real connection without a word to the wires. */
  end(): void {
    const real = this.#real;
    this.#forget();
    real?.close();
  }

  #dial(engine: EngineName): void {
    const current = () => this.#real === real;
    const real: Wire = this.#engines[engine]({
      received: (frames) => current() && this.#down(frames),
      alive: () => current() && this.#outlet.alive([...this.#wires.keys()]),
      closed: (code) => current() && this.#closed(code),
    });
    this.#real = real;
    this.#turns.answersOnce = engine === 'events';
  }

  #closed(code: number): void {
    const wires = [...this.#wires.keys()];
    this.#forget();
    this.#outlet.closed(wires, code);
  }

  #forget(): void {
    this.#real = undefined;
    this.#hello = undefined;
    this.#pinged = false;
    this.#away = false;
    this.#wires.clear();
    this.#asked.clear();
    this.#turns.clear();
    this.#marks.clear();
  }

  #carried(wire: string, frame: UpFrame): readonly UpFrame[] {
    if (frame.type === 'send') return [this.#named(wire, frame)];
    if (frame.type === 'mark') return this.#marks.advances(frame) ? [frame] : [];
    if (frame.type === 'ping') return this.#ping(frame);
    if (frame.type === 'sync') this.#turns.wait(wire, frame);
    else if (frame.type === 'presence') {
      this.#wires.set(wire, frame.state === 'away');
      this.#sayPresence();
    } else return [frame];
    return [];
  }

  /** The refs of two tabs may be the same. */
  #named(wire: string, frame: Extract<UpFrame, { type: 'send' }>): UpFrame {
    const ref = `t${++this.#refs}`;
    this.#asked.set(ref, { wire, ref: frame.ref });
    return { ...frame, ref };
  }

  /** One question is enough for all that ask before its answer. */
  #ping(frame: UpFrame): readonly UpFrame[] {
    if (this.#pinged) return [];
    this.#pinged = true;
    return [frame];
  }

  /** Away is who is away in every tab (CLIENT30). */
  #sayPresence(): void {
    const away = [...this.#wires.values()].every((each) => each);
    if (away === this.#away) return;
    this.#away = away;
    this.#real?.send([{ type: 'presence', state: away ? 'away' : 'online' }]);
  }

  /** Nothing can be asked before the greeting: who is named by a message that came late has not been greeted here. */
  #nextSync(): void {
    if (this.#hello === undefined) return;
    for (let next = this.#turns.next(); next !== undefined; next = this.#turns.next()) {
      if ('answer' in next) this.#outlet.received([next.wire], [next.answer]);
      else this.#real?.send([next.frame]);
    }
  }

  #down(frames: readonly DownFrame[]): void {
    const routed = frames.flatMap((frame) => this.#routed(frame));
    for (const [wire, run] of inRuns(routed)) {
      const wires = wire === null ? [...this.#wires.keys()] : [wire];
      this.#outlet.received(wires, run);
    }
    this.#nextSync();
  }

  #routed(frame: DownFrame): readonly Routed[] {
    this.#turns.heard(frame);
    if (frame.type === 'hello') this.#hello = frame;
    else if (frame.type === 'pong') this.#pinged = false;
    else if (frame.type === 'synced') return to(this.#turns.answered(), frame);
    else if (frame.type === 'gap') return to(this.#turns.current, frame);
    else if ((frame.type === 'ack' || frame.type === 'error') && frame.ref !== undefined) {
      const asked = this.#asked.get(frame.ref);
      this.#asked.delete(frame.ref);
      return asked === undefined ? [] : to(asked.wire, { ...frame, ref: asked.ref });
    }
    return [[null, frame]];
  }
}

/** The answer to somebody who is gone is nobody's. */
function to(wire: string | undefined, frame: DownFrame): readonly Routed[] {
  return wire === undefined ? [] : [[wire, frame]];
}

/** Frames for the same ones that follow each other, together. */
function inRuns(routed: readonly Routed[]): readonly (readonly [string | null, readonly DownFrame[]])[] {
  const runs: [string | null, DownFrame[]][] = [];
  for (const [wire, frame] of routed) {
    const last = runs.at(-1);
    if (last !== undefined && last[0] === wire) last[1].push(frame);
    else runs.push([wire, [frame]]);
  }
  return runs;
}
