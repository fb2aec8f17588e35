import { appendLimits, charactersOf } from '../log/append-limits.ts';
import type { Append, AppendOutcome, Head, Log, PlacedEntry } from '../log/log.ts';
import type { LogKey } from '../log/log-key.ts';
import type { Span } from '../telemetry/tracer.ts';
import type { ChatRegistry } from './chat-registry.ts';
import type { StageWatch } from './stage-watch.ts';

export type AppendResult = 'appended' | 'conflict' | 'full' | 'failed';
export type AppendFinished = (result: AppendResult) => void;

/**
 * Told of entries once they are durable, in the order of each log; the last one has the sequence given. A promise tells
 * when it is done with them.
 */
export type CommittedListener = (
  entries: readonly PlacedEntry[],
  lastSeq: number,
) => Promise<void> | undefined;

/** An append that is traced: what it is part of, and its own span. */
interface Trace {
  readonly parent: Span;
  readonly append: Span;
}

interface Batch {
  readonly log: LogKey;
  readonly expected: Head;
  readonly entries: PlacedEntry[];
  readonly finished: AppendFinished[];
  characters: number;
  /** When its first entry came, on the monotonic clock. */
  readonly began: number;
  traces?: Trace[];
}

/**
 * Stage 2, append: brings placed entries into the log, those that wait for the same log together (APP1).
 *
 * Guarantees: a caller is answered after its entries are durable, or not at all stored (APP2); listeners hear of
 * entries after that and before the caller does, once each (APP3). What was built on an append that did not
 * succeed does not succeed either (APP4).
 */
export class Appender {
  readonly #log: Log;
  readonly #chats: ChatRegistry;
  readonly #committed: CommittedListener;
  readonly #watch: StageWatch;
  #batches = new Map<LogKey, Batch>();
  #flushPlanned = false;

  constructor(log: Log, chats: ChatRegistry, committed: CommittedListener, watch: StageWatch) {
    this.#log = log;
    this.#chats = chats;
    this.#committed = committed;
    this.#watch = watch;
  }

  /** The append is traced as a part of `parent`. */
  append(append: Append, finished: AppendFinished, parent: Span): void {
    const batch = this.#batchFor(append);
    if (parent.recording) {
      batch.traces ??= [];
      batch.traces.push({ parent, append: parent.child('append') });
    }
    batch.entries.push(...append.entries);
    batch.characters += charactersIn(append);
    batch.finished.push(finished);
    if (this.#flushPlanned) return;
    this.#flushPlanned = true;
    queueMicrotask(() => this.#flush());
  }

  #batchFor(append: Append): Batch {
    const open = this.#batches.get(append.log);
    const end = open?.entries.at(-1)?.position;
    if (open !== undefined && end === append.expected.position && hasRoom(open, append)) return open;
    // It is full, or a state was reloaded in between: what stood before goes to the log as it is and is judged there.
    if (open !== undefined) this.#send(open);
    const began = this.#watch.clock.monotonic();
    const { log, expected } = append;
    const batch: Batch = { log, expected, entries: [], finished: [], characters: 0, began };
    this.#batches.set(append.log, batch);
    return batch;
  }

  #flush(): void {
    this.#flushPlanned = false;
    const batches = this.#batches;
    this.#batches = new Map();
    for (const batch of batches.values()) this.#send(batch);
  }

  #send(batch: Batch): void {
    this.#log.append(batch, (outcome) => {
      const { clock, took } = this.#watch;
      const appended = clock.monotonic();
      took('append', (appended - batch.began) / 1000);
      if (batch.traces !== undefined) endAppends(batch.traces, batch.entries.length, outcome);
      if (outcome.kind === 'appended') {
        const last = batch.entries.at(-1);
        if (last !== undefined) this.#chats.commit(batch.log, last);
        const spans = batch.traces?.map(({ parent }) => parent.child('fan-out'));
        const delivering = this.#committed(batch.entries, outcome.lastSeq);
        if (spans !== undefined) endFanOut(spans, delivering);
        took('fan_out', (clock.monotonic() - appended) / 1000);
        for (const each of batch.finished) each('appended');
        return;
      }
      const result = outcome.kind === 'conflict' ? 'conflict' : outcome.reason;
      for (const each of batch.finished) each(result);
    });
  }
}

function charactersIn({ entries }: Append): number {
  return entries.reduce((sum, entry) => sum + charactersOf(entry), 0);
}

function hasRoom({ entries, characters }: Batch, append: Append): boolean {
  return (
    entries.length + append.entries.length <= appendLimits.entries &&
    characters + charactersIn(append) <= appendLimits.characters
  );
}

function endAppends(traces: readonly Trace[], entries: number, outcome: AppendOutcome): void {
  for (const { append } of traces) {
    append.set('parley.batch_entries', entries);
    append.set('parley.outcome', outcome.kind);
    append.end(outcome.kind === 'failed' ? errorCodes[outcome.reason] : undefined);
  }
}

/** What the sender is told of an append that failed. */
const errorCodes = { full: 'storage_full', failed: 'unavailable' } as const;

function endFanOut(spans: readonly Span[], delivering: Promise<void> | undefined): void {
  const end = () => {
    for (const span of spans) span.end();
  };
  if (delivering === undefined) end();
  else delivering.then(end);
}
