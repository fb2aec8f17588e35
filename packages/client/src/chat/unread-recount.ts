import type { Clock } from '../clock.ts';
import type { Store } from '../store.ts';
import type { ChatState } from './chat-state.ts';

export interface RecountContext {
  readonly clock: Clock;
  readonly mayFetch: () => boolean;
}

/** How long a count stays a guess, at least: people read on, and each mark they move makes a new one. */
const recountMs = 3000;

/**
 * Reads a chat's view, again and again, while it is a guess how many of the unread messages are tombstones: a read
 * mark stopped among messages that are not held (SYNC14).
 */
export class UnreadRecount {
  readonly #context: RecountContext;
  readonly #state: Store<ChatState | null>;
  readonly #readView: () => Promise<unknown>;
  #stop: (() => void) | undefined;

  constructor(context: RecountContext, state: Store<ChatState | null>, readView: () => Promise<unknown>) {
    this.#context = context;
    this.#state = state;
    this.#readView = readView;
    state.subscribe(() => this.look());
  }

  /** Call when reading has become allowed. */
  look(): void {
    const state = this.#state.get();
    const isGuess = state?.status === 'member' && state.tombstonesGuessed;
    if (!isGuess || !this.#context.mayFetch()) {
      this.#stop?.();
      this.#stop = undefined;
    } else this.#stop ??= this.#context.clock.after(recountMs, () => void this.#ask());
  }

  async #ask(): Promise<void> {
    await this.#readView().catch(() => undefined);
    this.#stop = undefined;
    this.look();
  }
}
