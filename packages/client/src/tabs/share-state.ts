import type { ChatRooms } from '../chat/chat-rooms.ts';
import type { Clock } from '../clock.ts';
import type { Connection } from '../connection/connection.ts';
import type { OutboxRecords } from '../outbox/outbox-records.ts';
import type { TabNote } from './tab-messages.ts';
import type { Tabs } from './tabs.ts';

export interface ShareStateContext {
  readonly tabs: Tabs;
  readonly rooms: ChatRooms;
  readonly records: OutboxRecords;
  readonly connection: Connection;
  readonly clock: Clock;
  /** The client is closed. */
  readonly ended: AbortSignal;
}

/** What a tab said with its last breath may have reached some of the others only; so long it is shown in vain. */
const compareAfterMs = 10_000;

/** Keeps one outbox and one set of read marks in all tabs (CLIENT28, CLIENT29). */
export function shareState(context: ShareStateContext): void {
  const { tabs, rooms, connection } = context;
  const compareLater = comparing(context);
  tabs.onNote((note) => {
    hear(rooms, note);
    if (note.kind === 'pending') compareLater();
  });
  // Whoever begins to send must know, in their order, what the others have said.
  tabs.onOtherLeader(() => tellAll(rooms));
  tabs.leads.subscribe(() => {
    if (!tabs.leads.get()) return;
    for (const room of rooms.all()) room.outbox.takeOver();
    void compareWithStorage(context);
  });
  connection.listen((event) => {
    if (event.type === 'hello' && !tabs.leads.get()) void compareWithStorage(context);
  });
}

/**
 * Compares a while after a message was told, and again as long as messages wait. Whoever sends may have missed what a tab said
 * with its last breath, and is told again of what storage has (CLIENT28).
 */
function comparing(context: ShareStateContext): () => void {
  const { ended, clock, tabs, rooms } = context;
  let cancel: (() => void) | undefined;
  ended.addEventListener('abort', () => cancel?.());
  return function later() {
    if (cancel !== undefined || ended.aborted || tabs.leads.get()) return;
    cancel = clock.after(compareAfterMs, () => {
      cancel = undefined;
      if (rooms.all().every((room) => room.outbox.state.get().length === 0)) return;
      void compareWithStorage(context).then(() => tellAll(rooms));
      later();
    });
  };
}

function tellAll(rooms: ChatRooms): void {
  for (const room of rooms.all()) room.outbox.tellAll();
}

function hear(rooms: ChatRooms, note: TabNote): void {
  const room = note.kind === 'marks' ? rooms.existing(note.chat) : rooms.room(note.chat);
  if (note.kind === 'pending') room?.outbox.mirror(note.pending);
  else if (note.kind === 'posted') room?.outbox.confirm(note.clientId, note);
  else if (note.kind === 'discarded') room?.outbox.vanish(note.clientId);
  else room?.marked(room.log.state.get()?.me ?? '', note.marks);
}

/** What other tabs left is taken up; what they are done with, unheard, goes. */
async function compareWithStorage({ rooms, records }: ShareStateContext): Promise<void> {
  const expected = new Map<number, readonly string[]>();
  for (const room of rooms.all()) expected.set(room.number, await room.outbox.kept());
  const stored = await records.restore().catch(() => undefined);
  if (stored === undefined) return;
  for (const [chat, messages] of stored) for (const each of messages) rooms.room(chat).outbox.mirror(each);
  for (const [chat, clientIds] of expected) {
    const kept = new Set(stored.get(chat)?.map((each) => each.clientId));
    for (const clientId of clientIds) if (!kept.has(clientId)) rooms.existing(chat)?.outbox.vanish(clientId);
  }
}
