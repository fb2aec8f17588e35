import type { LogKey } from '../../log/log-key.ts';
import { Admission } from '../admission.ts';

const followsAtOnce = 64;

/** One reason to follow a chat. */
export interface Hold {
  /** Resolves when the chat is followed. */
  readonly following: Promise<unknown>;
  release(): void;
}

interface Followed {
  holds: number;
  readonly following: Promise<() => void>;
}

/** The chats that this node follows, each as long as somebody holds it; a bounded number is begun at a time. */
export class ChatFollows {
  readonly #follow: (log: LogKey) => Promise<() => void>;
  readonly #chats = new Map<LogKey, Followed>();
  readonly #admission = new Admission(followsAtOnce);

  /** `follow` resolves when the chat is followed; its answer ends that. */
  constructor(follow: (log: LogKey) => Promise<() => void>) {
    this.#follow = follow;
  }

  get size(): number {
    return this.#chats.size;
  }

  hold(log: LogKey): Hold {
    const followed = this.#chats.get(log) ?? this.#begin(log);
    followed.holds += 1;
    let isHeld = true;
    const release = () => {
      if (isHeld) this.#release(log, followed);
      isHeld = false;
    };
    return { following: followed.following, release };
  }

  #begin(log: LogKey): Followed {
    const followed: Followed = { holds: 0, following: this.#admission.run(() => this.#follow(log)) };
    this.#chats.set(log, followed);
    // Whoever holds it is told; the next one tries again.
    followed.following.catch(() => this.#forget(log, followed));
    return followed;
  }

  #release(log: LogKey, followed: Followed): void {
    followed.holds -= 1;
    if (followed.holds > 0) return;
    // Whoever comes before it is followed at all keeps it.
    const end = (stop: () => void) => {
      if (followed.holds === 0 && this.#forget(log, followed)) stop();
    };
    followed.following.then(end, () => undefined);
  }

  #forget(log: LogKey, followed: Followed): boolean {
    return this.#chats.get(log) === followed && this.#chats.delete(log);
  }
}
