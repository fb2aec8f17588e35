import { indexCheckpoint, newestSeq } from './index-checkpoint.ts';

const everyMs = 100;

/** Watches how far a data folder's search index is behind its log. */
export class IndexLag {
  readonly #data: string;
  readonly #timer: NodeJS.Timeout;
  /** When the log had come how far, oldest first; what is indexed is dropped. */
  #history: { readonly at: number; readonly seq: number }[] = [];
  #mostEntries = 0;
  #mostMs = 0;

  constructor(data: string) {
    this.#data = data;
    this.#timer = setInterval(() => this.#look(), everyMs);
  }

  /** The largest distance seen: in entries, and in milliseconds since the oldest of them was there. */
  stop(): { readonly mostEntries: number; readonly mostMs: number } {
    clearInterval(this.#timer);
    this.#look();
    return { mostEntries: this.#mostEntries, mostMs: this.#mostMs };
  }

  #look(): void {
    const at = performance.now();
    const seq = newestSeq(this.#data);
    const indexed = indexCheckpoint(this.#data);
    if (this.#history.at(-1)?.seq !== seq) this.#history.push({ at, seq });
    this.#history = this.#history.filter((sample) => sample.seq > indexed);
    const oldest = this.#history[0];
    this.#mostEntries = Math.max(this.#mostEntries, seq - indexed);
    if (oldest !== undefined) this.#mostMs = Math.max(this.#mostMs, at - oldest.at);
  }
}
