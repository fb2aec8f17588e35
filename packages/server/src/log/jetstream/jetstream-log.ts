import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { type Clock, systemClock } from '../../telemetry/clock.ts';
import type { Archive } from '../archive.ts';
import type { Append, AppendDone, Head, Log, RetryKey, Span, StoredEntry, TailPlace } from '../log.ts';
import type { LogKey } from '../log-key.ts';
import { AppendQueue, type AppendWatch, mostBytes } from './append-queue.ts';
import { BatchCache } from './batch-cache.ts';
import { DeletedText } from './deleted-text.ts';
import { ForeignBatches } from './foreign-batches.ts';
import { JetstreamReader } from './jetstream-reader.ts';
import { JetstreamTail } from './jetstream-tail.ts';
import { LogHeads } from './log-heads.ts';
import { openStreams } from './open-streams.ts';
import { Patience } from './patience.ts';
import { Publisher } from './publisher.ts';
import { RecentBatches } from './recent-batches.ts';
import { RetryMemory } from './retry-memory.ts';
import { RetrySearch } from './retry-search.ts';
import { ServerDoubt } from './server-doubt.ts';
import { askLeaders } from './stream-leaders.ts';
import { StreamReader } from './stream-reader.ts';
import { Subjects } from './subjects.ts';
import { Trimmer } from './trimmer.ts';

export interface JetstreamLogOptions {
  /** Stays open when the log is closed. */
  readonly connection: NatsConnection;
  /** Opens another connection, to another server than that one. */
  readonly beside?: () => Promise<NatsConnection>;
  /** Name of this cluster among those on the same servers: letters, digits, - and _. */
  readonly cluster?: string;
  /** 1 to 256, the same for ever: what the log was made with. */
  readonly partitions: number;
  /** Copies that the servers keep of every entry, for streams that are made now. */
  readonly replicas: number;
  readonly archive: Archive;
  /** Names this node among all. */
  readonly node: string;
  readonly clock?: Clock;
  readonly watch?: AppendWatch;
  readonly limits?: Partial<JetstreamLimits>;
}

export interface JetstreamLimits {
  /** How long what is not answered is tried again. */
  readonly giveUpMs: number;
  /** How long one attempt waits for its answer. */
  readonly attemptMs: number;
  /** How long the head of a log is believed that has nothing in its stream. */
  readonly believeMs: number;
  /** How long entries stay in their stream after they could be trimmed. */
  readonly keepMs: number;
  readonly duplicatesMs: number;
  /** Logs whose heads are remembered. */
  readonly heads: number;
  readonly cacheBytes: number;
  readonly retryBytes: number;
  /** Of batches that wait to be read, for each tail. */
  readonly tailBytes: number;
}

export const jetstreamDefaults: JetstreamLimits = {
  giveUpMs: 10_000,
  attemptMs: 1500,
  believeMs: 60_000,
  keepMs: 180_000,
  duplicatesMs: 60_000,
  heads: 100_000,
  cacheBytes: 64 * 2 ** 20,
  retryBytes: 64 * 2 ** 20,
  tailBytes: 8 * 2 ** 20,
};

const quiet: AppendWatch = { onPublish: () => {}, onConflict: () => {}, onWaiting: () => {} };

/** Opens the log that a cluster's nodes share on NATS JetStream; makes its streams where they are not there yet. */
export async function openJetstreamLog(options: JetstreamLogOptions): Promise<JetstreamLog> {
  const { connection, partitions, replicas, cluster = 'parley', clock = systemClock } = options;
  const limits = { ...jetstreamDefaults, ...options.limits };
  const most = connection.info?.max_payload ?? 0;
  if (most < mostBytes + 4096)
    throw new Error(`NATS takes messages of ${most} bytes; set its max_payload to 1MB or more`);
  const manager = await jetstreamManager(connection, { checkAPI: false, timeout: limits.attemptMs });
  const subjects = new Subjects(cluster, partitions);
  const doubt = new ServerDoubt({ clock, ...leadersOf(options, subjects) });
  const patience = new Patience({ clock, giveUpMs: limits.giveUpMs, onUnanswered: doubt.unanswered });
  const { duplicatesMs } = limits;
  const streams = { manager, subjects, patience, cluster, partitions, replicas, duplicatesMs };
  const epoch = await openStreams(streams);
  return new JetstreamLog({ ...options, clock, limits }, { manager, subjects, patience, epoch });
}

/** How this node learns who leads its streams, by its own connection and by another. */
function leadersOf({ connection, beside, partitions }: JetstreamLogOptions, subjects: Subjects) {
  const streams = Array.from({ length: partitions }, (_, partition) => subjects.stream(partition));
  return {
    here: () => askLeaders(connection, streams),
    elsewhere: async () => {
      if (beside === undefined) return new Map<string, string>();
      await using other = await beside();
      return await askLeaders(other, streams);
    },
    // Refused when it is closed, and then nobody waits.
    leave: () => void connection.reconnect().catch(() => undefined),
  };
}

interface Ground {
  readonly manager: Awaited<ReturnType<typeof jetstreamManager>>;
  readonly subjects: Subjects;
  readonly patience: Patience;
  readonly epoch: string;
}

/** The log on NATS JetStream: a stream a partition, a message a batch of one log's entries (docs/decisions/0020). */
export class JetstreamLog implements Log {
  readonly epoch: string;
  readonly tails: number;
  readonly #heads: LogHeads;
  readonly #queue: AppendQueue;
  readonly #reader: JetstreamReader;
  readonly #retries: RetrySearch;
  readonly #foreign: ForeignBatches;
  readonly #trimmer: Trimmer;
  readonly #tails = new Set<JetstreamTail>();
  readonly #makeTail: (partition: number) => JetstreamTail;
  #isClosed = false;

  constructor(
    options: JetstreamLogOptions & { readonly clock: Clock; readonly limits: JetstreamLimits },
    { manager, subjects, patience, epoch }: Ground,
  ) {
    const { archive, clock, connection, limits, node, partitions, watch = quiet } = options;
    this.epoch = epoch;
    this.tails = partitions;
    const cache = new BatchCache(limits.cacheBytes);
    const memory = new RetryMemory(limits.retryBytes);
    const reader = new StreamReader({ manager, subjects, patience, cache });
    const heads = new LogHeads({
      ...{ reader, archive, clock, logs: limits.heads, believeMs: limits.believeMs },
      onNewest: (batch) => {
        cache.put(batch);
        memory.newest(batch);
      },
      onArchived: (log, { position }) => {
        if (position === 0 && memory.get(log) === undefined) memory.begin(log, 0);
      },
    });
    const recent = new RecentBatches({ reader, cache, archive, heads });
    const client = jetstream(connection, { timeout: limits.attemptMs });
    const publisher = new Publisher({ client, subjects, reader, patience, clock, node, limits });
    this.#heads = heads;
    this.#queue = new AppendQueue({ heads, publisher, clock, watch });
    const deleted = new DeletedText({ recent, archive });
    this.#reader = new JetstreamReader({ reader, recent, archive, deleted, partitions, subjects });
    this.#retries = new RetrySearch({
      ...{ memory, recent, archive, deleted },
      newestKnown: (log) => heads.newest(log),
      entries: (seqs) => this.#reader.entries(seqs),
    });
    this.#foreign = new ForeignBatches({ connection, subjects, node, onTold: (batch) => heads.moved(batch) });
    this.#trimmer = new Trimmer({ manager, subjects, clock, keepMs: limits.keepMs });
    const maxBytes = limits.tailBytes;
    const onClosed = (tail: JetstreamTail) => this.#tails.delete(tail);
    this.#makeTail = (index) =>
      new JetstreamTail({ connection, subjects, reader, archive, partition: index, maxBytes, onClosed });
    void this.#refreshOnReconnect(connection);
  }

  append(append: Append, done: AppendDone): void {
    this.#queue.add(append, done);
  }

  /** Entries that wait for their answer. */
  get queueDepth(): number {
    return this.#queue.depth;
  }

  async head(log: LogKey): Promise<Head> {
    return (await this.#heads.read(log)).head;
  }

  read(log: LogKey, after: number, limit: number): Promise<StoredEntry[]> {
    return this.#reader.read(log, after, limit);
  }

  readBack(log: LogKey, span: Span): Promise<StoredEntry[]> {
    return this.#reader.readBack(log, span);
  }

  readNumbersBelow(log: LogKey, number: number, limit: number): Promise<StoredEntry[]> {
    return this.#reader.readNumbersBelow(log, number, limit);
  }

  readNumbersAbove(log: LogKey, number: number, limit: number): Promise<StoredEntry[]> {
    return this.#reader.readNumbersAbove(log, number, limit);
  }

  entries(seqs: readonly number[]): Promise<StoredEntry[]> {
    return this.#reader.entries(seqs);
  }

  end(log: LogKey): Promise<TailPlace> {
    return this.#reader.end(log);
  }

  ends(): Promise<readonly TailPlace[]> {
    return this.#reader.ends();
  }

  findRetry(key: RetryKey): undefined | Promise<StoredEntry | undefined> {
    return this.#retries.find(key);
  }

  /** Resolves when no retry keys are being fetched in the background. */
  retriesLoaded(): Promise<void> {
    return this.#retries.settled();
  }

  openTail(index: number): JetstreamTail {
    const tail = this.#makeTail(index);
    this.#tails.add(tail);
    return tail;
  }

  follow(log: LogKey): Promise<void> {
    return this.#foreign.follow(log);
  }

  unfollow(log: LogKey): void {
    this.#foreign.unfollow(log);
  }

  onForeign(listener: (entries: readonly StoredEntry[]) => void): () => void {
    return this.#foreign.onForeign(listener);
  }

  /**
   * Takes entries before a sequence from a tail's stream. Everything there must be in the archive, and every reader of
   * the tail past it or able to do with what the archive has left of it.
   */
  trim(tail: number, seq: number): Promise<void> {
    return this.#trimmer.trim(tail, seq);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    this.#foreign.close();
    await this.#queue.settled();
    await this.retriesLoaded();
    for (const tail of this.#tails) await tail[Symbol.asyncDispose]();
  }

  /** What was told while the connection was away was told to nobody. */
  async #refreshOnReconnect(connection: NatsConnection): Promise<void> {
    for await (const { type } of connection.status()) {
      if (this.#isClosed) return;
      if (type !== 'reconnect') continue;
      for (const tail of this.#tails) tail.refresh().catch(() => {});
    }
  }
}
