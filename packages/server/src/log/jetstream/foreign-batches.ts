import type { NatsConnection } from '@nats-io/transport-node';
import type { StoredEntry } from '../log.ts';
import type { LogKey } from '../log-key.ts';
import type { Batch } from './batch-codec.ts';
import type { Subjects } from './subjects.ts';
import { listenToTold, type ToldBatches } from './told-batches.ts';

export interface ForeignBatchesOptions {
  readonly connection: NatsConnection;
  readonly subjects: Subjects;
  readonly node: string;
  /** Hears of every batch of a followed log, this node's own too. */
  readonly onTold: (batch: Batch) => void;
}

type Listener = (entries: readonly StoredEntry[]) => void;

/** What other nodes append to the logs that this node follows, by interest: nobody is sent what nobody here follows. */
export class ForeignBatches {
  readonly #options: ForeignBatchesOptions;
  readonly #followed = new Map<LogKey, ToldBatches>();
  readonly #listeners = new Set<Listener>();

  constructor(options: ForeignBatchesOptions) {
    this.#options = options;
  }

  async follow(log: LogKey): Promise<void> {
    const { connection, subjects } = this.#options;
    let told = this.#followed.get(log);
    if (told === undefined) {
      const partition = subjects.partition(log);
      told = listenToTold(connection, subjects.told(log), partition, (batch) => this.#tell(batch));
      this.#followed.set(log, told);
    }
    await told.ready;
  }

  unfollow(log: LogKey): void {
    this.#followed.get(log)?.subscription.unsubscribe();
    this.#followed.delete(log);
  }

  onForeign(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    for (const log of [...this.#followed.keys()]) this.unfollow(log);
    this.#listeners.clear();
  }

  #tell(batch: Batch): void {
    this.#options.onTold(batch);
    if (batch.node === this.#options.node) return;
    for (const listener of this.#listeners) listener(batch.entries());
  }
}
