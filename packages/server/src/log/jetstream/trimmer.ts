import type { JetStreamManager } from '@nats-io/jetstream';
import type { Clock } from '../../telemetry/clock.ts';
import { placeOf } from '../tail-seq.ts';
import type { Subjects } from './subjects.ts';

export interface TrimmerOptions {
  readonly manager: JetStreamManager;
  readonly subjects: Subjects;
  readonly clock: Clock;
  /** How long a batch is kept at least after it was asked to be trimmed. */
  readonly keepMs: number;
}

interface Asked {
  readonly batch: number;
  readonly at: number;
}

/**
 * Takes from the streams what the archive has. What is trimmed had been asked to be some minutes before, so that no
 * head that somebody still builds on, and no append without an answer, stands behind something that is gone (LOG16).
 */
export class Trimmer {
  readonly #options: TrimmerOptions;
  readonly #asked = new Map<number, Asked[]>();

  constructor(options: TrimmerOptions) {
    this.#options = options;
  }

  /** Everything before a sequence is in the archive; the batch that has it stays. */
  async trim(tail: number, seq: number): Promise<void> {
    const { clock, keepMs, manager, subjects } = this.#options;
    const now = clock.monotonic();
    const asked = this.#asked.get(tail) ?? [];
    this.#asked.set(tail, asked);
    if (placeOf(seq).batch > (asked.at(-1)?.batch ?? 1)) asked.push({ batch: placeOf(seq).batch, at: now });
    const due = asked.findLastIndex(({ at }) => now - at >= keepMs);
    const before = asked[due]?.batch;
    if (before === undefined) return;
    await manager.streams.purge(subjects.stream(tail), { seq: before });
    asked.splice(0, due + 1);
  }
}
