import { ChatCache } from '../chat/chat-cache.ts';
import { ChatRooms } from '../chat/chat-rooms.ts';
import { Limiter } from '../chat/limiter.ts';
import { MarkSender } from '../chat/mark-sender.ts';
import { defaultBackoff } from '../connection/backoff.ts';
import { Connection } from '../connection/connection.ts';
import { ClientIds } from '../outbox/client-ids.ts';
import { FrameDelivery } from '../outbox/frame-delivery.ts';
import { OutboxRecords } from '../outbox/outbox-records.ts';
import { memoryStorage } from '../storage/memory-storage.ts';
import { Sync } from '../sync.ts';
import { onlyTab } from '../tabs/tabs.ts';
import { FakeClock } from './fake-clock.ts';
import { FakeEngines } from './fake-engine.ts';
import { ModelChat } from './model-chat.ts';

/** Rooms of alice's on a connection, a clock and a storage of the test's, before the first greeting. */
export async function setUpSync(storage = memoryStorage()) {
  const clock = new FakeClock();
  const fake = new FakeEngines();
  const model = new ModelChat();
  const random = () => 1;
  const backoff = defaultBackoff;
  const connection = new Connection({
    engines: fake.engines,
    ...{ clock, random, backoff },
    network: { watch: () => () => undefined },
    credentialsRefused: async () => false,
  });
  const records = new OutboxRecords(storage);
  const cache = new ChatCache(storage, clock);
  const tabs = onlyTab;
  const online = () => connection.state.get().status === 'online';
  const { deliver } = new FrameDelivery(connection, clock);
  const marks = new MarkSender(connection, clock, tabs);
  const rooms = new ChatRooms({
    api: model.api,
    me: () => 'alice',
    limiter: new Limiter(4),
    mayFetch: () => connection.state.get().synced,
    outbox: { records, ids: new ClientIds(clock, random), deliver, online, tabs, clock, random, backoff },
    ...{ clock, cache, marks },
  });
  const sync = new Sync({ connection, rooms, cache, marks, storage, clock });
  const epoch = await sync.restore();
  for (const state of await cache.restore(epoch)) rooms.room(state.number).log.restore(state);
  connection.open();
  const answer = (heads: Record<string, number> = {}, epoch = 'epoch-1') =>
    fake.last.say({ type: 'synced', epoch, heads });
  return { clock, fake, model, connection, rooms, cache, marks, storage, answer };
}

/** What each sync said of how far the chats are. */
export const cursors = (fake: FakeEngines) => fake.last.heard('sync').map((frame) => ({ ...frame.chats }));
