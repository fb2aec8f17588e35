import type { Bus } from '../../bus/bus.ts';
import type { TailPlace } from '../../log/log.ts';
import type { Clock, Timer } from '../../telemetry/clock.ts';
import { PlaceWatch } from './place-watch.ts';

export interface ProgressParts {
  readonly bus: Bus;
  readonly clock: Clock;
  /** The checkpoint of a follower of a tail. */
  readonly checkpoint: (name: string, tail: number) => Promise<number>;
  /** Whose progress this node wants to hear of: `store`, `index` … */
  readonly names: readonly string[];
}

/** News are gathered for so long: at most one message in that time, however many tails move. */
const gatherMs = 5;

/** The name of a follower of one tail, for its checkpoint and its lease. */
export function checkpointName(name: string, tail: number): string {
  return `${name}.${tail}`;
}

/**
 * Who has come how far: followers of tails report it, on whatever node they run, and others wait for it on theirs.
 * News travel by the bus; one that is lost costs whoever waits a fifth of a second, since then the store is asked (PROG2).
 */
export class Progress implements AsyncDisposable {
  readonly #parts: ProgressParts;
  readonly #watches = new Map<string, PlaceWatch>();
  readonly #news = new Map<string, Map<number, number>>();
  readonly #endings: (() => void)[] = [];
  #timer: Timer | undefined;

  private constructor(parts: ProgressParts) {
    this.#parts = parts;
  }

  static async open(parts: ProgressParts): Promise<Progress> {
    const progress = new Progress(parts);
    for (const name of parts.names) {
      const ending = await parts.bus.subscribe(topicOf(name), (payload) => progress.#hear(name, payload));
      progress.#endings.push(ending);
    }
    progress.#endings.push(
      parts.bus.onInterrupted(() => {
        for (const watch of progress.#watches.values()) watch.doubt();
      }),
    );
    return progress;
  }

  /** Says that everything of a tail up to a sequence is done, and saved. */
  report(name: string, tail: number, seq: number): void {
    this.#watch(name, tail).hear(seq);
    const news = this.#news.get(name) ?? new Map<number, number>();
    news.set(tail, seq);
    this.#news.set(name, news);
    this.#timer ??= this.#parts.clock.setTimeout(() => this.#publish(), gatherMs);
  }

  /** Resolves with true as soon as a place is known to be passed; with false when patience ends, or nothing moves. */
  reached(name: string, { tail, seq }: TailPlace, patienceMs: number): Promise<boolean> {
    return this.#watch(name, tail).reached(seq, patienceMs);
  }

  /** How far somebody has come in a tail, as far as this node has heard. */
  known(name: string, tail: number): number {
    return this.#watch(name, tail).seq;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const end of this.#endings) end();
    if (this.#timer !== undefined) this.#parts.clock.clearTimeout(this.#timer);
    this.#publish();
    for (const watch of this.#watches.values()) watch.close();
  }

  #watch(name: string, tail: number): PlaceWatch {
    const key = checkpointName(name, tail);
    let watch = this.#watches.get(key);
    if (watch === undefined) {
      const { clock, checkpoint } = this.#parts;
      watch = new PlaceWatch({ clock, ask: () => checkpoint(name, tail) });
      this.#watches.set(key, watch);
    }
    return watch;
  }

  #publish(): void {
    this.#timer = undefined;
    for (const [name, news] of this.#news) this.#parts.bus.publish(topicOf(name), JSON.stringify([...news]));
    this.#news.clear();
  }

  #hear(name: string, payload: string): void {
    for (const [tail, seq] of JSON.parse(payload) as [number, number][]) this.#watch(name, tail).hear(seq);
  }
}

function topicOf(name: string): string {
  return `progress.${name}`;
}
