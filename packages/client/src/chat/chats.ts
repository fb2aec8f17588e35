import type { Chat, Invitation } from '@parley/protocol/chat.ts';
import type { Api } from '../api/api.ts';
import { readAll } from '../api/read-all.ts';
import type { Clock } from '../clock.ts';
import type { Connection, ConnectionEvent } from '../connection/connection.ts';
import type { OutboxRecords } from '../outbox/outbox-records.ts';
import { type Persistence, Refresher } from '../refresher.ts';
import { createStore, type Store, type WritableStore } from '../store.ts';
import type { ChatCache } from './chat-cache.ts';
import { ChatHandle } from './chat-handle.ts';
import type { ChatListState } from './chat-list.ts';
import type { ChatRoom } from './chat-room.ts';
import type { ChatRooms } from './chat-rooms.ts';

export interface ChatsContext {
  readonly api: Api;
  readonly connection: Connection;
  readonly cache: ChatCache;
  readonly records: OutboxRecords;
  readonly clock: Clock;
}

/** One's chats and invitations. Actions throw ParleyError. */
export class Chats {
  /** Latest activity first. */
  readonly list: Store<ChatListState>;
  readonly invitations: Store<readonly Invitation[]>;
  readonly #invitations: WritableStore<readonly Invitation[]> = createStore<readonly Invitation[]>([]);
  readonly #context: ChatsContext;
  readonly #rooms: ChatRooms;
  readonly #handles = new WeakMap<ChatRoom, ChatHandle>();
  readonly #chatRefresher = new Refresher(() => this.#readChats());
  readonly #invitationRefresher = new Refresher(() => this.#readInvitations());
  readonly #persistence: Persistence;

  constructor(context: ChatsContext, rooms: ChatRooms) {
    this.#context = context;
    this.#rooms = rooms;
    const { clock, connection } = context;
    this.#persistence = { clock, wanted: () => connection.state.get().synced };
    this.list = rooms.list;
    this.invitations = this.#invitations;
    connection.listen((event) => this.#hear(event));
  }

  /** The chat for a view, which closes it when it goes away. */
  open(number: number): ChatHandle {
    const room = this.#rooms.room(number);
    const handle = this.#handles.get(room) ?? new ChatHandle(room, this.#context);
    this.#handles.set(room, handle);
    room.opened();
    return handle;
  }

  /** The number of the private chat with a friend, which is made if there is none. */
  createPrivate(withUsername: string): Promise<number> {
    return this.#created(
      this.#context.api.call('createChat', { body: { kind: 'private', with: withUsername } }),
    );
  }

  /** The number of a new group. */
  createGroup({ name, members = [] }: { name: string; members?: readonly string[] }): Promise<number> {
    const body = { kind: 'group' as const, name, members: [...members] };
    return this.#created(this.#context.api.call('createChat', { body }));
  }

  async acceptInvitation(number: number): Promise<void> {
    await this.#answer(number, 'accepted');
    const view = await this.#context.api.attempt('getChat', { params: { number } });
    if (view.ok) this.#rooms.room(number).adopt(view.value);
  }

  declineInvitation(number: number): Promise<void> {
    return this.#answer(number, 'declined');
  }

  /** Reads the list of chats and the invitations anew; done by itself after each connection. */
  async refresh(): Promise<void> {
    await Promise.all([this.#chatRefresher.refresh(), this.#invitationRefresher.refresh()]);
  }

  /** Takes up what storage holds, of chats what is of this epoch. */
  async restore(epoch: string | undefined): Promise<void> {
    const { cache, records } = this.#context;
    const [states, pending] = [await cache.restore(epoch), await records.restore()];
    for (const state of states) this.#rooms.room(state.number).log.restore(state);
    for (const [number, messages] of pending) this.#rooms.room(number).outbox.restore(messages);
    void this.#rooms.fill();
  }

  /** Nobody is signed in. */
  forget(): void {
    this.#rooms.forget();
    this.#invitations.set([]);
  }

  async #created(answer: Promise<Chat>): Promise<number> {
    const view = await answer;
    this.#rooms.room(view.number).adopt(view);
    return view.number;
  }

  async #answer(number: number, status: 'accepted' | 'declined'): Promise<void> {
    await this.#context.api.call('answerInvitation', { params: { number }, body: { status } });
    this.#invitations.set(this.#invitations.get().filter((each) => each.chat !== number));
  }

  #hear(event: ConnectionEvent): void {
    if (event.type === 'synced') {
      void this.#chatRefresher.persist(this.#persistence);
      void this.#invitationRefresher.persist(this.#persistence);
    } else if (event.type === 'lost') {
      this.#chatRefresher.desist();
      this.#invitationRefresher.desist();
    } else if (event.type === 'chat') {
      void this.#invitationRefresher.persist(this.#persistence);
      void this.#rooms.membershipChanged(event.chat, event.status);
    }
  }

  async #readChats(): Promise<void> {
    const before = this.#rooms.known();
    const { api } = this.#context;
    const views = await readAll((page) => api.call('listChats', { query: { limit: 100, ...page } }));
    for (const view of views) this.#rooms.room(view.number).adopt(view);
    this.#rooms.markLoaded();
    const listed = new Set<number>(views.map((view) => view.number));
    // One that came up the list while its pages were read is missing in it: ask before letting go of it.
    const doubtful = this.#rooms.all().filter((room) => before.includes(room) || room.outbox.holds());
    for (const room of doubtful) if (!listed.has(room.number)) await this.#rooms.verify(room);
    await this.#rooms.fill();
  }

  async #readInvitations(): Promise<void> {
    const { api } = this.#context;
    const read = (page: { cursor?: string }) =>
      api.call('listInvitations', { query: { limit: 100, ...page } });
    this.#invitations.set(await readAll(read));
  }
}
