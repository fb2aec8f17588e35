import type { SessionRecord } from './session-record.ts';

interface Remembered {
  readonly session: SessionRecord;
  readonly until: number;
}

/** How long a session is remembered; one that another process ends is forgotten sooner, by SESS9. */
const rememberedMs = 10_000;
const mostSessions = 10_000;

/** Sessions that were asked for lately, so that a request costs no SQL. Bounded; the longest remembered goes first. */
export class SessionCache {
  readonly #sessions = new Map<string, Remembered>();
  #ended = 0;

  /** Grows with each end: what was read before must not be remembered after it. */
  get ended(): number {
    return this.#ended;
  }

  get(hash: Uint8Array, now: number): SessionRecord | undefined {
    const { session, until = now } = this.#sessions.get(keyOf(hash)) ?? {};
    // More than is ever left: the clock was set back, and would make it last.
    return until > now && until - now <= rememberedMs ? session : undefined;
  }

  remember(hash: Uint8Array, session: SessionRecord, now: number): void {
    const key = keyOf(hash);
    this.#sessions.delete(key);
    this.#sessions.set(key, { session, until: now + rememberedMs });
    if (this.#sessions.size <= mostSessions) return;
    for (const oldest of this.#sessions.keys()) {
      this.#sessions.delete(oldest);
      return;
    }
  }

  /** Only what is still remembered: a session that has ended meanwhile does not come back. */
  replace(hash: Uint8Array, session: SessionRecord, now: number): void {
    if (this.#sessions.has(keyOf(hash))) this.remember(hash, session, now);
  }

  forgetAll(): void {
    this.#ended += 1;
    this.#sessions.clear();
  }

  /** Forgets the sessions of a user; the few others that end rarely pay for the search. */
  forget(user: number): void {
    this.#ended += 1;
    for (const [key, { session }] of this.#sessions) {
      if (session.user === user) this.#sessions.delete(key);
    }
  }
}

function keyOf(hash: Uint8Array): string {
  return Buffer.from(hash.buffer, hash.byteOffset, hash.byteLength).toString('base64');
}
