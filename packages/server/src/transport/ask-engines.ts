import type { Node } from '../features/node.ts';

/** An engine that takes longer does not answer, as far as whoever asks is concerned. */
const patienceMs = 2000;

export interface EngineStates {
  /** Whether this node can take messages. */
  readonly ready: boolean;
  /** By engine: `ok` or `does not answer`. */
  readonly engines: Readonly<Record<string, string>>;
}

/** Asks every engine that a request may need something small (HTTP9). */
export async function askEngines(node: Node): Promise<EngineStates> {
  const questions: Readonly<Record<string, () => unknown>> = {
    log: () => node.log.ends(),
    store: () => node.store.apps.page(0, 1),
    search: () => node.search.ask(),
  };
  const asked = Object.entries(questions).map(
    async ([name, ask]) => [name, await stateOf(node, ask)] as const,
  );
  const states = await Promise.all(asked);
  const needed = states.filter(([name]) => name === 'log' || node.config.engines.profile === 'embedded');
  // The nodes of a cluster share store and search: leaving a node out for one that is down would leave out all of them.
  return { ready: needed.every(([, state]) => state === 'ok'), engines: Object.fromEntries(states) };
}

async function stateOf({ clock }: Node, ask: () => unknown): Promise<string> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = clock.setTimeout(() => reject(new Error('late')), patienceMs);
  try {
    await Promise.race([(async () => ask())(), late]);
    return 'ok';
  } catch {
    return 'does not answer';
  } finally {
    clock.clearTimeout(timer);
  }
}
