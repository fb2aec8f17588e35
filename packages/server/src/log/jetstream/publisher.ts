import type { JetStreamApiError, JetStreamClient } from '@nats-io/jetstream';
import type { Clock } from '../../telemetry/clock.ts';
import type { Head, PlacedEntry } from '../log.ts';
import type { LogKey } from '../log-key.ts';
import { type Batch, batchHeaders, bodyOf, storedBatch } from './batch-codec.ts';
import { isBusy, isPassing, type Patience } from './patience.ts';
import type { StreamReader } from './stream-reader.ts';
import type { Subjects } from './subjects.ts';

export interface PublisherOptions {
  readonly client: JetStreamClient;
  readonly subjects: Subjects;
  readonly reader: StreamReader;
  readonly patience: Patience;
  readonly clock: Clock;
  readonly node: string;
  readonly limits: { readonly giveUpMs: number; readonly attemptMs: number };
}

/** A batch on its way: everything but where it will stand in its stream. */
export interface Draft {
  readonly log: LogKey;
  readonly id: string;
  readonly previous: number;
  readonly first: number;
  readonly head: Head;
  readonly entries: readonly PlacedEntry[];
  readonly texts: readonly string[];
}

export type Published =
  | { readonly kind: 'stored'; readonly batch: Batch }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'failed'; readonly reason: 'full' | 'failed'; readonly message: string };

type Answer = Published | { readonly kind: 'unknown'; readonly message: string };

const wrongLastSequence: ReadonlySet<number> = new Set([10_071, 10_164]);
const noRoom: ReadonlySet<number> = new Set([10_002, 10_023, 10_028, 10_047, 10_077]);

/**
 * Brings one batch into its stream, behind the one it expects or not at all (LOG13). Without an answer the same batch
 * is sent again: the server takes one of them at most, and what stands behind the expected batch says whose it is.
 */
export class Publisher {
  readonly #options: PublisherOptions;

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  async publish(draft: Draft): Promise<Published> {
    const { clock, limits, patience } = this.#options;
    const body = bodyOf(draft.texts);
    const deadline = clock.monotonic() + limits.giveUpMs;
    for (let attempt = 0; ; attempt++) {
      const answer = await this.#attempt(draft, body, attempt === 0);
      if (answer.kind !== 'unknown') return answer;
      if (clock.monotonic() >= deadline) return { kind: 'failed', reason: 'failed', message: answer.message };
      await patience.pause(attempt);
    }
  }

  async #attempt(draft: Draft, body: Uint8Array, isFirst: boolean): Promise<Answer> {
    const { client, subjects, node, limits, patience } = this.#options;
    try {
      const { seq, duplicate } = await client.publish(subjects.log(draft.log), body, {
        headers: batchHeaders({ ...draft, node }, placeOfBatch(draft)),
        timeout: limits.attemptMs,
      });
      if (duplicate) return await this.#whoStands(draft, body, isFirst);
      return { kind: 'stored', batch: this.#stored(draft, body, seq) };
    } catch (error) {
      const { code, message } = answerIn(error as Error);
      if (code === undefined && !isBusy(error)) patience.unanswered();
      if (code === undefined) return { kind: 'unknown', message };
      if (wrongLastSequence.has(code)) return this.#whoStands(draft, body, isFirst);
      return { kind: 'failed', reason: noRoom.has(code) ? 'full' : 'failed', message };
    }
  }

  /** Something stands where this batch was to stand: perhaps itself, by an attempt whose answer was lost. */
  async #whoStands(draft: Draft, body: Uint8Array, isFirst: boolean): Promise<Answer> {
    try {
      const found = await this.#options.reader.next(draft.log, draft.previous);
      if (found === undefined && !isFirst) return { kind: 'unknown', message: 'what was stored is trimmed' };
      if (found?.id !== draft.id) return { kind: 'conflict' };
      return { kind: 'stored', batch: this.#stored(draft, body, found.streamSeq) };
    } catch (error) {
      return { kind: 'unknown', message: (error as Error).message };
    }
  }

  #stored({ entries, texts: _, ...draft }: Draft, body: Uint8Array, streamSeq: number): Batch {
    const { node, subjects } = this.#options;
    const batch = { ...draft, node, streamSeq, partition: subjects.partition(draft.log) };
    return storedBatch(batch, entries, body.length);
  }
}

/** The code of an error that is an answer. */
function answerIn(error: Error): { code?: number; message: string } {
  const { message } = error;
  return isPassing(error) ? { message } : { code: (error as JetStreamApiError).code, message };
}

/**
 * Clustered streams compare the expected sequence before they agree, not when they store: two that come together
 * would both pass. Of two messages of one id one is stored, and that is decided when they are stored (LOG13).
 */
function placeOfBatch({ log, first }: Draft): string {
  return `${log.toString(36)}.${first.toString(36)}`;
}
