import type { Log, TailPlace } from '../../log/log.ts';
import { appLog, appOf, type LogKey } from '../../log/log-key.ts';
import type { ReadModel } from '../../store/read-model.ts';
import type { Clock } from '../../telemetry/clock.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { Progress } from './progress.ts';

export interface ReadModelParts {
  readonly log: Pick<Log, 'end' | 'ends'>;
  readonly progress: Pick<Progress, 'reached'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** What projectors that fill the store are called. */
export const storeProjector = 'store';

const patienceMs = 1000;

/** Of a store that projectors fill behind the senders' backs. */
export function projectedReadModel({ log, progress, clock, logger }: ReadModelParts): ReadModel {
  const passed = (place: TailPlace) => progress.reached(storeProjector, place, patienceMs);
  const inTime = (waiting: Promise<unknown>) =>
    withinPatience(
      clock,
      waiting.catch((error: unknown) =>
        logger.warn('how far the log is could not be asked: reads are of whatever the store has', { error }),
      ),
    );
  return {
    shows: (key: LogKey) => inTime(lastOf(log, key).then(passed)),
    showsAll: () => inTime(log.ends().then((places) => Promise.all(places.map(passed)))),
  };
}

/** Of a chat in which nothing has happened yet, only the app's log tells: it was created there. */
async function lastOf(log: Pick<Log, 'end'>, key: LogKey): Promise<TailPlace> {
  const end = await log.end(key);
  return end.seq > 0 ? end : log.end(appLog(appOf(key)));
}

/** However long the log takes to answer: a read is not kept waiting for it (READ2). */
async function withinPatience(clock: Clock, waiting: Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = clock.setTimeout(resolve, patienceMs);
  await Promise.race([waiting, promise]);
  clock.clearTimeout(timer);
}
