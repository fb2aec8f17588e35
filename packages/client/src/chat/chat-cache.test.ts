import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { memoryStorage } from '../storage/memory-storage.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { ChatCache } from './chat-cache.ts';
import type { ChatState } from './chat-state.ts';

function stateOf(number: number, messages = 1): ChatState {
  const lastActivityAt = new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString();
  const held = Array.from({ length: messages }, (_, index) => ({
    number: index + 1,
    content: 'x',
    sender: 'bob',
  }));
  const marks = { read: messages, delivered: messages };
  return {
    number,
    lastActivityAt,
    messages: held,
    marks,
    tombstonesBelow: 0,
    spoken: [],
  } as unknown as ChatState;
}

const storedChats = async (storage: ReturnType<typeof memoryStorage>) =>
  (await storage.list('chat/')).map(([, value]) => (value as { state: ChatState }).state);

describe('cached chats', () => {
  test('CLIENT33 the newest 200 messages of the 200 latest chats stay, and messages that wait are not touched', async () => {
    const storage = memoryStorage();
    await storage.set('outbox/1/a', { draft: 'x' });
    const cache = new ChatCache(storage, new FakeClock());
    for (let number = 1; number <= 230; number++) cache.save(stateOf(number));
    cache.save(stateOf(230, 300));
    await cache.flush();
    const kept = await storedChats(storage);
    assert.equal(kept.length, 200);
    assert.equal(Math.min(...kept.map((chat) => chat.number)), 31);
    const messages = kept.find((chat) => chat.number === 230)?.messages;
    assert.deepEqual([messages?.length, messages?.at(-1)?.number], [200, 300]);
    assert.equal((await storage.list('outbox/')).length, 1);
  });

  test('SYNC21 a chat that was stored under another epoch, by whichever tab, is not taken up', async () => {
    const storage = memoryStorage();
    const late = new ChatCache(storage, new FakeClock());
    await late.restore('old');
    const cache = new ChatCache(storage, new FakeClock());
    await cache.startAfresh('new');
    for (const number of [1, 2]) cache.save(stateOf(number));
    await cache.flush();
    late.save(stateOf(2));
    await late.flush();
    const again = new ChatCache(storage, new FakeClock());
    assert.deepEqual(
      (await again.restore('new')).map(({ number }) => number),
      [1],
    );
  });

  test('CLIENT33 a burst is written once, a while later, and only by the tab that may', async () => {
    const storage = memoryStorage();
    const clock = new FakeClock();
    let mayWrite = false;
    const cache = new ChatCache(storage, clock, () => mayWrite);
    cache.save(stateOf(1));
    cache.save(stateOf(1, 2));
    await clock.advance(10_000);
    assert.deepEqual(await storedChats(storage), []);
    mayWrite = true;
    await cache.flush();
    assert.equal((await storedChats(storage))[0]?.messages.length, 2);
    cache.save(stateOf(2));
    assert.equal((await storedChats(storage)).length, 1);
    await clock.advance(500);
    assert.equal((await storedChats(storage)).length, 2);
    cache.save(stateOf(3));
    cache.discard();
    await clock.advance(10_000);
    assert.equal((await storedChats(storage)).length, 2);
  });
});
