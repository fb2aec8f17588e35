/**
 * The bus: what nodes tell each other that need not last.
 *
 * Guarantees, to every node: it hears what others publish to the topics it has subscribed to, never what it published
 * itself; what one node publishes to one topic is heard in that order (BUS1). A message may be lost, never doubled or
 * changed: nothing that matters may depend on it (BUS2). After the connection was lost, and found again, listeners of
 * `onInterrupted` are called: whatever was learnt by the bus may be old (BUS3). Publishing never waits and never throws;
 * what finds no room while the connection is lost is dropped (BUS4).
 */
export interface Bus extends AsyncDisposable {
  /** Names this node among all nodes, for as long as its process lives. */
  readonly node: string;
  /** Whether others are heard now. `alone`, for good: nobody else will ever be, and work for them may be left undone. */
  readonly reach: 'alone' | 'connected' | 'lost';
  publish(topic: string, payload: string): void;
  /** Resolves when this node hears the topic; the answer ends that. Several may listen to one topic. */
  subscribe(topic: string, listener: BusListener): Promise<() => void>;
  onInterrupted(listener: () => void): () => void;
}

/** Must not throw. */
export type BusListener = (payload: string, node: string) => void;

/** Letters, digits, `-` and `_`, parts split by dots. */
export const topicPattern = /^[\w-]+(\.[\w-]+)*$/;
