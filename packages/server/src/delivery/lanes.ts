import type { LogKey } from '../log/log-key.ts';
import type { LogState } from './chat-state.ts';

/** Something that was called for a log and has to be decided again. */
export interface Called {
  /** Of all that are called: the earlier, the smaller. */
  readonly turn: number;
  readonly load: () => Promise<LogState | undefined>;
  readonly decide: (state: LogState) => void;
  readonly refuse: (code: 'not_found' | 'unavailable') => void;
}

interface Lane {
  /** What is under way was placed on this state; undefined: nothing is. */
  readonly state: LogState | undefined;
  underWay: number;
  readonly waiting: Called[];
  isLoading: boolean;
}

/**
 * Keeps what is called for one log in its order where somebody else was first (ACC3): what has to be decided again waits
 * until everything that was placed has been answered, and what is called meanwhile waits behind it.
 */
export class Lanes {
  readonly #lanes = new Map<LogKey, Lane>();

  /** Whether something may be placed on this state now: nothing older waits, or is under way on another one. */
  isOpen(state: LogState): boolean {
    const lane = this.#lanes.get(state.log);
    return lane === undefined || (lane.state === state && lane.waiting.length === 0);
  }

  /** Something is placed on a state for which the lane is open. */
  begin(state: LogState): void {
    const lane = this.#lanes.get(state.log);
    if (lane !== undefined) lane.underWay += 1;
    else this.#lanes.set(state.log, { state, underWay: 1, waiting: [], isLoading: false });
  }

  /** What was begun has been answered. `again`: it is to be decided once more. */
  end(log: LogKey, again?: Called): void {
    const lane = this.#lanes.get(log);
    if (lane === undefined) return;
    lane.underWay -= 1;
    if (again !== undefined) lane.waiting.push(again);
    this.#settle(log, lane);
  }

  /** Decides something later, in its turn. */
  wait(log: LogKey, called: Called): void {
    const lane = this.#lanes.get(log) ?? { state: undefined, underWay: 0, waiting: [], isLoading: false };
    this.#lanes.set(log, lane);
    lane.waiting.push(called);
    this.#settle(log, lane);
  }

  #settle(log: LogKey, lane: Lane): void {
    if (lane.underWay > 0 || lane.isLoading) return;
    const [first] = lane.waiting;
    if (first === undefined) return void this.#lanes.delete(log);
    lane.isLoading = true;
    first.load().then(
      (state) => this.#release(log, lane, (each) => (state ? each.decide(state) : each.refuse('not_found'))),
      () => this.#release(log, lane, (each) => each.refuse('unavailable')),
    );
  }

  #release(log: LogKey, lane: Lane, act: (called: Called) => void): void {
    this.#lanes.delete(log);
    for (const called of lane.waiting.toSorted((one, other) => one.turn - other.turn)) act(called);
  }
}
