import type { Timer } from '../../telemetry/clock.ts';
import type { Node } from '../node.ts';

/** Time between two looks: with the time a look takes, below the ten seconds of SESS6. */
const lookEveryMs = 8000;
const handlesAtOnce = 500;

type Parts = Pick<Node, 'clock' | 'logger' | 'store' | 'connections'>;

/** Cuts connections whose session another process has ended (SESS9): this one was not told. */
export function watchSessions(node: Parts): Disposable {
  let timer: Timer | null = null;
  let stopped = false;
  const plan = () => {
    if (!stopped) timer = node.clock.setTimeout(look, lookEveryMs);
  };
  const look = () => {
    endLost(node)
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

async function endLost({ store, connections }: Parts): Promise<void> {
  const handles = [...new Set([...connections.all()].map(({ sessionHandle }) => sessionHandle))];
  for (let at = 0; at < handles.length; at += handlesAtOnce) {
    const asked = handles.slice(at, at + handlesAtOnce);
    const living = await store.sessions.living(asked);
    for (const handle of asked) if (!living.has(handle)) connections.endSession(handle);
  }
}
