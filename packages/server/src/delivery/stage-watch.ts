import type { Clock } from '../telemetry/clock.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import type { Tracer } from '../telemetry/tracer.ts';

/** What the stages tell of how long they take. */
export interface StageWatch {
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly tracer: Pick<Tracer, 'active'>;
  readonly took: Metrics['stageTook'];
}
