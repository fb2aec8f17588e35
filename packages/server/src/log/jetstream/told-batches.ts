import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node';
import { type Batch, decodeBatch } from './batch-codec.ts';

/** Batches as the server tells them after it stored them; some may be lost with the connection. */
export interface ToldBatches {
  readonly subscription: Subscription;
  /** Resolves when the server knows of the subscription. */
  readonly ready: Promise<void>;
}

export function listenToTold(
  connection: NatsConnection,
  subject: string,
  partition: number,
  listener: (batch: Batch) => void,
): ToldBatches {
  const callback = (error: Error | null, message: Msg) => {
    if (error === null && message.headers !== undefined) listener(batchOf(message, partition));
  };
  const subscription = connection.subscribe(subject, { callback });
  const ready = connection.flush();
  // Whoever does not wait for it is served by the next connection: subscriptions are made anew there.
  ready.catch(() => {});
  return { subscription, ready };
}

function batchOf({ subject, headers, data }: Msg, partition: number): Batch {
  const all = headers as NonNullable<Msg['headers']>;
  return decodeBatch({
    subject,
    partition,
    headers: all,
    data,
    streamSeq: Number(all.last('Nats-Sequence')),
  });
}
