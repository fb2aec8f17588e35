import type { DownFrame, UpFrame } from '@parley/protocol/frames.ts';
import type { Engine, EngineName, Engines, WireEvents } from '../connection/engine.ts';

/** The other end of one connection, in a test's hands. */
export class FakeWire {
  readonly engine: EngineName;
  readonly sent: UpFrame[] = [];
  closed = false;
  /** Called after each sending. */
  onSend: () => void = () => undefined;
  readonly #events: WireEvents;

  constructor(engine: EngineName, events: WireEvents) {
    this.engine = engine;
    this.#events = events;
  }

  greet(epoch = 'epoch-1'): void {
    this.say({ type: 'hello', epoch, username: 'alice', ping_interval_ms: 25_000 });
  }

  /** Sends frames, as plain JSON. */
  say(...frames: readonly { readonly type: DownFrame['type']; readonly [field: string]: unknown }[]): void {
    this.#events.received(frames as unknown as DownFrame[]);
  }

  end(code = 1006): void {
    this.#events.closed(code);
  }

  /** What was said of one type. */
  heard<Type extends UpFrame['type']>(type: Type): Extract<UpFrame, { type: Type }>[] {
    return this.sent.filter((frame) => frame.type === type) as Extract<UpFrame, { type: Type }>[];
  }
}

/** Engines whose connections a test answers. */
export class FakeEngines {
  readonly wires: FakeWire[] = [];
  readonly engines: Engines = { websocket: this.#engine('websocket'), events: this.#engine('events') };

  get last(): FakeWire {
    const wire = this.wires.at(-1);
    if (wire === undefined) throw new Error('nobody has connected');
    return wire;
  }

  #engine(name: EngineName): Engine {
    return (events) => {
      const wire = new FakeWire(name, events);
      this.wires.push(wire);
      return {
        send: (frames) => {
          wire.sent.push(...frames);
          wire.onSend();
        },
        close: () => {
          wire.closed = true;
        },
      };
    };
  }
}
