import type { Log } from '../../log/log.ts';
import type { FillingIndex } from '../../search/search-index.ts';
import type { TailerStore } from '../../store/tailer-store.ts';
import type { Clock } from '../../telemetry/clock.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import type { Tracer } from '../../telemetry/tracer.ts';
import { Counter } from './counter.ts';
import type { Followers } from './followers.ts';
import { progressOfTailer } from './index-progress.ts';
import { indexTailer } from './index-tailer.ts';

export interface OwnFollowersParts {
  readonly log: Log;
  readonly store: { readonly tailers: TailerStore };
  readonly index: FillingIndex;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
}

/** Of a node that is alone: its log is one tail, and the store changes with every entry. */
export function followAlone(parts: OwnFollowersParts): Followers {
  const tail = parts.log.openTail(0);
  const counter = new Counter({ ...parts, tail });
  const indexer = indexTailer({ ...parts, tail });
  return {
    heard: (entries, lastSeq) => counter.heard(entries, lastSeq),
    indexed: progressOfTailer(indexer, parts.clock),
    counted: () => counter.caughtUp(),
    async [Symbol.asyncDispose]() {
      await counter[Symbol.asyncDispose]();
      await indexer[Symbol.asyncDispose]();
    },
  };
}
