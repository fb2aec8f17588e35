import type { RetryKey } from '../log/log.ts';

/** A key on its way into the log, and who brought it again meanwhile. */
export interface InFlight<Waiting> {
  readonly key: RetryKey;
  readonly waiting: Waiting[];
  /** Another key with the same `clientId`. */
  next?: InFlight<Waiting> | undefined;
}

/**
 * Retry keys on their way into the log. Found by their `clientId`, which is there already and mostly unique, so
 * that no message pays for a name of its own.
 */
export class KeysInFlight<Waiting> {
  readonly #byClientId = new Map<string, InFlight<Waiting>>();

  find(key: RetryKey): InFlight<Waiting> | undefined {
    let each = this.#byClientId.get(key.clientId);
    while (each !== undefined && !isSame(each.key, key)) each = each.next;
    return each;
  }

  add(inFlight: InFlight<Waiting>): void {
    const { clientId } = inFlight.key;
    inFlight.next = this.#byClientId.get(clientId);
    this.#byClientId.set(clientId, inFlight);
  }

  delete(inFlight: InFlight<Waiting>): void {
    const { clientId } = inFlight.key;
    const first = this.#byClientId.get(clientId);
    if (first !== inFlight) return unlink(first, inFlight);
    if (first.next === undefined) this.#byClientId.delete(clientId);
    else this.#byClientId.set(clientId, first.next);
  }
}

function isSame(one: RetryKey, other: RetryKey): boolean {
  return one.log === other.log && one.author === other.author && one.label === other.label;
}

function unlink<Waiting>(first: InFlight<Waiting> | undefined, gone: InFlight<Waiting>): void {
  let each = first;
  while (each !== undefined && each.next !== gone) each = each.next;
  if (each !== undefined) each.next = gone.next;
}
