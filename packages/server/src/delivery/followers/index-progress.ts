import type { Log, TailPlace } from '../../log/log.ts';
import type { Clock } from '../../telemetry/clock.ts';
import type { Tailer } from './tailer.ts';

/** How far the search index has come behind the log. */
export interface IndexProgress {
  /** Resolves when everything that is durable now is found, or when that takes longer than so many milliseconds (SEARCH12). */
  caughtUp(patienceMs: number): Promise<void>;
}

/** Of the index that a tailer of this process feeds. */
export function progressOfTailer(tailer: Pick<Tailer, 'caughtUp'>, clock: Clock): IndexProgress {
  return {
    async caughtUp(patienceMs) {
      const patience = Promise.withResolvers<void>();
      const timer = clock.setTimeout(patience.resolve, patienceMs);
      await Promise.race([tailer.caughtUp(), patience.promise]);
      clock.clearTimeout(timer);
    },
  };
}

/** Answers whether the index has come so far in a tail, at the latest after so many milliseconds. */
export type IndexReached = (place: TailPlace, patienceMs: number) => Promise<boolean>;

/** Of the index that several nodes feed, each its tails: every tail must have come to where it ends now. */
export function progressOfTails(log: Pick<Log, 'ends'>, reached: IndexReached): IndexProgress {
  return {
    async caughtUp(patienceMs) {
      const ends = await log.ends();
      await Promise.all(ends.map((end) => (end.seq === 0 ? true : reached(end, patienceMs))));
    },
  };
}
