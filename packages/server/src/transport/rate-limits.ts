import { type ErrorObject, errorOf } from '@parley/protocol/errors.ts';
import { LRUCache } from 'lru-cache';
import { atMostEntries } from '../delivery/cache-bound.ts';
import type { Clock } from '../telemetry/clock.ts';

/** Tokens refill at `perSecond` up to `burst`; each request takes one. */
export interface RateLimit {
  readonly burst: number;
  readonly perSecond: number;
}

/** Every limit of the server, in one place (O6): who is counted, and how much they may. */
export const rateLimits = {
  /** Any request, by address: an office or an app's own server may stand behind one. */
  address: { burst: 4000, perSecond: 1000 },
  /** Signing in, resetting a password and setting the server up, by address. */
  credentials: { burst: 30, perSecond: 0.5 },
  /** Passwords that are shown, by account: slows guessing from many addresses. */
  account: { burst: 10, perSecond: 0.1 },
  /** New accounts, by address. */
  registration: { burst: 20, perSecond: 0.05 },
  /** Requests with a session, by user. */
  user: { burst: 400, perSecond: 100 },
  /** Requests with an app's token, by app. */
  app: { burst: 2000, perSecond: 1000 },
  /** Frames on sockets, by user. */
  frames: { burst: 600, perSecond: 200 },
} as const satisfies Record<string, RateLimit>;

export type RateLimitName = keyof typeof rateLimits;

/** A text on a socket counts as a frame more for each of so many bytes: reading it costs as much (HOST2). */
export const bytesOfAFrame = 2048;
/** What asks about all of one's chats counts as so many frames (HOST6). */
export const framesOfAQuestion = 20;
/** A socket that is closed for flooding, or for what cannot be read, counts as so many requests of its user and its address (HOST8). */
export const requestsOfAFlood = 200;
/** Sockets and event streams of one account at a time: each of them is told everything (HOST3). */
export const connectionsPerUser = 100;
const connectionWaitMs = 10_000;

/** What whoever has to wait is told. */
export function tooFast(waitMs: number): ErrorObject {
  return errorOf('rate_limited', undefined, { retry_after_ms: waitMs });
}

interface Bucket {
  tokens: number;
  filledAt: number;
}

const bucketsAtMost = 200_000;

/** Counts requests against the limits. Memory is bounded: the longest unused counters are forgotten. */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #enabled: boolean;
  readonly #observe: (limit: RateLimitName) => void;
  readonly #buckets = new LRUCache<string, Bucket>(atMostEntries(bucketsAtMost));

  constructor(clock: Clock, enabled: boolean, observe: (limit: RateLimitName) => void) {
    this.#clock = clock;
    this.#enabled = enabled;
    this.#observe = observe;
  }

  /**
   * Takes one, or so many as one; answers 0, or the milliseconds after which one will be there. Who takes more than
   * there is waits the longer.
   */
  take(name: RateLimitName, who: string | number, count = 1): number {
    if (!this.#enabled) return 0;
    const bucket = this.#bucketOf(name, who);
    if (bucket.tokens >= 1) {
      bucket.tokens -= count;
      return 0;
    }
    this.#observe(name);
    return Math.ceil(((1 - bucket.tokens) / rateLimits[name].perSecond) * 1000);
  }

  /** Takes so many, whether they are there or not; nobody owes more than a burst. */
  charge(name: RateLimitName, who: string | number, count: number): void {
    if (!this.#enabled) return;
    const bucket = this.#bucketOf(name, who);
    bucket.tokens = Math.max(-rateLimits[name].burst, bucket.tokens - count);
  }

  /** Whether somebody has taken more than there was. */
  owes(name: RateLimitName, who: string | number): boolean {
    return this.#buckets.has(`${name} ${who}`) && this.#bucketOf(name, who).tokens < 0;
  }

  /** Asks for one more connection of a user who has so many; answers as `take`. */
  connect(user: number, open: number): number {
    if (!this.#enabled || open < connectionsPerUser) return this.take('user', user);
    this.#observe('user');
    return connectionWaitMs;
  }

  #bucketOf(name: RateLimitName, who: string | number): Bucket {
    const { burst, perSecond } = rateLimits[name];
    const key = `${name} ${who}`;
    const now = this.#clock.monotonic();
    const bucket = this.#buckets.get(key) ?? { tokens: burst, filledAt: now };
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.filledAt) / 1000) * perSecond);
    bucket.filledAt = now;
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
