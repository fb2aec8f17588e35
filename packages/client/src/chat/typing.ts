import type { Clock } from '../clock.ts';
import { createStore, type Store, type WritableStore } from '../store.ts';

/** A typing sign lasts this long unless it is renewed. */
const lastsMs = 6000;
/** Signs of one's own are sent at most this often. */
const renewMs = 3000;

/** Who is writing in a chat just now; what is not renewed fades (CLIENT11). */
export class Typing {
  readonly state: Store<readonly string[]>;
  readonly #state: WritableStore<readonly string[]> = createStore<readonly string[]>([]);
  readonly #clock: Clock;
  readonly #fading = new Map<string, () => void>();
  #sentAt = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.state = this.#state;
  }

  /** Somebody types. */
  heard(username: string): void {
    this.#fading.get(username)?.();
    this.#fading.set(
      username,
      this.#clock.after(lastsMs, () => this.stopped(username)),
    );
    if (!this.#state.get().includes(username)) this.#state.set([...this.#state.get(), username]);
  }

  /** Somebody stopped: their message came. */
  stopped(username: string): void {
    this.#fading.get(username)?.();
    this.#fading.delete(username);
    const others = this.#state.get().filter((each) => each !== username);
    if (others.length < this.#state.get().length) this.#state.set(others);
  }

  /** Nothing is known any more. */
  clear(): void {
    for (const username of [...this.#fading.keys()]) this.stopped(username);
  }

  /** Whether a sign of one's own is due. */
  shouldSend(): boolean {
    const now = this.#clock.now();
    const sinceMs = now - this.#sentAt;
    // A clock that was set back is no reason to wait.
    if (sinceMs >= 0 && sinceMs < renewMs) return false;
    this.#sentAt = now;
    return true;
  }
}
