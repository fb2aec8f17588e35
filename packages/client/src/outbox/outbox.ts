import { ParleyError, parleyErrorOf } from '../api/parley-error.ts';
import { type Clock, pause } from '../clock.ts';
import { type BackoffOptions, backoffMs } from '../connection/backoff.ts';
import { createStore, type Store, type WritableStore } from '../store.ts';
import type { ClientIds } from './client-ids.ts';
import type { Deliver } from './frame-delivery.ts';
import type { OutboxRecords } from './outbox-records.ts';
import type { Acknowledgement, MessageDraft, PendingMessage, Sending } from './pending-message.ts';

export interface OutboxContext {
  readonly records: OutboxRecords;
  readonly ids: ClientIds;
  readonly deliver: Deliver;
  readonly online: () => boolean;
  readonly clock: Clock;
  readonly random: () => number;
  readonly backoff: BackoffOptions;
}

interface Outcome {
  readonly resolve: (acknowledgement: Acknowledgement) => void;
  readonly reject: (error: ParleyError) => void;
}

/**
 * The messages of one chat that the server has not promised to keep. Each is stored before it is sent (CLIENT7),
 * and the next goes out after the acknowledgement of the one before, so that order survives retries (CLIENT8).
 */
export class Outbox {
  readonly state: Store<readonly PendingMessage[]>;
  readonly #state: WritableStore<readonly PendingMessage[]> = createStore<readonly PendingMessage[]>([]);
  readonly #chat: number;
  readonly #context: OutboxContext;
  readonly #stored = new Map<string, Promise<void>>();
  readonly #outcomes = new Map<string, Outcome>();
  #running = false;

  constructor(chat: number, context: OutboxContext) {
    this.#chat = chat;
    this.#context = context;
    this.state = this.#state;
  }

  /** Takes up what waited before a restart. */
  restore(pending: readonly PendingMessage[]): void {
    for (const { clientId } of pending) this.#context.ids.observe(clientId);
    // What was said before storage had been read is in there already.
    const earlier = pending.filter((each) => this.#find(each.clientId) === undefined);
    this.#state.set([...earlier, ...this.#state.get()]);
    this.resume();
  }

  send(draft: MessageDraft): Sending {
    const { ids, clock } = this.#context;
    const clientId = ids.next();
    const at = new Date(clock.now()).toISOString();
    const pending: PendingMessage = { clientId, at, draft, status: 'queued' };
    const acknowledged = new Promise<Acknowledgement>((resolve, reject) =>
      this.#outcomes.set(clientId, { resolve, reject }),
    );
    // Whoever does not look at the promise sees the failure in the state.
    acknowledged.catch(() => undefined);
    // A storage that is full or forbidden costs surviving a restart, not the message.
    this.#stored.set(
      clientId,
      this.#context.records.save(this.#chat, pending).catch(() => undefined),
    );
    this.#state.set([...this.#state.get(), pending]);
    this.resume();
    return { clientId, acknowledged };
  }

  /** Sends a failed message again, behind those that wait; undefined when there is no such. */
  retry(clientId: string): Sending | undefined {
    const failed = this.#find(clientId);
    if (failed?.status !== 'failed') return undefined;
    this.discard(clientId);
    return this.send(failed.draft);
  }

  /** Forgets a message that is not on its way. */
  discard(clientId: string): void {
    const pending = this.#find(clientId);
    if (pending === undefined || pending.status === 'sending' || pending.status === 'sent') return;
    const error = new ParleyError({ code: 'aborted', retry: 'never', message: 'The message was discarded.' });
    this.#outcomes.get(clientId)?.reject(error);
    this.#forget(clientId);
    this.#state.set(this.#state.get().filter((each) => each !== pending));
  }

  /** Its entry came, whether or not an acknowledgement did: the server has it. */
  confirm(clientId: string, acknowledgement: Acknowledgement): void {
    const pending = this.#find(clientId);
    if (pending === undefined || pending.status === 'sent') return;
    this.#replace({ ...pending, status: 'sent', number: acknowledgement.number });
    this.#outcomes.get(clientId)?.resolve(acknowledgement);
    this.#forget(clientId);
  }

  /** The chat's state has all messages up to this number: those among the pending ones are done. */
  settle(messagesCount: number): void {
    const now = this.#state.get();
    const left = now.filter((each) => each.status !== 'sent' || (each.number ?? 0) > messagesCount);
    if (left.length < now.length) this.#state.set(left);
  }

  /** Goes on sending; call when the connection has come. */
  resume(): void {
    if (this.#running || !this.#context.online()) return;
    this.#running = true;
    void this.#run().finally(() => {
      this.#running = false;
      // A message that came while the last one ended.
      if (this.#next() !== undefined) this.resume();
    });
  }

  async #run(): Promise<void> {
    let attempt = 0;
    for (let next = this.#next(); next !== undefined && this.#context.online(); next = this.#next()) {
      const error = await this.#deliver(next);
      attempt = error === undefined ? 0 : attempt + 1;
      if (error !== undefined && this.#context.online()) await this.#rest(attempt, error);
    }
  }

  #rest(attempt: number, error: ParleyError): Promise<void> {
    const { backoff, clock, random } = this.#context;
    return pause(clock, Math.max(error.retryAfterMs, backoffMs(attempt, backoff, random)));
  }

  /** One try; the error when another one is to be made. */
  async #deliver(queued: PendingMessage): Promise<ParleyError | undefined> {
    const { clientId } = queued;
    await this.#stored.get(clientId);
    if (this.#find(clientId)?.status !== 'queued') return undefined;
    const sending: PendingMessage = { ...queued, status: 'sending' };
    this.#replace(sending);
    try {
      this.confirm(clientId, await this.#context.deliver(this.#chat, sending));
      return undefined;
    } catch (cause) {
      if (this.#find(clientId)?.status !== 'sending') return undefined;
      return this.#notDelivered(queued, parleyErrorOf(cause));
    }
  }

  #notDelivered(queued: PendingMessage, error: ParleyError): ParleyError | undefined {
    if (!refusesForGood(error)) {
      this.#replace(queued);
      return error;
    }
    const failed: PendingMessage = {
      ...queued,
      status: 'failed',
      error: { code: error.code, message: error.message },
    };
    this.#replace(failed);
    this.#outcomes.get(queued.clientId)?.reject(error);
    this.#outcomes.delete(queued.clientId);
    void this.#context.records.save(this.#chat, failed).catch(() => undefined);
    return undefined;
  }

  #next(): PendingMessage | undefined {
    return this.#state.get().find((each) => each.status === 'queued');
  }

  #find(clientId: string): PendingMessage | undefined {
    return this.#state.get().find((each) => each.clientId === clientId);
  }

  #replace(pending: PendingMessage): void {
    this.#state.set(this.#state.get().map((each) => (each.clientId === pending.clientId ? pending : each)));
  }

  #forget(clientId: string): void {
    this.#outcomes.delete(clientId);
    const stored = this.#stored.get(clientId) ?? Promise.resolve();
    this.#stored.delete(clientId);
    // What could not be removed is sent again after a restart, and recognised.
    void stored.then(() => this.#context.records.remove(this.#chat, clientId)).catch(() => undefined);
  }
}

/** A session that ended is no fault of the message: it waits for the next one. */
function refusesForGood(error: ParleyError): boolean {
  return error.retry === 'never' && error.code !== 'unauthenticated' && error.code !== 'session_expired';
}
