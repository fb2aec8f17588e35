import type { SessionRecord } from './session-record.ts';
import { ShortMemory } from './short-memory.ts';

/** How long a session is remembered; one that another process ends is forgotten sooner, by SESS9. */
const rememberedMs = 10_000;
const mostSessions = 10_000;

/** Sessions that were asked for lately, so that a request costs no SQL. */
export class SessionCache {
  readonly #sessions = new ShortMemory<SessionRecord>({ forMs: rememberedMs, most: mostSessions });
  #ended = 0;

  /** Grows with each end: what was read before must not be remembered after it. */
  get ended(): number {
    return this.#ended;
  }

  get(hash: Uint8Array, now: number): SessionRecord | undefined {
    return this.#sessions.get(keyOf(hash), now);
  }

  /** As it was known last, for when nobody can be asked. */
  last(hash: Uint8Array): SessionRecord | undefined {
    return this.#sessions.last(keyOf(hash));
  }

  drop(hash: Uint8Array): void {
    this.#sessions.drop(keyOf(hash));
  }

  remember(hash: Uint8Array, session: SessionRecord, now: number): void {
    this.#sessions.remember(keyOf(hash), session, now);
  }

  /** Only what is still remembered: a session that has ended meanwhile does not come back. */
  replace(hash: Uint8Array, session: SessionRecord, now: number): void {
    if (this.last(hash) !== undefined) this.remember(hash, session, now);
  }

  forgetAll(): void {
    this.#ended += 1;
    this.#sessions.clear();
  }

  /** Forgets the sessions of a user; the few others that end rarely pay for the search. */
  forget(user: number): void {
    this.#ended += 1;
    this.#sessions.forget((session) => session.user === user);
  }
}

function keyOf(hash: Uint8Array): string {
  return Buffer.from(hash.buffer, hash.byteOffset, hash.byteLength).toString('base64');
}
