import { type Bus, type BusListener, topicPattern } from './bus.ts';

/** Buses of several nodes in one process; `isLost` drops messages. */
export interface LocalBuses {
  open(node: string): Bus;
  isLost: (topic: string) => boolean;
  /** Every message that was heard by somebody or lost: topic and payload. */
  readonly published: (readonly [topic: string, payload: string])[];
}

export function createLocalBuses(): LocalBuses {
  const listeners = new Set<{ node: string; topic: string; listener: BusListener }>();
  const buses: LocalBuses = {
    isLost: () => false,
    published: [],
    open: (node) => ({
      node,
      reach: 'connected',
      publish(topic, payload) {
        if (!topicPattern.test(topic)) throw new Error(`no topic: ${topic}`);
        buses.published.push([topic, payload]);
        if (buses.isLost(topic)) return;
        queueMicrotask(() => {
          for (const each of listeners) {
            if (each.topic === topic && each.node !== node) each.listener(payload, node);
          }
        });
      },
      async subscribe(topic, listener) {
        const own = { node, topic, listener };
        listeners.add(own);
        return () => listeners.delete(own);
      },
      onInterrupted: () => () => undefined,
      async [Symbol.asyncDispose]() {
        for (const each of listeners) if (each.node === node) listeners.delete(each);
      },
    }),
  };
  return buses;
}
