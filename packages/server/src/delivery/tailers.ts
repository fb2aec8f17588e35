import type { Log } from '../log/log.ts';
import type { SearchIndex } from '../search/search-index.ts';
import type { Store } from '../store/store.ts';
import type { Clock } from '../telemetry/clock.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { Tracer } from '../telemetry/tracer.ts';
import { countEntries } from './count.ts';
import { indexEntries } from './index-messages.ts';
import { Tailer } from './tailer.ts';

export interface TailerParts {
  readonly log: Log;
  readonly store: Store;
  readonly index: SearchIndex;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
}

/** Keeps `chats_count`, `messages_count`, activity and senders' marks (COUNT1). */
export function countTailer({ log, store, clock, logger, metrics, tracer }: TailerParts): Tailer {
  const name = 'count';
  return new Tailer({
    name,
    log,
    clock,
    logger,
    tracer,
    checkpoint: () => store.tailers.checkpoint(name),
    apply: (entries, seq) => store.tailers.saveCounts(name, seq, countEntries(entries)),
    batch: 2000,
    delayMs: 500,
    onLag: (entries) => metrics.tailerLag(name, entries),
  });
}

/** Keeps the search index (IDX1). */
export function indexTailer({ log, index, clock, logger, metrics, tracer }: TailerParts): Tailer {
  const name = 'index';
  return new Tailer({
    name,
    log,
    clock,
    logger,
    tracer,
    checkpoint: () => index.checkpoint(),
    apply: (entries) => indexEntries(log, index, entries),
    batch: 1000,
    delayMs: 200,
    onLag: (entries) => metrics.tailerLag(name, entries),
  });
}
