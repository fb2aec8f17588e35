import type { SearchIndex } from '../../search/search-index.ts';
import type { TailerStore } from '../../store/tailer-store.ts';
import type { Clock, Timer } from '../../telemetry/clock.ts';
import type { Logger } from '../../telemetry/logger.ts';
import { checkpointName } from './progress.ts';
import { storeProjector } from './projected-read-model.ts';

/** A log that keeps only what is new. */
export interface TrimmedLog {
  readonly tails: number;
  /** Everything of a tail before a sequence may go, some time later. */
  trim(tail: number, seq: number): Promise<void>;
}

export interface TrimParts {
  readonly log: TrimmedLog;
  readonly store: { readonly tailers: Pick<TailerStore, 'checkpoint'> };
  readonly index: Pick<SearchIndex, 'checkpoint'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

const everyMs = 60_000;

/** Lets go, once a minute, of what both the store and the index have: neither may ever miss anything (PROJ5). */
export function trimBehind(parts: TrimParts): AsyncDisposable {
  const { clock, logger } = parts;
  let timer: Timer | undefined;
  let running: Promise<void> | undefined;
  let closed = false;
  const run = () => {
    running = trimOnce(parts)
      .catch((error: unknown) => logger.warn('the log could not be trimmed; trying again', { error }))
      .finally(plan);
  };
  const plan = () => {
    if (!closed) timer = clock.setTimeout(run, everyMs);
  };
  plan();
  return {
    async [Symbol.asyncDispose]() {
      closed = true;
      if (timer !== undefined) clock.clearTimeout(timer);
      await running;
    },
  };
}

async function trimOnce({ log, store, index }: TrimParts): Promise<void> {
  for (let tail = 0; tail < log.tails; tail++) {
    const stored = await store.tailers.checkpoint(checkpointName(storeProjector, tail));
    const done = Math.min(stored, await index.checkpoint(tail));
    if (done > 0) await log.trim(tail, done);
  }
}
