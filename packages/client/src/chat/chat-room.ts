import type { Chat } from '@parley/protocol/chat.ts';
import type { PlacedEntry } from '@parley/protocol/entry.ts';
import type { Marks } from '@parley/protocol/member.ts';
import type { Message } from '@parley/protocol/message.ts';
import type { User } from '@parley/protocol/user.ts';
import { Outbox, type OutboxContext } from '../outbox/outbox.ts';
import { Refresher } from '../refresher.ts';
import { createStore, type Store, type WritableStore } from '../store.ts';
import { keptUnseen, showNewest, trimNewest } from './away-window.ts';
import type { ChatCache } from './chat-cache.ts';
import { ChatLog, type ChatLogContext } from './chat-log.ts';
import { type ChatSnapshot, type ChatSummary, snapshotOf, summaryOf } from './chat-snapshot.ts';
import type { ChatState } from './chat-state.ts';
import type { MarkSender } from './mark-sender.ts';
import { trimMessages } from './message-window.ts';
import { furthest, moveMarks } from './move-marks.ts';
import { lacksSpoken } from './spoken.ts';
import { Typing } from './typing.ts';
import { WindowLoader } from './window-loader.ts';

export interface ChatRoomContext extends ChatLogContext {
  readonly outbox: OutboxContext;
  readonly marks: MarkSender;
  readonly cache: ChatCache;
}

/** Messages a chat shows on opening, at least. */
const shownAtOpening = 15;

/** One chat on this device: its log, its outbox, who types in it; and the snapshot that views show. */
export class ChatRoom {
  readonly log: ChatLog;
  readonly windows: WindowLoader;
  readonly outbox: Outbox;
  readonly typing: Typing;
  readonly snapshot: Store<ChatSnapshot>;
  readonly #snapshot: WritableStore<ChatSnapshot>;
  readonly #context: ChatRoomContext;
  readonly #view = new Refresher(async () => void (await this.log.load()));
  #viewers = 0;
  #viewStale = false;
  #missing = false;
  /** When the chat was created in which was written what is held back. */
  #meant: string | undefined;
  /** Marks that came before there was a state to move them in. */
  readonly #early = new Map<string, Marks>();
  #summary: ChatSummary | null = null;

  constructor(number: number, context: ChatRoomContext) {
    this.#context = context;
    this.log = new ChatLog(number, context, (placed) => this.#heardEntry(placed));
    this.windows = new WindowLoader(this.log);
    this.outbox = new Outbox(number, context.outbox);
    this.typing = new Typing(context.clock);
    this.#snapshot = createStore(snapshotOf(this.#parts()));
    this.snapshot = this.#snapshot;
    this.log.state.subscribe(() => this.#logChanged());
    this.outbox.state.subscribe(() => this.#outboxChanged());
    this.typing.state.subscribe(() => this.#changed());
    this.windows.loading.subscribe(() => this.#changed());
  }

  get number(): number {
    return this.log.number;
  }

  /** For the list; null while nothing is known, or when the chat is not ours any more. */
  get summary(): ChatSummary | null {
    return this.#summary;
  }

  get seen(): boolean {
    return this.#viewers > 0;
  }

  /** Somebody looks at it: loads what a view needs. */
  opened(): void {
    this.#viewers++;
    void this.fill();
  }

  closed(): void {
    this.#viewers = Math.max(0, this.#viewers - 1);
    if (this.#viewers === 0) this.log.update((state) => trimMessages(showNewest(state), keptUnseen));
  }

  /** Loads the view and the newest messages, if they are not here and somebody looks. */
  async fill(): Promise<void> {
    if (!this.seen || this.#missing || this.#context.me() === '') return;
    try {
      if (this.log.state.get() === null && !(await this.log.load())) this.missing();
      if (this.#viewStale) await this.#reread();
      const state = this.log.state.get();
      if (state?.away === null && state.messages.length < shownAtOpening)
        await this.windows.grow('older', 2 * shownAtOpening);
      await this.log.loadSpoken();
      await this.windows.refresh();
    } catch {
      // Without a connection a view shows what is cached; filled after the next one.
    }
  }

  /** The server's view of it came. */
  adopt(view: Chat): void {
    this.#missing = false;
    this.log.adopt(view);
  }

  /** The server sent a view and the newest messages instead of too many entries. */
  replaced(view: Chat, messages: readonly Message[]): void {
    this.#missing = false;
    this.log.replace(view, messages);
  }

  /** It is not ours, or not any more. */
  missing(): void {
    this.#missing = this.log.state.get() === null;
    this.log.leave();
    this.#judge();
    this.#changed();
  }

  /**
   * Another epoch: numbers and positions of this one mean nothing there (SYNC16). What waits to be sent is held back
   * until it is known whether the chat of this number is still the one it was written in (SYNC22).
   */
  startAfresh(): void {
    if (!this.outbox.holds()) this.#meant = this.log.state.get()?.createdAt;
    this.outbox.startAfresh();
    this.#early.clear();
    this.log.reset();
  }

  typed(username: string): void {
    if (username !== this.#context.me()) this.typing.heard(username);
  }

  marked(username: string, marks: Marks): void {
    const isEarly = this.log.state.get() === null;
    if (isEarly) this.#early.set(username, furthest(this.#early.get(username) ?? marks, marks));
    this.log.update((state) => moveMarks(state, username, marks));
  }

  /** Moves one's own read mark here and on the server. */
  read(number: number): void {
    const state = this.log.state.get();
    const read = Math.min(number, state?.messagesCount ?? 0);
    if (state === null || read <= state.marks.read) return;
    this.marked(state.me, { read, delivered: read });
    this.#context.marks.tell(this.number, this.log.state.get()?.marks ?? state.marks);
  }

  renamed(user: User): void {
    this.log.update((state) => {
      if (!state.members.some((each) => each.username === user.username && each.name !== user.name))
        return state;
      const members = state.members.map((each) =>
        each.username === user.username ? { ...each, name: user.name } : each,
      );
      return { ...state, members };
    });
  }

  #heardEntry({ entry, position }: PlacedEntry): void {
    const me = this.#context.me();
    if (entry.kind === 'message') {
      if (entry.sender !== null) this.typing.stopped(entry.sender);
      if (entry.sender === me && entry.client_id !== undefined) {
        this.outbox.confirm(entry.client_id, { number: entry.number, position });
      }
    }
    // Entries name people by username only, and a deleted person not at all.
    else if (entry.kind === 'member_joined') this.#wantView();
    else if (entry.kind === 'member_left' && entry.username === null) this.#wantView();
  }

  #wantView(): void {
    this.#viewStale = true;
    if (this.seen) void this.#reread().catch(() => undefined);
  }

  async #reread(): Promise<void> {
    await this.#view.refresh();
    this.#viewStale = false;
  }

  #outboxChanged(): void {
    // The state may have had the message before its acknowledgement came.
    this.outbox.settle(this.log.state.get()?.messagesCount ?? 0);
    this.#changed();
  }

  #logChanged(): void {
    const state = this.log.state.get();
    if (state !== null) {
      this.#judge();
      for (const [username, marks] of this.#early) {
        this.#early.delete(username);
        this.log.update((now) => moveMarks(now, username, marks));
      }
      this.#keep(this.log.state.get() ?? state);
      this.#tell();
    }
    this.#changed();
  }

  /** Only the same chat was created at that very moment. */
  #judge(): void {
    if (this.outbox.holds()) {
      const createdAt = this.log.state.get()?.createdAt;
      this.outbox.judge(createdAt !== undefined && createdAt === this.#meant);
    }
  }

  /** A state that came anew while somebody looks lacks what is told between its messages. */
  #tell(): void {
    const state = this.log.state.get();
    if (this.seen && this.#context.mayFetch() && state !== null && lacksSpoken(state)) {
      void this.log.loadSpoken().catch(() => undefined);
    }
  }

  #keep(state: ChatState): void {
    if (state.status !== 'member') {
      this.#context.cache.remove(this.number);
      return;
    }
    this.#context.cache.save(state);
    this.outbox.settle(state.messagesCount);
    this.log.update((now) => trimNewest(now, this.seen));
    if (state.away?.stale) void this.windows.refresh().catch(() => undefined);
    if (state.messagesCount > state.marks.delivered) this.#received(state);
  }

  /** What is in the state has been received. */
  #received({ me, messagesCount, marks }: ChatState): void {
    const now = { read: marks.read, delivered: messagesCount };
    this.log.update((state) => moveMarks(state, me, now));
    this.#context.marks.tell(this.number, now);
  }

  #changed(): void {
    const snapshot = snapshotOf(this.#parts());
    const { chat } = snapshot;
    this.#summary = chat !== null && chat.status === 'member' ? summaryOf(chat, snapshot) : null;
    this.#snapshot.set(snapshot);
  }

  #parts() {
    const chat = this.log.state.get();
    const [missing, loading] = [this.#missing, this.windows.loading.get()];
    return { chat, pending: this.outbox.state.get(), typing: this.typing.state.get(), missing, loading };
  }
}
