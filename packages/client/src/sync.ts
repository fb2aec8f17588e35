import type { DownFrame, FrameOf, SyncFrame } from '@parley/protocol/frames.ts';
import { limits } from '@parley/protocol/limits.ts';
import type { ChatCache } from './chat/chat-cache.ts';
import type { ChatRooms } from './chat/chat-rooms.ts';
import type { MarkSender } from './chat/mark-sender.ts';
import type { Clock } from './clock.ts';
import type { Connection, ConnectionEvent } from './connection/connection.ts';
import type { KeyValueStorage } from './storage/key-value-storage.ts';

export interface SyncContext {
  readonly connection: Connection;
  readonly rooms: ChatRooms;
  readonly cache: ChatCache;
  readonly marks: MarkSender;
  readonly storage: KeyValueStorage;
  readonly clock: Clock;
}

const epochKey = 'epoch';
const answerTimeoutMs = 10_000;

/**
 * After each greeting: says for every chat how far this device is, and leads what comes back to the chats. Until the
 * server has answered (`synced`) nobody fetches holes, since what fills them is on its way (SYNC9).
 */
export class Sync {
  readonly #context: SyncContext;
  #epoch: string | undefined;
  #unanswered = 0;
  #stopTimer: () => void = () => undefined;

  constructor(context: SyncContext) {
    this.#context = context;
    context.connection.listen((event) => this.#hear(event));
  }

  /** Reads which epoch the stored chats belong to; call before they are restored. */
  async restore(): Promise<string | undefined> {
    this.#epoch = (await this.#context.storage.get(epochKey)) as string | undefined;
    return this.#epoch;
  }

  #hear(event: ConnectionEvent): void {
    if (event.type === 'hello') this.#greeted(event);
    else if (event.type === 'synced') this.#answered(event);
    else if (event.type === 'resync') this.#ask();
    else if (event.type === 'lost') this.#lost();
    else if (event.type === 'pong') this.#heads(event.heads);
    else if (event.type !== 'error') this.#deliver(event);
    else if (event.error.code === 'stale_epoch') this.#startAfresh(undefined);
  }

  #deliver(frame: DownFrame): void {
    const { rooms } = this.#context;
    if (frame.type === 'entry') this.#entry(frame);
    else if (frame.type === 'head') this.#heads({ [frame.chat]: frame.position });
    else if (frame.type === 'gap') rooms.room(frame.chat).replaced(frame.view, frame.messages);
    else if (frame.type === 'mark') rooms.existing(frame.chat)?.marked(frame.username, frame);
    else if (frame.type === 'typing') rooms.existing(frame.chat)?.typed(frame.username);
    else if (frame.type === 'user') for (const room of rooms.all()) room.renamed(frame.user);
  }

  #greeted({ epoch }: FrameOf<'hello'>): void {
    if (epoch !== this.#epoch) this.#startAfresh(epoch);
    this.#ask();
    for (const room of this.#context.rooms.all()) room.outbox.resume();
  }

  /** Another epoch: the positions of this one mean nothing there (SYNC16). */
  #startAfresh(epoch: string | undefined): void {
    const { rooms, cache, marks, storage, connection } = this.#context;
    // Whoever connects for the first time has nothing of another epoch waiting.
    const judged = this.#epoch === undefined ? rooms.begin(epoch) : rooms.startAfresh();
    this.#epoch = epoch;
    marks.forget();
    const cleared = cache.startAfresh(epoch);
    for (const state of rooms.states()) cache.save(state);
    if (epoch === undefined) return connection.restart();
    // A program that ends before must find that the epoch is another one, and judge again.
    void Promise.all([cleared, judged])
      .then(() => (this.#epoch === epoch ? storage.set(epochKey, epoch) : undefined))
      .catch(() => undefined);
  }

  #ask(): void {
    const { connection, rooms, clock } = this.#context;
    connection.markSynced(false);
    const frames = syncFrames(rooms, this.#epoch);
    this.#unanswered = frames.length;
    this.#stopTimer();
    this.#stopTimer = clock.after(answerTimeoutMs, () => this.#ask());
    // Last, since sending may end the connection, and with it the wait for an answer.
    connection.send(...frames);
  }

  #answered({ epoch, heads }: FrameOf<'synced'>): void {
    if (epoch !== this.#epoch) {
      this.#startAfresh(undefined);
      return;
    }
    this.#unanswered--;
    if (this.#unanswered <= 0) {
      this.#stopTimer();
      this.#context.connection.markSynced(true);
    }
    this.#heads(heads);
    for (const room of this.#context.rooms.all()) room.log.resume();
  }

  #heads(heads: Readonly<Record<string, number>>): void {
    const { rooms } = this.#context;
    for (const [chat, position] of Object.entries(heads)) {
      const room = rooms.existing(Number(chat));
      if (room?.log.state.get()) room.log.noteHead(position);
      // Before the answer the list of chats is about to be read as a whole.
      else if (this.#context.connection.state.get().synced) void rooms.discover(Number(chat));
    }
  }

  #entry(frame: FrameOf<'entry'>): void {
    const { rooms } = this.#context;
    const room = rooms.existing(frame.chat);
    if (room === undefined) this.#heads({ [frame.chat]: frame.position });
    else room.log.receive(frame);
  }

  #lost(): void {
    this.#stopTimer();
    for (const room of this.#context.rooms.all()) room.typing.clear();
  }
}

/** Every chat with its cursor, in as many frames as their bound asks for. */
function syncFrames(rooms: ChatRooms, epoch: string | undefined): readonly SyncFrame[] {
  const cursors = rooms.all().flatMap((room) => {
    const state = room.log.state.get();
    return state === null || state.status !== 'member'
      ? []
      : [[String(room.number), state.position] as const];
  });
  const frames: SyncFrame[] = [];
  for (let from = 0; from === 0 || from < cursors.length; from += limits.chatsPerSync) {
    const chats = Object.fromEntries(cursors.slice(from, from + limits.chatsPerSync));
    frames.push({ type: 'sync', ...(epoch === undefined ? {} : { epoch }), chats } as SyncFrame);
  }
  return frames;
}
