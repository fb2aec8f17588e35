import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';

/** Counts spans that were sent or lost; the log says once that a collector does not take them, and once that it does again. */
export function watchExports(
  logger: Logger,
  metrics: Pick<Metrics, 'spansExported'>,
): (spans: number, failure?: Error) => void {
  let failing = false;
  return (spans, failure) => {
    metrics.spansExported(spans, failure === undefined ? 'sent' : 'lost');
    if (failure !== undefined && !failing) {
      // The error itself may hold the collector's answer; its name is enough to look for the cause.
      logger.warn('Traces are lost: the collector does not take them', { reason: failure.name });
    }
    if (failure === undefined && failing) logger.info('Traces are sent again');
    failing = failure !== undefined;
  };
}
