export interface ShortMemoryOptions {
  readonly forMs: number;
  /** Values at most; the one that was noted first goes first. */
  readonly most: number;
}

interface Noted<Value> {
  readonly value: Value;
  readonly until: number;
}

/** What was read lately, so that reading it again costs no SQL. For a while, and bounded. */
export class ShortMemory<Value> {
  readonly #options: ShortMemoryOptions;
  readonly #values = new Map<string, Noted<Value>>();

  constructor(options: ShortMemoryOptions) {
    this.#options = options;
  }

  /** At a time in milliseconds, of the clock that `remember` was told. */
  get(key: string, now: number): Value | undefined {
    const { value, until = now } = this.#values.get(key) ?? {};
    // More than is ever left: the clock was set back, and would make it last.
    return until > now && until - now <= this.#options.forMs ? value : undefined;
  }

  remember(key: string, value: Value, now: number): void {
    const { forMs, most } = this.#options;
    this.#values.delete(key);
    this.#values.set(key, { value, until: now + forMs });
    if (this.#values.size <= most) return;
    for (const oldest of this.#values.keys()) {
      this.#values.delete(oldest);
      return;
    }
  }

  /** What was noted last, however long ago. */
  last(key: string): Value | undefined {
    return this.#values.get(key)?.value;
  }

  drop(key: string): void {
    this.#values.delete(key);
  }

  clear(): void {
    this.#values.clear();
  }

  /** Looks through all of them. */
  forget(isGone: (value: Value) => boolean): void {
    for (const [key, { value }] of this.#values) if (isGone(value)) this.#values.delete(key);
  }
}
