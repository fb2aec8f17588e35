import { randomBytes } from 'node:crypto';
import type { Clock } from '../../telemetry/clock.ts';
import type { Append, AppendDone, AppendOutcome, Head } from '../log.ts';
import type { LogKey } from '../log-key.ts';
import { mostInBatch, seqOf } from '../tail-seq.ts';
import { textOf } from './batch-codec.ts';
import type { KnownHead, LogHeads } from './log-heads.ts';
import type { Published, Publisher } from './publisher.ts';

export interface AppendWatch {
  /** A batch was stored: how many entries it has, and how long that took. */
  onPublish(entries: number, seconds: number): void;
  onConflict(): void;
  /** So many entries wait to be published, or for the log's answer, now. */
  onWaiting(entries: number): void;
}

export interface AppendQueueOptions {
  readonly heads: LogHeads;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly watch: AppendWatch;
}

interface Waiting {
  readonly append: Append;
  readonly done: AppendDone;
  readonly text: string;
  readonly bytes: number;
}

export const mostBytes = 900_000;
const conflict: AppendOutcome = { kind: 'conflict' };

/** Appends of all logs: of each log one batch is on its way, and what comes meanwhile goes together in the next. */
export class AppendQueue {
  readonly #options: AppendQueueOptions;
  readonly #queues = new Map<LogKey, Waiting[]>();
  #depth = 0;
  #idle: (() => void)[] = [];

  constructor(options: AppendQueueOptions) {
    this.#options = options;
  }

  /** Entries that wait or are on their way. */
  get depth(): number {
    return this.#depth;
  }

  add(append: Append, done: AppendDone): void {
    const text = textOf(append.entries);
    const waiting = { append, done, text, bytes: Buffer.byteLength(text) + 1 };
    this.#waiting(append.entries.length);
    const queue = this.#queues.get(append.log);
    if (queue !== undefined) {
      queue.push(waiting);
      return;
    }
    const own = [waiting];
    this.#queues.set(append.log, own);
    void this.#run(append.log, own);
  }

  /** Resolves when everything that was added has been answered. */
  async settled(): Promise<void> {
    while (this.#queues.size > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  async #run(log: LogKey, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      try {
        await this.#step(log, queue);
      } catch (error) {
        this.#failAll(queue, { kind: 'failed', reason: 'failed', message: (error as Error).message });
      }
    }
    this.#queues.delete(log);
    const idle = this.#idle;
    this.#idle = [];
    for (const resolve of idle) resolve();
  }

  async #step(log: LogKey, queue: Waiting[]): Promise<void> {
    const [first] = queue;
    if (first === undefined) return;
    const known = await this.#headFor(log, first.append.expected);
    if (known === undefined) return this.#conflict(queue);
    if (isTooLarge(first)) return this.#failAll(queue, tooLarge);
    const together = takeTogether(queue);
    const began = this.#options.clock.monotonic();
    const published = await this.#publish(log, known, together);
    if (published.kind === 'stored') {
      const { batch } = published;
      this.#options.heads.moved(batch);
      const entries = batch.head.position - batch.first + 1;
      this.#options.watch.onPublish(entries, (this.#options.clock.monotonic() - began) / 1000);
      let index = -1;
      for (const { append, done } of together) {
        index += append.entries.length;
        this.#waiting(-append.entries.length);
        done({ kind: 'appended', lastSeq: seqOf(batch.partition, batch.streamSeq, index) });
      }
      return;
    }
    queue.unshift(...together);
    this.#options.heads.forget(log);
    if (published.kind === 'conflict') this.#conflict(queue);
    else this.#failAll(queue, published);
  }

  /** The head, if it is the expected one. Read where it is not known, or where it may be further than is known. */
  async #headFor(log: LogKey, expected: Head): Promise<KnownHead | undefined> {
    const { heads } = this.#options;
    let known = heads.known(log);
    if (known === undefined || known.head.position < expected.position) known = await heads.read(log);
    const isExpected = known.head.position === expected.position && known.head.number === expected.number;
    return isExpected ? known : undefined;
  }

  #publish(log: LogKey, known: KnownHead, together: readonly Waiting[]): Promise<Published> {
    const entries = together.flatMap(({ append }) => append.entries);
    const last = entries.at(-1);
    if (last === undefined) throw new Error('an append without entries');
    return this.#options.publisher.publish({
      log,
      id: randomBytes(12).toString('base64url'),
      previous: known.streamSeq,
      first: known.head.position + 1,
      head: { position: last.position, number: last.number },
      entries,
      texts: together.map(({ text }) => text),
    });
  }

  #waiting(more: number): void {
    this.#depth += more;
    this.#options.watch.onWaiting(this.#depth);
  }

  #conflict(queue: Waiting[]): void {
    this.#options.watch.onConflict();
    this.#failAll(queue, conflict);
  }

  /** All that were called until now; what is called by those who are told stands by itself (LOG3). */
  #failAll(queue: Waiting[], outcome: AppendOutcome): void {
    for (const { append, done } of queue.splice(0)) {
      this.#waiting(-append.entries.length);
      done(outcome);
    }
  }
}

const tooLarge: AppendOutcome = {
  kind: 'failed',
  reason: 'failed',
  message: `an append has more than ${mostInBatch} entries or ${mostBytes} bytes`,
};

function isTooLarge({ append, bytes }: Waiting): boolean {
  return append.entries.length > mostInBatch || bytes > mostBytes;
}

/** Takes the first and those behind it that build on one another and fit into one batch. */
function takeTogether(queue: Waiting[]): Waiting[] {
  let count = 0;
  let entries = 0;
  let bytes = 0;
  let end: number | undefined;
  for (const { append, bytes: more } of queue) {
    entries += append.entries.length;
    bytes += more;
    const follows = end === undefined || append.expected.position === end;
    if (count > 0 && (!follows || entries > mostInBatch || bytes > mostBytes)) break;
    end = append.expected.position + append.entries.length;
    count += 1;
  }
  return queue.splice(0, count);
}
