import type { LeaseStore } from '../../store/lease-store.ts';
import type { Clock, Timer } from '../../telemetry/clock.ts';

/** Something that one node at a time should do. */
export interface Work {
  /** Of all nodes the same: the name of its lease. */
  readonly name: string;
  /** Begins it; disposing ends it, and resolves when nothing of it is under way. */
  start(): AsyncDisposable;
}

export interface HeldWorkParts {
  readonly leases: Pick<LeaseStore, 'hold' | 'release'>;
  readonly clock: Clock;
  readonly holder: string;
}

export const leaseMs = 6000;
/** Work has so long to end before its lease runs out. */
const stopAheadMs = 1500;

/** One piece of work, done only while this node has its lease (LEASE2). */
export class HeldWork {
  readonly name: string;
  readonly #work: Work;
  readonly #parts: HeldWorkParts;
  #running: AsyncDisposable | undefined;
  #stopping: Promise<void> | undefined;
  #timer: Timer | undefined;

  constructor(work: Work, parts: HeldWorkParts) {
    this.name = work.name;
    this.#work = work;
    this.#parts = parts;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Takes the lease, or renews it; false: it is another's. Throws what the store throws, and goes on while it may. */
  async hold(): Promise<boolean> {
    const { leases, clock, holder } = this.#parts;
    await this.#stopping;
    // Counted from before the question: the database counts from when it is asked.
    const until = clock.monotonic() + leaseMs - stopAheadMs;
    const isOurs = await leases.hold(this.name, holder, leaseMs);
    const leftMs = until - clock.monotonic();
    if (!isOurs || leftMs <= 0) {
      await this.stop();
      return false;
    }
    this.#clearTimer();
    this.#timer = clock.setTimeout(() => void this.stop(), leftMs);
    await this.#stopping;
    this.#running ??= this.#work.start();
    return true;
  }

  /** Ends the work; the lease runs out by itself. */
  stop(): Promise<void> {
    this.#clearTimer();
    const running = this.#running;
    this.#running = undefined;
    if (running === undefined) return this.#stopping ?? Promise.resolve();
    this.#stopping = Promise.resolve(running[Symbol.asyncDispose]()).finally(() => {
      this.#stopping = undefined;
    });
    return this.#stopping;
  }

  /** Ends the work and lets others have it at once. */
  async release(): Promise<void> {
    const wasRunning = this.isRunning;
    await this.stop();
    if (wasRunning) await this.#parts.leases.release(this.name, this.#parts.holder);
  }

  #clearTimer(): void {
    if (this.#timer !== undefined) this.#parts.clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
