import type { Bus } from './bus/bus.ts';
import type { Config } from './config/config.ts';
import type { Followers } from './delivery/followers/followers.ts';
import type { Log } from './log/log.ts';
import type { SearchIndex } from './search/search-index.ts';
import type { Store } from './store/store.ts';
import type { Clock } from './telemetry/clock.ts';
import type { Logger } from './telemetry/logger.ts';
import type { Metrics } from './telemetry/metrics.ts';
import type { Tracer } from './telemetry/tracer.ts';

/** What engines are opened on. */
export interface Ground {
  readonly config: Config;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
}

/** What a profile brings; the followers are ended by whoever delivers with them. */
export interface Engines extends AsyncDisposable {
  readonly log: Log;
  readonly store: Store;
  readonly index: SearchIndex;
  readonly bus: Bus;
  readonly followers: Followers;
}
