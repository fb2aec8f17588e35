import { ParleyError, parleyErrorOf } from '../api/parley-error.ts';
import { type Clock, pause } from '../clock.ts';
import { type BackoffOptions, backoffMs } from '../connection/backoff.ts';
import { createStore, type Store, type WritableStore } from '../store.ts';
import type { Tabs } from '../tabs/tabs.ts';
import type { ClientIds } from './client-ids.ts';
import type { Deliver } from './frame-delivery.ts';
import { doubtful, restoredMeanwhile } from './held-back.ts';
import type { OutboxRecords } from './outbox-records.ts';
import { Outcomes } from './outcomes.ts';
import type { Acknowledgement, MessageDraft, PendingMessage, Sending } from './pending-message.ts';
import { refusesForGood } from './refuses-for-good.ts';

export interface OutboxContext {
  readonly records: OutboxRecords;
  readonly ids: ClientIds;
  readonly deliver: Deliver;
  readonly online: () => boolean;
  /** The one that leads sends for all; the others know of every message. */
  readonly tabs: Tabs;
  readonly clock: Clock;
  readonly random: () => number;
  readonly backoff: BackoffOptions;
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
  /** Whether storage took what was written here. */
  readonly #stored = new Map<string, Promise<boolean>>();
  readonly #outcomes = new Outcomes();
  /** Held back until it is known whether this is still the chat it was written in. */
  #hold: PromiseWithResolvers<void> | undefined;
  #running = false;
  #delivering = '';

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
    const acknowledged = this.#outcomes.of(clientId);
    this.#store(pending);
    this.#state.set([...this.#state.get(), pending]);
    this.#tell(pending);
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
    this.#drop(pending);
    this.#context.tabs.tell({ kind: 'discarded', chat: this.#chat, clientId });
  }

  /** Another tab, or storage, tells of a message: it is shown here, and sent from here when this tab leads (CLIENT28). */
  mirror(told: PendingMessage): void {
    const { clientId } = told;
    const { ids, tabs } = this.#context;
    const leads = tabs.leads.get();
    const done = this.#outcomes.remembered(clientId);
    // Its writer may have missed that it is done.
    if (done !== undefined) return leads ? this.#tellPosted(clientId, done) : undefined;
    const known = this.#find(clientId);
    if (known !== undefined) return this.#mirrorChange(known, told);
    ids.observe(clientId);
    const pending: PendingMessage = leads && told.status === 'sending' ? { ...told, status: 'queued' } : told;
    if (leads) this.#store(pending);
    const all = [...this.#state.get(), pending];
    this.#state.set(all.sort((a, b) => (a.clientId < b.clientId ? -1 : 1)));
    this.resume();
  }

  /** Another tab let go of it. */
  vanish(clientId: string): void {
    const pending = this.#find(clientId);
    if (pending === undefined || pending.status === 'sent' || this.#delivering === clientId) return;
    this.#drop(pending);
  }

  /** This tab is the one that sends from now on: what another was sending waits again. */
  takeOver(): void {
    for (const each of this.#state.get()) {
      if (each.status === 'sending' && each.clientId !== this.#delivering)
        this.#replace({ ...each, status: 'queued' });
    }
    this.resume();
  }

  /** Tells the other tabs of everything that waits, as to one that has just begun to send. */
  tellAll(): void {
    for (const each of this.#state.get()) if (each.status !== 'sent') this.#tell(each);
  }

  /** What storage must hold by now, once all that is being stored is. */
  async kept(): Promise<readonly string[]> {
    const waiting = this.#state.get().filter((each) => each.status !== 'sent');
    const stored = await Promise.all(
      waiting.map(async ({ clientId }) => (await (this.#stored.get(clientId) ?? true)) && clientId),
    );
    return stored.filter((each) => each !== false);
  }

  /** Its entry came, whether or not an acknowledgement did: the server has it. */
  confirm(clientId: string, acknowledgement: Acknowledgement): void {
    this.#outcomes.remember(clientId, acknowledgement);
    const pending = this.#find(clientId);
    if (pending === undefined || pending.status === 'sent') return;
    this.#replace({ ...pending, status: 'sent', number: acknowledgement.number });
    this.#outcomes.resolve(clientId, acknowledgement);
    this.#forget(clientId);
  }

  /** The chat's state has all messages up to this number: those among the pending ones are done. */
  settle(messagesCount: number): void {
    const now = this.#state.get();
    const left = now.filter((each) => each.status !== 'sent' || (each.number ?? 0) > messagesCount);
    if (left.length < now.length) this.#state.set(left);
  }

  /** Another epoch: what was acknowledged in the other is there or gone, what waits is held back (SYNC22). */
  startAfresh(): void {
    this.#outcomes.forgetRemembered();
    const waiting = this.#state.get().filter((each) => each.status !== 'sent');
    this.#state.set(waiting);
    if (waiting.some((each) => each.status !== 'failed')) this.#hold ??= Promise.withResolvers();
  }

  /** Whether something is held back. */
  holds(): boolean {
    return this.#hold !== undefined;
  }

  /** Resolves when nothing is held back, and what was refused is stored as that. */
  async judged(): Promise<void> {
    await this.#hold?.promise;
  }

  /** What is held back goes out, if this is the chat it was written in; what is doubtful then fails, visibly. */
  judge(isSame: boolean): void {
    const hold = this.#hold;
    if (hold === undefined) return;
    this.#hold = undefined;
    const stored = doubtful(this.#state.get(), isSame).map((each) => this.#refuse(each, restoredMeanwhile()));
    void Promise.all(stored).then(() => hold.resolve());
    this.resume();
  }

  /** Goes on sending; call when the connection has come. */
  resume(): void {
    if (this.#running || !this.#maySend()) return;
    this.#running = true;
    void this.#run().finally(() => {
      this.#running = false;
      // A message that came while the last one ended.
      if (this.#next() !== undefined) this.resume();
    });
  }

  #maySend(): boolean {
    return this.#hold === undefined && this.#context.tabs.leads.get() && this.#context.online();
  }

  async #run(): Promise<void> {
    let attempt = 0;
    for (let next = this.#next(); next !== undefined && this.#maySend(); next = this.#next()) {
      const error = await this.#deliver(next);
      attempt = error === undefined ? 0 : attempt + 1;
      if (error !== undefined && this.#maySend()) await this.#rest(attempt, error);
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
    this.#tell(sending);
    this.#delivering = clientId;
    try {
      const posted = await this.#context.deliver(this.#chat, sending);
      this.confirm(clientId, posted);
      this.#tellPosted(clientId, posted);
      return undefined;
    } catch (cause) {
      this.#delivering = '';
      if (this.#find(clientId)?.status !== 'sending') return undefined;
      return this.#notDelivered(queued, parleyErrorOf(cause));
    }
  }

  #notDelivered(queued: PendingMessage, error: ParleyError): ParleyError | undefined {
    if (!refusesForGood(error)) {
      this.#replace(queued);
      this.#tell(queued);
      return error;
    }
    void this.#refuse(queued, error);
    return undefined;
  }

  /** Shows it as failed; resolves when that is stored, or cannot be. */
  #refuse(refused: PendingMessage, error: ParleyError): Promise<void> {
    const { code, message } = error;
    const failed: PendingMessage = { ...refused, status: 'failed', error: { code, message } };
    this.#replace(failed);
    this.#tell(failed);
    this.#outcomes.reject(failed.clientId, error);
    return this.#context.records.save(this.#chat, failed).catch(() => undefined);
  }

  #store(pending: PendingMessage): void {
    // A storage that is full or forbidden costs surviving a restart, not the message.
    const saved = this.#context.records.save(this.#chat, pending).then(
      () => true,
      () => false,
    );
    this.#stored.set(pending.clientId, saved);
  }

  #mirrorChange(known: PendingMessage, told: PendingMessage): void {
    // Who leads knows best.
    if (known.status === 'sent' || this.#context.tabs.leads.get()) return;
    this.#replace(told);
    if (told.error === undefined) return;
    this.#outcomes.reject(told.clientId, new ParleyError({ ...told.error, retry: 'never' }));
  }

  #drop(pending: PendingMessage): void {
    const error = new ParleyError({ code: 'aborted', retry: 'never', message: 'The message was discarded.' });
    this.#outcomes.reject(pending.clientId, error);
    this.#forget(pending.clientId);
    this.#state.set(this.#state.get().filter((each) => each !== pending));
  }

  #tellPosted(clientId: string, posted: Acknowledgement): void {
    this.#context.tabs.tell({ kind: 'posted', chat: this.#chat, clientId, ...posted });
  }

  #tell(pending: PendingMessage): void {
    this.#context.tabs.tell({ kind: 'pending', chat: this.#chat, pending });
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
    const stored = this.#stored.get(clientId) ?? Promise.resolve(true);
    this.#stored.delete(clientId);
    // What could not be removed is sent again after a restart, and recognised.
    void stored.then(() => this.#context.records.remove(this.#chat, clientId)).catch(() => undefined);
  }
}
