/** A timer that has been set; only the clock that made it understands it. */
export type Timer = NodeJS.Timeout | number;

/** Time as the server sees it (CLOCK1): injected, so that tests tell it the time. */
export interface Clock {
  /** Wall time, in milliseconds since 1970 UTC; for people, may jump. */
  now(): number;
  /** Milliseconds since some start; for durations, never goes back. */
  monotonic(): number;
  /** Runs the action once, `delayMs` from now. */
  setTimeout(action: () => void, delayMs: number): Timer;
  /** Takes a timer back; harmless when it has run. */
  clearTimeout(timer: Timer): void;
}

/** The machine's time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  setTimeout: (action, delayMs) => setTimeout(action, delayMs),
  clearTimeout: (timer) => clearTimeout(timer),
};
