import type { Bus } from '../../bus/bus.ts';
import type { Log } from '../../log/log.ts';
import type { SearchIndex } from '../../search/search-index.ts';
import type { Store } from '../../store/store.ts';
import type { Clock } from '../../telemetry/clock.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import type { Tracer } from '../../telemetry/tracer.ts';
import type { Followers } from './followers.ts';
import type { Work } from './held-work.ts';
import { progressOfTails } from './index-progress.ts';
import { indexTail } from './index-tail.ts';
import { checkpointName, type Progress } from './progress.ts';
import { Projector } from './project.ts';
import { storeProjector } from './projected-read-model.ts';
import type { EntryWriter } from './projected-statements.ts';
import { Projectors } from './projectors.ts';
import { type TrimmedLog, trimBehind } from './trim-log.ts';

/** What index tails are called. */
export const indexFollower = 'index';

export interface SharedFollowersParts {
  readonly log: Log & TrimmedLog;
  readonly store: Store;
  readonly archive: EntryWriter;
  readonly index: SearchIndex;
  readonly bus: Bus;
  readonly progress: Progress;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
}

const patienceMs = 60_000;

/** Of nodes that divide the work among them: each tail is followed by one of them, into the store and into the index. */
export async function followTogether(parts: SharedFollowersParts): Promise<Followers> {
  const { log, store, progress } = parts;
  const tails = Array.from({ length: log.tails }, (_, tail) => tail);
  const onReached = (tail: number, seq: number) => progress.report(indexFollower, tail, seq);
  const works: Work[] = [
    ...tails.map((tail) => ({
      name: checkpointName(storeProjector, tail),
      start: () => new Projector({ ...parts, tail }),
    })),
    ...tails.map((tail) => indexTail(tail, { ...parts, onReached })),
    { name: 'trim', start: () => trimBehind(parts) },
  ];
  const projectors = await Projectors.start({ ...parts, leases: store.leases, works });
  return {
    heard: () => undefined,
    indexed: progressOfTails(log, (place, wait) => progress.reached(indexFollower, place, wait)),
    async counted() {
      const ends = await log.ends();
      await Promise.all(ends.map((end) => progress.reached(storeProjector, end, patienceMs)));
    },
    [Symbol.asyncDispose]: () => projectors[Symbol.asyncDispose](),
  };
}
