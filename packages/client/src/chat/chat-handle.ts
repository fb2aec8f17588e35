import type { MemberRole } from '@parley/protocol/member.ts';
import type { Message } from '@parley/protocol/message.ts';
import type { ChatNumber } from '@parley/protocol/scalars.ts';
import type { Api } from '../api/api.ts';
import { readAll } from '../api/read-all.ts';
import type { Connection } from '../connection/connection.ts';
import type { MessageDraft, Sending } from '../outbox/pending-message.ts';
import type { Store } from '../store.ts';
import type { ChatRoom } from './chat-room.ts';
import type { ChatSnapshot } from './chat-snapshot.ts';

export interface ChatHandleContext {
  readonly api: Api;
  readonly connection: Connection;
}

/** A chat as a view uses it. Actions resolve when the server has done them and throw ParleyError. */
export class ChatHandle {
  readonly number: number;
  readonly state: Store<ChatSnapshot>;
  readonly #room: ChatRoom;
  readonly #context: ChatHandleContext;

  constructor(room: ChatRoom, context: ChatHandleContext) {
    this.number = room.number;
    this.state = room.snapshot;
    this.#room = room;
    this.#context = context;
  }

  /** The view goes away; as often as the chat was opened. */
  close(): void {
    this.#room.closed();
  }

  /** Puts older messages before those shown; at once when there are none. */
  loadOlder(limit = 50): Promise<void> {
    return this.#room.windows.grow('older', limit);
  }

  /** Puts newer messages behind those shown; at once when these are the newest. */
  loadNewer(limit = 50): Promise<void> {
    return this.#room.windows.grow('newer', limit);
  }

  /**
   * Shows a message among its neighbours, however far away, in one round trip; the newest messages are held beside.
   * False: there is no such message.
   */
  loadAround(number: number): Promise<boolean> {
    return this.#room.windows.around(number);
  }

  /** Shows the first message that is not older than a moment, or else the newest; its number, null in an empty chat. */
  loadAt(moment: Date): Promise<number | null> {
    return this.#room.windows.at(moment);
  }

  /** Shows the newest messages again, at once. */
  showNewest(): void {
    this.#room.windows.newest();
  }

  /** Shows the message as pending at once, stores it, and sends it after those before it. */
  send(draft: MessageDraft): Sending {
    return this.#room.outbox.send(draft);
  }

  /** Sends a failed message again; undefined when there is no such. */
  retry(clientId: string): Sending | undefined {
    return this.#room.outbox.retry(clientId);
  }

  /** Forgets a message that waits or failed. */
  discard(clientId: string): void {
    this.#room.outbox.discard(clientId);
  }

  async edit(number: number, content: string): Promise<void> {
    const message = await this.#api.call('editMessage', { params: this.#message(number), body: { content } });
    this.#room.log.adoptMessage(message);
  }

  async delete(number: number): Promise<void> {
    await this.#api.call('deleteMessage', { params: this.#message(number) });
  }

  async react(number: number, emoji: string): Promise<void> {
    await this.#api.call('addReaction', { params: { ...this.#message(number), emoji } });
  }

  async unreact(number: number, emoji: string): Promise<void> {
    await this.#api.call('removeReaction', { params: { ...this.#message(number), emoji } });
  }

  async pin(number: number): Promise<void> {
    await this.#api.call('pinMessage', { params: this.#message(number) });
  }

  async unpin(number: number): Promise<void> {
    await this.#api.call('unpinMessage', { params: this.#message(number) });
  }

  /** Pinned messages, newest first; read again when `chat.pinsPosition` changes. */
  pins(): Promise<readonly Message[]> {
    return readAll((page) =>
      this.#api.call('listPins', { params: this.#chat, query: { limit: 100, ...page } }),
    );
  }

  /** Call on each key; sent every few seconds at most. */
  typing(): void {
    if (this.#room.typing.shouldSend()) {
      this.#context.connection.send({ type: 'typing', chat: this.number as ChatNumber });
    }
  }

  /** Everything up to this message, by default the newest, has been read. */
  markRead(number = Number.POSITIVE_INFINITY): void {
    this.#room.read(number);
  }

  async invite(usernames: readonly string[]): Promise<void> {
    const body = { usernames: [...usernames] };
    this.#room.adopt(await this.#api.call('invite', { params: this.#chat, body }));
  }

  async rename(name: string): Promise<void> {
    this.#room.adopt(await this.#api.call('changeChat', { params: this.#chat, body: { name } }));
  }

  async setPicture(picture: Blob | Uint8Array<ArrayBuffer>): Promise<void> {
    this.#room.adopt(await this.#api.call('setChatPicture', { params: this.#chat, body: picture }));
  }

  async removePicture(): Promise<void> {
    await this.#api.call('removeChatPicture', { params: this.#chat });
  }

  async changeRole(username: string, role: MemberRole): Promise<void> {
    await this.#api.call('changeRole', { params: { ...this.#chat, username }, body: { role } });
  }

  /** Removes a member, or takes an invitation back. */
  async removeMember(username: string): Promise<void> {
    await this.#api.call('removeMember', { params: { ...this.#chat, username } });
  }

  async leave(): Promise<void> {
    const me = this.state.get().chat?.me;
    if (me === undefined) return;
    await this.removeMember(me);
    this.#room.missing();
  }

  /** Deletes a group for everybody. */
  async deleteChat(): Promise<void> {
    await this.#api.call('deleteChat', { params: this.#chat });
    this.#room.missing();
  }

  get #api(): Api {
    return this.#context.api;
  }

  get #chat() {
    return { number: this.number };
  }

  #message(number: number) {
    return { chat: this.number, number };
  }
}
