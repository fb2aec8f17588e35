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
      logger.warn('Traces are lost: the collector does not take them', { reason: reasonOf(failure) });
    }
    if (failure === undefined && failing) logger.info('Traces are sent again');
    failing = failure !== undefined;
  };
}

/** The status or system's code. No more: the error may hold the collector's whole answer, or its address with a password. */
function reasonOf(failure: Error): string {
  return 'code' in failure && failure.code !== undefined ? String(failure.code) : failure.name;
}
