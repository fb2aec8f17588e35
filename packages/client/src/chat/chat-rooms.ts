import type { FrameOf } from '@parley/protocol/frames.ts';
import { createStore, type Store, type WritableStore } from '../store.ts';
import { type ChatListState, inOrder } from './chat-list.ts';
import { ChatRoom, type ChatRoomContext } from './chat-room.ts';
import type { ChatState } from './chat-state.ts';

/** The rooms of all chats this device knows, and the list computed from them. */
export class ChatRooms {
  readonly list: Store<ChatListState>;
  readonly #list: WritableStore<ChatListState> = createStore<ChatListState>({ loaded: false, items: [] });
  readonly #context: ChatRoomContext;
  readonly #rooms = new Map<number, ChatRoom>();
  #listDue = false;
  #loaded = false;

  constructor(context: ChatRoomContext) {
    this.#context = context;
    this.list = this.#list;
  }

  /** The room of a chat; made when it is the first mention. */
  room(number: number): ChatRoom {
    const existing = this.#rooms.get(number);
    if (existing !== undefined) return existing;
    const room = new ChatRoom(number, this.#context);
    this.#rooms.set(number, room);
    room.snapshot.subscribe(() => this.#relist());
    return room;
  }

  /** The room of a chat that was mentioned before. */
  existing(number: number): ChatRoom | undefined {
    return this.#rooms.get(number);
  }

  all(): readonly ChatRoom[] {
    return [...this.#rooms.values()];
  }

  /** Rooms of chats one is a member of, as far as is known. */
  known(): readonly ChatRoom[] {
    return this.all().filter((room) => room.summary !== null);
  }

  /** What is held of them. */
  states(): readonly ChatState[] {
    return this.known().flatMap(({ log }) => log.state.get() ?? []);
  }

  /** Lets go of a room whose chat is not ours any more. Throws ParleyError. */
  async verify(room: ChatRoom): Promise<void> {
    if (!(await room.log.load())) room.missing();
  }

  /** Loads what views in use still lack. */
  async fill(): Promise<void> {
    await Promise.all(this.all().map((room) => room.fill()));
  }

  /** The log of an unknown chat goes this far: it must have become ours. */
  async discover(number: number): Promise<void> {
    const room = this.room(number);
    const found = await room.log.load().catch(() => true);
    if (!found) room.missing();
  }

  async membershipChanged(number: number, status: FrameOf<'chat'>['status']): Promise<void> {
    const known = this.#rooms.get(number);
    // It may have been on its way for long, and have been overtaken: ask.
    if (status === 'left' && known !== undefined) await this.verify(known).catch(() => undefined);
    if (status !== 'joined') return;
    const room = this.room(number);
    // Whoever comes back finds other members and other marks than at leaving.
    const read = room.log.state.get() === null ? this.discover(number) : room.log.reload();
    await read.catch(() => undefined);
    await room.fill();
  }

  markLoaded(): void {
    this.#loaded = true;
    this.#relist();
  }

  /** Drops what the logs said, for another epoch. Resolves when it is known of all that is held back whether it is sent. */
  startAfresh(): Promise<void> {
    for (const room of this.#rooms.values()) room.startAfresh();
    return this.#begun();
  }

  /** As `startAfresh`, at a first greeting: what was read before it stays, if it is known to be of this epoch (SYNC23). */
  begin(epoch: string | undefined): Promise<void> {
    for (const room of this.#rooms.values()) if (!room.log.wasReadFrom(epoch)) room.log.reset();
    return this.#begun();
  }

  /** Drops everything, for another account. */
  forget(): void {
    for (const room of this.#rooms.values()) room.log.reset();
    this.#rooms.clear();
    this.#loaded = false;
    this.#list.set({ loaded: false, items: [] });
  }

  async #begun(): Promise<void> {
    this.#loaded = false;
    await Promise.all(this.all().map((room) => room.outbox.judged()));
  }

  /** Many changes at once make one list. */
  #relist(): void {
    if (this.#listDue) return;
    this.#listDue = true;
    queueMicrotask(() => {
      this.#listDue = false;
      const summaries = this.all().map((room) => room.summary);
      this.#list.set({ loaded: this.#loaded, items: inOrder(summaries.filter((each) => each !== null)) });
    });
  }
}
