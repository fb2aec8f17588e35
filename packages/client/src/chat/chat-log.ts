import type { Chat } from '@parley/protocol/chat.ts';
import type { PlacedEntry } from '@parley/protocol/entry.ts';
import { epochHeader } from '@parley/protocol/epoch-header.ts';
import type { Message } from '@parley/protocol/message.ts';
import type { Api } from '../api/api.ts';
import { ParleyError, parleyErrorOf } from '../api/parley-error.ts';
import type { Clock } from '../clock.ts';
import { createStore, type Store, type WritableStore } from '../store.ts';
import { adoptAway, keepAway } from './away-window.ts';
import { type ChatState, stateFromView } from './chat-state.ts';
import { correctFromView } from './correct-from-view.ts';
import { foldEntry } from './fold-entry.ts';
import { HeldEntries } from './held-entries.ts';
import type { Limiter } from './limiter.ts';
import type { MarkSender } from './mark-sender.ts';
import { mergeMessages } from './message-window.ts';
import { keepMarks } from './move-marks.ts';
import { readSpoken } from './read-spoken.ts';
import { lacksSpoken, mergeSpoken, type SpokenPage } from './spoken.ts';
import { UnreadRecount } from './unread-recount.ts';

export interface ChatLogContext {
  readonly api: Api;
  /** Who is signed in; '' before that, when views may be open already. */
  readonly me: () => string;
  readonly clock: Clock;
  readonly limiter: Limiter;
  /** Tells the server of marks that a view shows it does not know. */
  readonly marks: Pick<MarkSender, 'tell'>;
  /** Whether what was missed has been answered: before that, a hole may be on its way (SYNC9). */
  readonly mayFetch: () => boolean;
}

/** A hole wider than this is not read through: the newest window is taken instead. */
const reloadDistance = 1000;
const retryMs = 2000;
const windowSize = 30;
/** Readings of a page that are older than what is held, before giving up. */
const loadTries = 5;

/**
 * One chat's state, kept equal to the fold of its log whatever is lost, doubled or reordered on the way:
 * the next entry is applied, an earlier one dropped, a later one held back while the hole is fetched (SYNC7, SYNC8).
 */
export class ChatLog {
  readonly number: number;
  readonly state: Store<ChatState | null>;
  readonly #state: WritableStore<ChatState | null>;
  readonly #context: ChatLogContext;
  readonly #held = new HeldEntries();
  readonly #onEntry: (placed: PlacedEntry) => void;
  #head = 0;
  #fetching: Promise<void> | undefined;
  #loadingSpoken: Promise<void> | undefined;
  #stopRetry: () => void = () => undefined;
  readonly #recount: UnreadRecount;
  /** A view of a position that the state has not reached: there it settles what entries leave open. */
  #ahead: Chat | undefined;
  /** The one epoch of all views that this state was read from; null where that is not known. */
  #epochRead: string | null = null;
  /** Counts the resets: an answer to a question from before one is of no use. */
  #era = 0;

  constructor(number: number, context: ChatLogContext, onEntry: (placed: PlacedEntry) => void) {
    this.number = number;
    this.#context = context;
    this.#onEntry = onEntry;
    this.#state = createStore<ChatState | null>(null);
    this.state = this.#state;
    this.#recount = new UnreadRecount(context, this.state, () => this.load());
  }

  /** Takes up a state from storage. */
  restore(state: ChatState): void {
    if (this.#state.get() === null) this.#settle({ ...state, away: null });
  }

  /** Drops everything: another epoch, another account. Answers that are on their way are ignored. */
  reset(): void {
    this.#era++;
    this.#stopRetry();
    this.#ahead = undefined;
    this.#epochRead = null;
    this.#head = 0;
    this.#held.forgetThrough(Number.POSITIVE_INFINITY);
    this.#state.set(null);
  }

  /** Whether the state was read from the log of this epoch, and is known to be (SYNC23). */
  wasReadFrom(epoch: string | undefined): boolean {
    return this.#state.get() !== null && this.#epochRead !== null && this.#epochRead === epoch;
  }

  /** An entry arrived, in whatever order. */
  receive(placed: PlacedEntry): void {
    const state = this.#state.get();
    this.#head = Math.max(this.#head, placed.position);
    if (state === null || placed.position > state.position + 1) this.#held.hold(placed);
    else if (placed.position === state.position + 1) this.#settle(state, [placed]);
    this.#mend();
  }

  /** The log is known to reach this far. */
  noteHead(position: number): void {
    this.#head = Math.max(this.#head, position);
    this.#mend();
  }

  /** A view and the newest messages at its position, instead of all entries up to there. */
  replace(view: Chat, messages: readonly Message[]): void {
    const state = this.#state.get();
    const me = this.#context.me();
    this.#head = Math.max(this.#head, view.position);
    if (me !== '' && (state === null || view.position > state.position)) {
      this.#settle(keepAway(keepMarks(stateFromView(view, messages, me), state), state));
    }
    this.#mend();
  }

  /** A view came with a list or an answer. */
  adopt(view: Chat): void {
    const state = this.#state.get();
    if (state === null) this.replace(view, view.last_message === null ? [] : [view.last_message]);
    else {
      if (view.position > state.position) this.#ahead = view;
      this.#settle(correctFromView(state, view));
      this.noteHead(view.position);
    }
    this.#tellMarks(view);
  }

  /** Changes what is not of the log: marks, names, which messages are kept. */
  update(change: (state: ChatState) => ChatState): void {
    const state = this.#state.get();
    if (state !== null) this.#state.set(change(state));
  }

  /** The chat is not ours any more, whether or not the entry that says so came. */
  leave(): void {
    this.#head = 0;
    this.update((state) => (state.status === 'member' ? { ...state, status: 'left' } : state));
  }

  /** Fetches what is known to be missing; call when fetching has become allowed. */
  resume(): void {
    this.#mend();
    this.#recount.look();
  }

  /** Reads the chat's view; false when it is not ours or does not exist. Throws ParleyError. */
  async load(): Promise<boolean> {
    const params = { number: this.number };
    const answer = await this.ask((api) => api.attempt('getChat', { params }));
    if (answer.ok) {
      this.#noteEpoch(answer.headers.get(epochHeader));
      this.adopt(answer.value);
    } else if (answer.error.code !== 'not_found') throw answer.error;
    return answer.ok;
  }

  /** Reads view and newest messages anew and, when they are ahead, takes them for the state. Throws ParleyError. */
  async reload(): Promise<void> {
    const params = { number: this.number };
    const [view, page] = await this.ask(async (api) => [
      await api.call('getChat', { params }),
      // Read after the view, so at its position or later.
      await api.call('listMessages', { params, query: { limit: windowSize } }),
    ]);
    if (page.position >= view.position) this.replace(view, page.items);
  }

  /** Reads what is told between the messages held, if that is not here. Throws ParleyError. */
  loadSpoken(): Promise<void> {
    this.#loadingSpoken ??= this.#loadSpoken().finally(() => {
      this.#loadingSpoken = undefined;
    });
    return this.#loadingSpoken;
  }

  /** A message as an answer gave it, with a change whose entry may not have come yet. */
  adoptMessage(message: Message): void {
    this.update((state) => adopted(state, message));
  }

  /** Takes a state, folds into it the entries that follow and what was held back for it, and tells of each. */
  #settle(state: ChatState, entries: readonly PlacedEntry[] = []): void {
    const folded: PlacedEntry[] = [];
    let now = state;
    try {
      const following = [...entries];
      for (let next = following.shift(); ; next = following.shift()) {
        const placed = next ?? this.#held.take(now.position + 1);
        if (placed === undefined) break;
        if (placed.position <= now.position) continue;
        now = foldEntry(now, placed);
        if (this.#ahead?.position === now.position) now = correctFromView(now, this.#ahead);
        folded.push(placed);
      }
    } catch {
      // An entry does not fit the state: what we hold is wrong, and only a fresh one mends it.
      void this.reload().catch(() => undefined);
    }
    this.#held.forgetThrough(now.position);
    if (this.#ahead !== undefined && this.#ahead.position <= now.position) this.#ahead = undefined;
    this.#head = Math.max(this.#head, now.position);
    this.#state.set(now);
    for (const placed of folded) this.#onEntry(placed);
  }

  #noteEpoch(epoch: string | null): void {
    const isFirst = this.#state.get() === null;
    this.#epochRead = isFirst || this.#epochRead === epoch ? epoch : null;
  }

  #tellMarks(view: Chat): void {
    const marks = this.#state.get()?.marks;
    if (marks === undefined) return;
    const known = marks.read <= view.marks.read && marks.delivered <= view.marks.delivered;
    if (!known) this.#context.marks.tell(this.number, marks);
  }

  async #loadSpoken(): Promise<void> {
    for (let tries = 0; tries < loadTries; tries++) {
      const state = this.#state.get();
      if (state === null || !lacksSpoken(state)) return;
      const page = await this.readSpoken(state);
      this.update((now) => mergeSpoken(now, page));
    }
  }

  /** The newest of what is told that is not held. Throws ParleyError. */
  readSpoken(state: ChatState): Promise<SpokenPage> {
    return this.ask((api) => readSpoken(api, state));
  }

  #mend(): void {
    if (this.#fetching !== undefined || !this.#behind() || !this.#context.mayFetch()) return;
    this.#stopRetry();
    this.#fetching = this.#fetchHoles().finally(() => {
      this.#fetching = undefined;
    });
  }

  #behind(): boolean {
    return this.#head > (this.#state.get()?.position ?? 0);
  }

  async #fetchHoles(): Promise<void> {
    try {
      while (this.#behind() && this.#context.mayFetch()) {
        const before = this.#state.get()?.position ?? 0;
        await this.#fetchSome();
        if ((this.#state.get()?.position ?? 0) === before) break;
      }
    } catch (cause) {
      // Otherwise lost on the way: tried again below, or after the next connection.
      if (parleyErrorOf(cause).code === 'not_found') this.leave();
    }
    if (this.#behind()) {
      this.#stopRetry = this.#context.clock.after(retryMs, () => this.#mend());
    }
  }

  async #fetchSome(): Promise<void> {
    const state = this.#state.get();
    if (state === null || this.#head - state.position > reloadDistance) return this.reload();
    const input = { params: { number: this.number }, query: { after: state.position, limit: 500 } };
    const answer = await this.ask((api) => api.call('listEntries', input));
    const now = this.#state.get();
    if (now !== null) this.#settle(now, answer.items);
  }

  /** One of a bounded number of questions at a time; throws `aborted` when a reset came before the answer. */
  async ask<T>(question: (api: Api) => Promise<T>): Promise<T> {
    const era = this.#era;
    const answer = await this.#context.limiter.run(() => question(this.#context.api));
    if (era === this.#era) return answer;
    throw new ParleyError({ code: 'aborted', retry: 'never', message: 'The chat was dropped meanwhile.' });
  }
}

function adopted(state: ChatState, message: Message): ChatState {
  return mergeMessages(state, [message], message.revision) ?? adoptAway(state, message);
}
