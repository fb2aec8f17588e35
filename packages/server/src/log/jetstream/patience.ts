import { JetStreamApiError } from '@nats-io/jetstream';
import type { Clock } from '../../telemetry/clock.ts';
import { LogAway } from '../log-away.ts';

export interface PatienceOptions {
  readonly clock: Clock;
  /** How long something is tried again before it has failed. */
  readonly giveUpMs: number;
  /** Called for everything that is not answered. */
  readonly onUnanswered?: () => void;
}

const leastWaitMs = 20;
const mostWaitMs = 500;

/** JetStream has no leader now, or is starting and does not know its streams yet: asking again may help. */
const passing: ReadonlySet<number> = new Set([10_008, 10_009, 10_059, 10_076, 10_118]);

/** Another message for the same place is under way (10158, 10163), or too many are (10167): servers since 2.10 say so. */
const busy: ReadonlySet<number> = new Set([10_158, 10_163, 10_167]);

/** Whether an error leaves open what happened: no answer, or one that another attempt may change. */
export function isPassing(error: unknown): boolean {
  return !(error instanceof JetStreamApiError) || passing.has(error.code) || busy.has(error.code);
}

/** Whether the servers work, and will answer in a moment. */
export function isBusy(error: unknown): boolean {
  return error instanceof JetStreamApiError && busy.has(error.code);
}

/** Asks again what was not answered, for a while. */
export class Patience {
  readonly #options: PatienceOptions;

  constructor(options: PatienceOptions) {
    this.#options = options;
  }

  /** Rejects with LogAway when time is up, at once with an error that is an answer. */
  async until<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    const { clock, giveUpMs } = this.#options;
    const deadline = clock.monotonic() + giveUpMs;
    for (let attempt = 0; ; attempt++) {
      try {
        return await ask();
      } catch (error) {
        if (!isPassing(error)) throw error;
        this.unanswered();
        if (clock.monotonic() >= deadline) throw new LogAway((error as Error).message, { cause: error });
      }
      await this.pause(attempt);
    }
  }

  /** Somebody who counts for themselves was not answered. */
  unanswered(): void {
    this.#options.onUnanswered?.();
  }

  /** Longer with every attempt, and different on every node. */
  pause(attempt: number): Promise<void> {
    const most = Math.min(mostWaitMs, leastWaitMs * 2 ** attempt);
    return new Promise((resolve) => {
      this.#options.clock.setTimeout(resolve, most * (0.5 + Math.random() / 2));
    });
  }
}
