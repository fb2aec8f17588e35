import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';

interface Planned {
  readonly due: number;
  readonly label: string;
  readonly action: () => void;
}

/**
 * The one source of order in a simulation (SIM1). Whatever happens later (a timer, a frame on its way, a commit) is planned here
 * with the virtual time at which it is due, and happens alone: before the next one, everything it set off in this
 * thread has come to rest. Time passes by jumping to what is due next.
 */
export class Timeline {
  /** In [0, 1); of everything that is left to chance. */
  readonly random: () => number;
  /** Called before each step with its number, from 1. */
  beforeStep: (step: number) => void = () => undefined;
  /** Latest first. */
  readonly #planned: Planned[] = [];
  readonly #trace = createHash('sha256');
  #nowMs = 0;
  #steps = 0;

  constructor(random: () => number) {
    this.random = random;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  get steps(): number {
    return this.#steps;
  }

  /** Plans an action; the answer takes it back. */
  after(delayMs: number, label: string, action: () => void): () => void {
    return this.at(this.#nowMs + Math.max(0, delayMs), label, action);
  }

  /** Plans an action for a time; those of one time happen in the order in which they were planned. */
  at(due: number, label: string, action: () => void): () => void {
    const planned = { due, label, action };
    this.#planned.splice(this.#placeOf(planned.due), 0, planned);
    return () => {
      const at = this.#planned.indexOf(planned);
      if (at >= 0) this.#planned.splice(at, 1);
    };
  }

  /** A time in milliseconds around the usual one; once in a while a very long one. */
  latency(usualMs: number): number {
    const stretch = this.random() < 0.03 ? 50 : 2;
    return usualMs * stretch * this.random();
  }

  happens(chance: number): boolean {
    return chance > 0 && this.random() < chance;
  }

  /** Lets so much time pass. */
  async pass(ms: number): Promise<void> {
    const until = this.#nowMs + ms;
    for (
      let next = this.#planned.at(-1);
      next !== undefined && next.due <= until;
      next = this.#planned.at(-1)
    ) {
      await this.#step();
    }
    this.#nowMs = until;
  }

  /** Lets time pass until a condition does not throw; after the bound throws what it says. */
  async until(condition: () => void, boundMs: number): Promise<void> {
    for (const end = this.#nowMs + boundMs; ; ) {
      const complaint = complaintOf(condition);
      if (complaint === undefined) return;
      if (this.#nowMs >= end) throw complaint;
      await this.pass(500);
    }
  }

  /** Waits for a promise that time must pass for. */
  async settle<T>(promise: Promise<T>, boundMs: number): Promise<T> {
    let settled = false;
    const noted = promise.finally(() => {
      settled = true;
    });
    noted.catch(() => undefined);
    const pending = () => {
      if (!settled) throw new Error('something that should have ended goes on for ever');
    };
    await this.until(pending, boundMs);
    return noted;
  }

  /** Adds to the trace something that was decided or seen. */
  note(text: string): void {
    this.#trace.update(text);
  }

  /** Names everything that happened until now: equal for equal runs. */
  fingerprint(): string {
    return this.#trace.copy().digest('hex').slice(0, 16);
  }

  async #step(): Promise<void> {
    this.beforeStep(++this.#steps);
    const next = this.#planned.pop();
    if (next === undefined) return;
    this.#nowMs = Math.max(this.#nowMs, next.due);
    this.note(`${this.#nowMs} ${next.label}\n`);
    next.action();
    await rest();
  }

  /** Behind everything that is due at the same time. */
  #placeOf(due: number): number {
    let low = 0;
    let high = this.#planned.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#planned[middle]?.due ?? 0) > due) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Turns of the event loop after which what an action set off has come to rest: frames are gathered for one turn, groups for another. */
const turnsToRest = 3;

export async function rest(): Promise<void> {
  for (let turn = 0; turn < turnsToRest; turn++) await nextTurn();
}

function complaintOf(condition: () => void): unknown {
  try {
    condition();
    return undefined;
  } catch (complaint) {
    return complaint;
  }
}
