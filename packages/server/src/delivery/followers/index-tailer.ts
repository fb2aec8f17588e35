import type { Tail } from '../../log/log.ts';
import type { FillingIndex } from '../../search/search-index.ts';
import type { Clock } from '../../telemetry/clock.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import type { Tracer } from '../../telemetry/tracer.ts';
import { Tailer } from './tailer.ts';

export interface IndexTailerParts {
  readonly tail: Tail;
  readonly index: FillingIndex;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
}

const name = 'index';
const entriesAtOnce = 1000;
const delayMs = 200;

/** Lets the search index follow the log (IDX1). */
export function indexTailer({ tail, index, clock, logger, metrics, tracer }: IndexTailerParts): Tailer {
  return new Tailer({
    ...{ name, tail, clock, logger, tracer, delayMs },
    checkpoint: () => index.checkpoint(0),
    step: () => index.fill(entriesAtOnce),
    onLag: (entries) => metrics.tailerLag(name, entries),
  });
}
