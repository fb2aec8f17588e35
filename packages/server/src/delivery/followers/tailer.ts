import type { Tail } from '../../log/log.ts';
import type { Clock, Timer } from '../../telemetry/clock.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { Span, Tracer } from '../../telemetry/tracer.ts';

export interface TailerOptions {
  readonly name: string;
  readonly tail: Tail;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tracer: Tracer;
  /** Reads the checkpoint: the sequence up to which everything is done. */
  readonly checkpoint: () => Promise<number>;
  /**
   * Does some of the work after a sequence, saves the checkpoint with it, and answers how far it came: the same
   * sequence when nothing is left. Doing it twice is harmless.
   */
  readonly step: (after: number) => Promise<number>;
  /** How long entries may gather before they are worked on. */
  readonly delayMs: number;
  readonly onLag: (entries: number) => void;
}

const retryMs = 1000;
/** When so many times as many entries come as it works off, it rests so many times as long as it worked, within a bound: a step may have waited for a slow disk. */
const overrun = 2;
const restShare = 4;
const longestRestMs = 2000;

/**
 * Follows the log behind the senders' backs. Restart means resume, replay is harmless (TAIL1); a failure is
 * logged and tried again, and nothing is skipped (TAIL2). When it falls behind whatever it does, it leaves the
 * processors to the senders and catches up after them (TAIL3).
 */
export class Tailer implements AsyncDisposable {
  readonly #options: TailerOptions;
  readonly #unsubscribe: () => void;
  #timer: Timer | null = null;
  #running: Promise<void> | null = null;
  #done = -1;
  /** Whether the work is surely as far as this believes: after a failure somebody else may have done or undone some. */
  #sure = false;
  #closed = false;
  #endRest: () => void = () => {};
  #waiting: { readonly seq: number; readonly resolve: () => void }[] = [];

  constructor(options: TailerOptions) {
    this.#options = options;
    this.#unsubscribe = options.tail.onAppended(() => this.#plan(options.delayMs));
    this.#plan(0);
  }

  /** Resolves when everything that is durable now has been worked on. */
  async caughtUp(): Promise<void> {
    const seq = this.#options.tail.lastSeq();
    if (this.#done >= seq || this.#closed) return;
    const reached = new Promise<void>((resolve) => this.#waiting.push({ seq, resolve }));
    this.#endRest();
    this.#start();
    await reached;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#unsubscribe();
    this.#endRest();
    if (this.#timer !== null) this.#options.clock.clearTimeout(this.#timer);
    await this.#running;
    // Whoever goes on with it tells how far behind it is; what this one told last would stay.
    this.#options.onLag(0);
    this.#release(Number.POSITIVE_INFINITY);
  }

  #plan(delayMs: number): void {
    if (this.#closed || this.#timer !== null || this.#running !== null) return;
    this.#timer = this.#options.clock.setTimeout(() => {
      this.#timer = null;
      this.#start();
    }, delayMs);
  }

  #start(): void {
    if (this.#running !== null || this.#closed) return;
    this.#running = this.#run().then((ok) => {
      this.#running = null;
      const behind = this.#options.tail.lastSeq() > this.#done;
      if (!ok) this.#plan(retryMs);
      else if (behind) this.#plan(this.#waiting.length > 0 ? 0 : this.#options.delayMs);
    });
  }

  async #run(): Promise<boolean> {
    const { tail, checkpoint, onLag, name, logger } = this.#options;
    try {
      if (!this.#sure) this.#done = await checkpoint();
      this.#sure = true;
      // Not further than what is there now: what comes meanwhile gathers until the next run.
      await this.#workUpTo(tail.lastSeq());
      this.#release(this.#done);
      return true;
    } catch (error) {
      this.#sure = false;
      logger.error(`${name} could not go on; trying again`, { error });
      // A tailer that is stuck must show: its lag grows though it does nothing.
      if (this.#done >= 0) onLag(tail.behind(this.#done));
      return false;
    }
  }

  async #workUpTo(goal: number): Promise<void> {
    const { tail, clock, onLag } = this.#options;
    for (let newest = goal; !this.#closed && this.#done < goal; ) {
      const [before, began] = [this.#done, clock.monotonic()];
      this.#done = await this.#step(before);
      if (this.#done === before) return;
      const came = tail.lastSeq() - newest;
      newest += came;
      onLag(tail.behind(this.#done));
      this.#release(this.#done);
      if (came <= (this.#done - before) * overrun) continue;
      await this.#rest(Math.min(longestRestMs, (clock.monotonic() - began) * restShare));
    }
  }

  /** Somebody who waits for the newest entries, or the end, cuts it short. */
  async #rest(restMs: number): Promise<void> {
    if (this.#closed || this.#waiting.length > 0) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = this.#options.clock.setTimeout(resolve, restMs);
    this.#endRest = resolve;
    await promise;
    this.#options.clock.clearTimeout(timer);
  }

  async #step(after: number): Promise<number> {
    const { tracer, name, step } = this.#options;
    const span = tracer.root(name, 'internal');
    if (!span.recording) return step(after);
    const reached = await tracer.within(span, () => step(after)).catch(failing(span));
    span.set('parley.entries', reached - after);
    span.end();
    return reached;
  }

  #release(seq: number): void {
    const ready = this.#waiting.filter((each) => each.seq <= seq);
    this.#waiting = this.#waiting.filter((each) => each.seq > seq);
    for (const each of ready) each.resolve();
  }
}

/** Ends a span with the failure, and lets the failure go on. */
function failing(span: Span): (error: unknown) => never {
  return (error) => {
    span.end('internal');
    throw error;
  };
}
