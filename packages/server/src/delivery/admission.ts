/** Runs a bounded number of jobs at a time; the rest wait their turn in the order they came. */
export class Admission {
  readonly #most: number;
  readonly #observe: (running: number, queued: number) => void;
  readonly #queue: (() => void)[] = [];
  #running = 0;

  constructor(most: number, observe: (running: number, queued: number) => void = () => {}) {
    this.#most = most;
    this.#observe = observe;
  }

  async run<Result>(job: () => Promise<Result>): Promise<Result> {
    if (this.#running >= this.#most) await new Promise<void>((resolve) => this.#queue.push(resolve));
    else this.#running += 1;
    this.#observe(this.#running, this.#queue.length);
    try {
      return await job();
    } finally {
      // A waiting job takes this one's place, so the number of running jobs stays the same.
      const next = this.#queue.shift();
      if (next !== undefined) next();
      else this.#running -= 1;
      this.#observe(this.#running, this.#queue.length);
    }
  }
}
