import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '@parley/server/telemetry/clock.ts';

interface Pending {
  readonly due: number;
  readonly action: () => void;
}

/** A clock that stands still until it is told the time (CLOCK1). */
export interface FakeClock extends Clock {
  /**
   * Lets so many milliseconds pass. Timers run when due, earliest first, those set meanwhile too; between two
   * of them pending promises go on. Resolves when the new time is reached.
   */
  advance(ms: number): Promise<void>;
  /** Moves wall time alone, as when an operator sets the machine's clock. */
  jump(ms: number): void;
  /** Timers that are set and have not run. */
  pending(): number;
}

/** 2026-01-01 00:00 UTC: a start that is not the time of the test run. */
const usualStart = Date.UTC(2026, 0, 1);

export function createFakeClock(startMs: number = usualStart): FakeClock {
  const timers = new Map<number, Pending>();
  let passed = 0;
  let offset = startMs;
  let lastId = 0;

  async function advance(ms: number): Promise<void> {
    const until = passed + ms;
    for (let next = earliest(timers, until); next !== undefined; next = earliest(timers, until)) {
      const [id, timer] = next;
      timers.delete(id);
      passed = Math.max(passed, timer.due);
      timer.action();
      await nextTurn();
    }
    passed = until;
    await nextTurn();
  }

  return {
    now: () => offset + passed,
    monotonic: () => passed,
    setTimeout: (action, delayMs) => {
      lastId += 1;
      timers.set(lastId, { due: passed + Math.max(0, delayMs), action });
      return lastId;
    },
    clearTimeout: (timer) => {
      timers.delete(Number(timer));
    },
    advance,
    jump: (ms) => {
      offset += ms;
    },
    pending: () => timers.size,
  };
}

/** The timer due first, in order of setting among equals. */
function earliest(timers: ReadonlyMap<number, Pending>, until: number): [number, Pending] | undefined {
  let first: [number, Pending] | undefined;
  for (const entry of timers) {
    if (entry[1].due <= until && (first === undefined || entry[1].due < first[1].due)) first = entry;
  }
  return first;
}
