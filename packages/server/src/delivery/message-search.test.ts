import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { joinPeople, openChat, openDelivery, say } from '@parley/testkit/delivery-node.ts';

test('SEARCH12 what was durable when it was asked for is found, though the index is fed later', async () => {
  await using node = await openDelivery();
  const [alice = 0] = await joinPeople(node, ['alice']);
  const chat = await openChat(node, [alice]);
  // The clock stands still: the tailer, which lets entries gather, would not come by itself.
  for (let each = 1; each <= 5; each++) {
    await say(node, chat, alice, `apple ${each}`);
    const { matches } = await node.search.find({ logs: [chat.log], query: 'apple', limit: 10 });
    assert.deepEqual([matches[0]?.message.content, matches.length], [`apple ${each}`, each]);
    assert.equal(await node.search.count(chat.log, 'apple'), each);
  }
});

test('SEARCH12 an index that is far behind answers with what it has, after a second', async () => {
  await using node = await openDelivery();
  const [alice = 0] = await joinPeople(node, ['alice']);
  const chat = await openChat(node, [alice]);
  await say(node, chat, alice, 'apple one');
  assert.equal(await node.search.count(chat.log, 'apple'), 1);
  const { promise: stuck, resolve: goOn } = Promise.withResolvers<void>();
  const fill = node.index.fill.bind(node.index);
  node.index.fill = async (entries) => {
    await stuck;
    return fill(entries);
  };
  await say(node, chat, alice, 'apple two');
  let found: number | undefined;
  const asked = node.search.count(chat.log, 'apple').then((count) => {
    found = count;
  });
  await node.clock.advance(999);
  for (let turn = 0; turn < 20; turn++) await nextTurn();
  assert.equal(found, undefined);
  await node.clock.advance(1);
  await asked;
  assert.equal(found, 1);
  goOn();
});
