import type { Engine, Wire } from './engine.ts';

/** An engine that is seldom needed, and so is loaded with its first use; one that cannot be loaded has no connection. */
export function lazyEngine(load: () => Promise<Engine>): Engine {
  return (events) => {
    let wire: Wire | undefined;
    let ended = false;
    const begin = (engine: Engine) => {
      if (!ended) wire = engine(events);
    };
    load().then(begin, () => ended || events.closed(1006));
    return {
      send: (frames) => wire?.send(frames),
      close: () => {
        ended = true;
        wire?.close();
      },
    };
  };
}
