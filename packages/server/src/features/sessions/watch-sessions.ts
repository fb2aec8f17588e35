import type { Timer } from '../../telemetry/clock.ts';
import type { Node } from '../node.ts';

/** Time between two looks: with the time a look takes, below the second of SESS9. */
const lookEveryMs = 500;
/** Every so many looks all connections are gone through, whether or not anything is known to have ended. */
const looksBetweenRounds = 20;
const handlesAtOnce = 500;

type Parts = Pick<Node, 'clock' | 'logger' | 'store' | 'connections'>;

/** Ends here what another process has ended (SESS6, SESS9): this one was not told. A look usually reads one row. */
export function watchSessions(node: Parts): Disposable {
  const watch = new SessionWatch(node);
  let timer: Timer | null = null;
  let stopped = false;
  const plan = () => {
    if (!stopped) timer = node.clock.setTimeout(look, lookEveryMs);
  };
  const look = () => {
    watch
      .look()
      .catch((error: unknown) => node.logger.warn('Sessions could not be looked at; trying again', { error }))
      .finally(plan);
  };
  plan();
  return {
    [Symbol.dispose]() {
      stopped = true;
      if (timer !== null) node.clock.clearTimeout(timer);
    },
  };
}

class SessionWatch {
  readonly #node: Parts;
  #seen = 0;
  #looks = 0;

  constructor(node: Parts) {
    this.#node = node;
  }

  async look(): Promise<void> {
    const { sessions } = this.#node.store;
    const ends = await sessions.endsElsewhere();
    const isRound = this.#looks % looksBetweenRounds === 0;
    if (ends !== this.#seen) sessions.forgetAll();
    if (ends !== this.#seen || isRound) {
      await endLost(this.#node);
      // Only now: a look that failed is made again.
      this.#seen = ends;
    }
    this.#looks += 1;
  }
}

async function endLost({ store, connections }: Parts): Promise<void> {
  const handles = [...new Set([...connections.all()].map(({ sessionHandle }) => sessionHandle))];
  for (let at = 0; at < handles.length; at += handlesAtOnce) {
    const asked = handles.slice(at, at + handlesAtOnce);
    const living = await store.sessions.living(asked);
    for (const handle of asked) if (!living.has(handle)) connections.endSession(handle);
  }
}
