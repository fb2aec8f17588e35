import type { RetryKey } from '../log/log.ts';
import { retryHash } from '../log/retry-hash.ts';

/** A key on its way into the log, and who brought it again meanwhile. */
export interface InFlight<Waiting> {
  readonly key: RetryKey;
  readonly hash: number;
  /** Made when somebody waits: nearly nobody does. */
  waiting?: Waiting[];
  /** Another key with the same hash. */
  next?: InFlight<Waiting> | undefined;
}

/** Retry keys on their way into the log, by their hash: no message pays for a name of its own. */
export class KeysInFlight<Waiting> {
  readonly #byHash = new Map<number, InFlight<Waiting>>();

  /** A key that is not on its way yet. */
  begin(key: RetryKey): InFlight<Waiting> {
    return { key, hash: retryHash(key) };
  }

  /** The same key, if it is on its way. */
  find({ key, hash }: InFlight<Waiting>): InFlight<Waiting> | undefined {
    let each = this.#byHash.get(hash);
    while (each !== undefined && !isSame(each.key, key)) each = each.next;
    return each;
  }

  add(inFlight: InFlight<Waiting>): void {
    inFlight.next = this.#byHash.get(inFlight.hash);
    this.#byHash.set(inFlight.hash, inFlight);
  }

  delete(inFlight: InFlight<Waiting>): void {
    const first = this.#byHash.get(inFlight.hash);
    if (first !== inFlight) return unlink(first, inFlight);
    if (first.next === undefined) this.#byHash.delete(inFlight.hash);
    else this.#byHash.set(inFlight.hash, first.next);
  }
}

function isSame(one: RetryKey, other: RetryKey): boolean {
  return (
    one.clientId === other.clientId &&
    one.log === other.log &&
    one.author === other.author &&
    one.label === other.label
  );
}

function unlink<Waiting>(first: InFlight<Waiting> | undefined, gone: InFlight<Waiting>): void {
  let each = first;
  while (each !== undefined && each.next !== gone) each = each.next;
  if (each !== undefined) each.next = gone.next;
}
