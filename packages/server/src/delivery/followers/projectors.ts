import type { Bus } from '../../bus/bus.ts';
import type { LeaseStore } from '../../store/lease-store.ts';
import type { Clock, Timer } from '../../telemetry/clock.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import { HeldWork, type Work } from './held-work.ts';
import { NodesHeard } from './nodes-heard.ts';

export interface ProjectorsParts {
  /** The same on every node. */
  readonly works: readonly Work[];
  readonly leases: Pick<LeaseStore, 'hold' | 'release'>;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'leasesHeld' | 'nodesHeard'>;
}

const announceMs = 1000;
const renewMs = 2000;

/**
 * Divides work among the nodes: every node runs this, each piece of work runs on one of them (LEASE2), and none has
 * more than its share (LEASE3).
 */
export class Projectors implements AsyncDisposable {
  readonly #parts: ProjectorsParts;
  readonly #works: readonly HeldWork[];
  #nodes: NodesHeard | undefined;
  #announcing: Timer | undefined;
  #renewing: Timer | undefined;
  #round: Promise<void> | undefined;
  #isDue = false;
  /** Whether the store answers: else the others are to take this node’s share. */
  #isAble = true;
  #closed = false;

  private constructor(parts: ProjectorsParts) {
    this.#parts = parts;
    const { leases, clock, bus } = parts;
    const held = parts.works.map((work) => new HeldWork(work, { leases, clock, holder: bus.node }));
    // Nodes begin at different places, so that they do not all ask for the same.
    const first =
      [...bus.node].reduce((sum, each) => sum + (each.codePointAt(0) ?? 0), 0) % (held.length || 1);
    this.#works = [...held.slice(first), ...held.slice(0, first)];
  }

  static async start(parts: ProjectorsParts): Promise<Projectors> {
    const projectors = new Projectors(parts);
    projectors.#nodes = await NodesHeard.open(parts.bus, parts.clock, () => projectors.#divide());
    projectors.#announce();
    projectors.#divide();
    return projectors;
  }

  /** Names of the work that runs here. */
  running(): string[] {
    return this.#works.filter(({ isRunning }) => isRunning).map(({ name }) => name);
  }

  /** Ends everything that runs here and leaves it to the others at once. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    for (const timer of [this.#announcing, this.#renewing]) {
      if (timer !== undefined) this.#parts.clock.clearTimeout(timer);
    }
    await this.#round;
    await Promise.all(this.#works.map((work) => this.#release(work)));
    this.#nodes?.leave();
    this.#parts.metrics.leasesHeld(0);
  }

  #announce(): void {
    if (this.#closed) return;
    if (this.#isAble) this.#nodes?.announce();
    this.#announcing = this.#parts.clock.setTimeout(() => this.#announce(), announceMs);
  }

  /** Now, or right after the round that is under way. */
  #divide(): void {
    if (this.#closed) return;
    if (this.#round !== undefined) {
      this.#isDue = true;
      return;
    }
    if (this.#renewing !== undefined) this.#parts.clock.clearTimeout(this.#renewing);
    this.#renewing = this.#parts.clock.setTimeout(() => this.#divide(), renewMs);
    this.#isDue = false;
    this.#round = this.#share().finally(() => {
      this.#round = undefined;
      this.#measure();
      if (this.#isDue) this.#divide();
    });
  }

  async #share(): Promise<void> {
    const share = Math.ceil(this.#works.length / (this.#nodes?.count() ?? 1));
    const running = this.#works.filter(({ isRunning }) => isRunning);
    const kept = running.slice(0, share);
    await Promise.all([
      ...kept.map((work) => this.#hold(work)),
      ...running.slice(share).map((work) => this.#release(work)),
    ]);
    if (running.length > share) this.#nodes?.offer();
    let room = share - kept.filter(({ isRunning }) => isRunning).length;
    for (const work of this.#works) {
      if (room <= 0 || this.#closed) return;
      if (!running.includes(work) && (await this.#hold(work))) room -= 1;
    }
  }

  #measure(): void {
    const { metrics } = this.#parts;
    metrics.leasesHeld(this.running().length);
    metrics.nodesHeard(this.#nodes?.count() ?? 1);
  }

  async #hold(work: HeldWork): Promise<boolean> {
    try {
      const isOurs = await work.hold();
      this.#isAble = true;
      return isOurs;
    } catch (error) {
      if (this.#isAble) this.#nodes?.withdraw();
      this.#isAble = false;
      this.#parts.logger.warn(`the lease of ${work.name} could not be had or renewed`, { error });
      return work.isRunning;
    }
  }

  async #release(work: HeldWork): Promise<void> {
    try {
      await work.release();
    } catch (error) {
      this.#parts.logger.warn(`${work.name} could not be given back; its lease runs out by itself`, {
        error,
      });
    }
  }
}
