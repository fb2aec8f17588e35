import { entryKind } from '../../log/entry-kind.ts';
import type { Log, StoredEntry, Tail } from '../../log/log.ts';
import { appLog, appOf, chatLog, chatOf, type LogKey } from '../../log/log-key.ts';
import type { ChatStore } from '../../store/chat-store.ts';
import type { TailerStore } from '../../store/tailer-store.ts';
import type { Clock } from '../../telemetry/clock.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import type { Tracer } from '../../telemetry/tracer.ts';
import { checkpointName, type Progress } from './progress.ts';
import { storeProjector } from './projected-read-model.ts';
import { type EntryWriter, projectedStatements } from './projected-statements.ts';
import { Tailer } from './tailer.ts';

export interface ProjectorParts {
  readonly log: Pick<Log, 'openTail' | 'end'>;
  readonly tail: number;
  readonly store: {
    readonly tailers: Pick<TailerStore, 'begin' | 'advance'>;
    readonly chats: Pick<ChatStore, 'existing'>;
  };
  readonly archive: EntryWriter;
  readonly progress: Pick<Progress, 'report' | 'reached' | 'known'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tracer: Tracer;
  readonly metrics: Pick<Metrics, 'tailerLag' | 'projected'>;
}

const entriesAtOnce = 1000;
/** What came together is written together; somebody may be waiting to read it. */
const delayMs = 5;
/** Nothing came from the tail that a chat is waited for from: looked at the store again, so many times. */
const foundingMs = 200;
const idleAtMost = 10;

/**
 * Brings what one tail of the log says into the store, in bulk.
 *
 * Every entry is projected once, whoever runs this and however many at once: the checkpoint moves in the transaction
 * that holds what was derived, and only from where it stood (PROJ1, PROJ2). A chat's entries wait for the chat itself,
 * which another tail may bring (PROJ3).
 */
export class Projector implements AsyncDisposable {
  readonly #parts: ProjectorParts;
  readonly #name: string;
  readonly #tail: Tail;
  readonly #tailer: Tailer;
  #closed = false;

  constructor(parts: ProjectorParts) {
    this.#parts = parts;
    const { log, clock, logger, tracer, metrics } = parts;
    const name = checkpointName(storeProjector, parts.tail);
    this.#name = name;
    this.#tail = log.openTail(parts.tail);
    this.#tailer = new Tailer({
      ...{ name, tail: this.#tail, clock, logger, tracer, delayMs },
      checkpoint: () => this.#checkpoint(),
      step: (after) => this.#step(after),
      onLag: (entries) => metrics.tailerLag(name, entries),
    });
  }

  /** Resolves when everything that is durable now is in the store. */
  caughtUp(): Promise<void> {
    return this.#tailer.caughtUp();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await this.#tailer[Symbol.asyncDispose]();
    // Another node goes on: its lag is what counts.
    this.#parts.metrics.tailerLag(this.#name, 0);
    await this.#tail[Symbol.asyncDispose]();
  }

  async #step(from: number): Promise<number> {
    const { archive, store, metrics } = this.#parts;
    const entries = await this.#founded(await this.#tail.read(from, entriesAtOnce));
    const to = entries.at(-1)?.seq ?? from;
    if (to === from) return from;
    const statements = projectedStatements(entries, archive);
    if (!(await store.tailers.advance(this.#name, { from, to }, statements))) return this.#checkpoint();
    metrics.projected(this.#name, entries.length, statements.length + 1);
    return this.#reached(to);
  }

  /** Somebody else may have moved it. */
  async #checkpoint(): Promise<number> {
    return this.#reached(await this.#parts.store.tailers.begin(this.#name));
  }

  #reached(seq: number): number {
    this.#parts.progress.report(storeProjector, this.#parts.tail, seq);
    return seq;
  }

  /**
   * Those up to the first of a chat that the store does not have; waits where that is the very first. What made the chat
   * is older than the chat's first entry, so two tails never wait for each other.
   */
  async #founded(entries: readonly StoredEntry[]): Promise<readonly StoredEntry[]> {
    let tail: number | undefined;
    for (let idle = 0; !this.#closed && idle < idleAtMost; ) {
      // Known before the store is asked: what comes between the two ends the wait at once.
      const seen = tail === undefined ? 0 : this.#parts.progress.known(storeProjector, tail);
      const missing = await this.#missingChats(entries);
      const first = entries.findIndex(({ log }) => missing.has(log));
      if (first !== 0) return first < 0 ? entries : entries.slice(0, first);
      if (tail === undefined) tail = await this.#tailWhereMade(entries[0]?.log);
      else idle = (await this.#movedFrom(tail, seen)) ? 0 : idle + 1;
    }
    throw new Error('a chat has entries, but the entry that made it has not come from another tail yet');
  }

  #movedFrom(tail: number, seq: number): Promise<boolean> {
    return this.#parts.progress.reached(storeProjector, { tail, seq: seq + 1 }, foundingMs);
  }

  async #tailWhereMade(log: LogKey = 0 as LogKey): Promise<number> {
    return (await this.#parts.log.end(appLog(appOf(log)))).tail;
  }

  async #missingChats(entries: readonly StoredEntry[]): Promise<ReadonlySet<LogKey>> {
    const begun = new Set<LogKey>();
    const made = new Set<LogKey>();
    for (const { kind, log, position, number } of entries) {
      if (kind === entryKind.chat_created) made.add(chatLog(appOf(log), number));
      else if (position === 1 && chatOf(log) !== 0 && !made.has(log)) begun.add(log);
    }
    if (begun.size === 0) return begun;
    return begun.difference(await this.#parts.store.chats.existing(begun));
  }
}
