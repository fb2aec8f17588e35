import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorOf } from '@parley/protocol/errors.ts';
import {
  type DeliveryNode,
  joinPeople,
  listenAs,
  openChat,
  openDelivery,
  propose,
  say,
} from '@parley/testkit/delivery-node.ts';
import { seeded } from '@parley/testkit/seeded.ts';
import { entryKind, isNumbered } from '../log/entry-kind.ts';
import type { StoredEntry } from '../log/log.ts';
import type { Acceptance } from './acceptance.ts';
import type { ChatState } from './chat-state.ts';

async function twoPeople(node: DeliveryNode) {
  const [alice = 0, bob = 0] = await joinPeople(node, ['alice', 'bob']);
  return { alice, bob, chat: await openChat(node, [alice, bob]) };
}

function numberOf(acceptance: Acceptance): number | string {
  if (acceptance.kind === 'refused') return acceptance.error.code;
  return (acceptance.kind === 'repeated' ? acceptance.entry : acceptance.entries[0])?.number ?? 0;
}

function assertGapless(entries: readonly StoredEntry[]): void {
  let number = 0;
  entries.forEach((entry, index) => {
    if (isNumbered(entry.kind)) number += 1;
    assert.deepEqual([entry.position, entry.number], [index + 1, number]);
  });
}

test('ACC1 a plan is decided again on what another node appended meanwhile', async () => {
  await using here = await openDelivery();
  await using there = await openDelivery({ data: here.data });
  const { alice, chat } = await twoPeople(here);
  await propose(there, chat, { kind: entryKind.chat_renamed, content: 'Closed', author: alice });
  const seen: (string | null)[] = [];
  const acceptance = await here.accept.inChat(chat, (state) => {
    seen.push(state.name);
    if (state.name === 'Closed') return errorOf('forbidden');
    return [{ kind: entryKind.message, at: 1, author: alice, content: 'too late' }];
  });
  assert.equal(numberOf(acceptance), 'forbidden');
  assert.deepEqual(seen, ['Lobby', 'Closed']);
  assert.equal((await here.log.head(chat.log)).position, 1);
});

test('ACC1 a state that proved wrong while its holder waited is not decided on', async () => {
  await using here = await openDelivery();
  await using there = await openDelivery({ data: here.data });
  const { alice, bob, chat } = await twoPeople(here);
  // Here a message is on its way that loses against a new name from there: the two look alike by position.
  await propose(there, chat, { kind: entryKind.chat_renamed, content: 'Closed', author: bob });
  const lost = say(here, chat, alice, 'loses its place');
  await lost;
  const stale: ChatState = chat;
  const acceptance = await here.accept.inChat(stale, (state) => {
    assert.equal(state.name, 'Closed');
    return [{ kind: entryKind.message, at: 1, author: alice, content: 'after' }];
  });
  assert.equal(numberOf(acceptance), 2);
  assertGapless(await here.log.read(chat.log, 0, 100));
});

test('ACC2 a repeated key is answered with what came of it first; for another text it is a conflict', async () => {
  await using node = await openDelivery();
  const { alice, bob, chat } = await twoPeople(node);
  const first = await Promise.all([
    say(node, chat, alice, { content: 'hello', clientId: 'key' }),
    say(node, chat, alice, { content: 'hello', clientId: 'key' }),
    say(node, chat, alice, { content: 'other', clientId: 'key' }),
    say(node, chat, bob, { content: 'hello', clientId: 'key' }),
  ]);
  assert.deepEqual(first.map(numberOf), [1, 1, 'client_id_conflict', 2]);
  assert.deepEqual(first.map(({ kind }) => kind).slice(0, 2), ['accepted', 'repeated']);
  assert.equal(numberOf(await say(node, chat, alice, { content: 'hello', clientId: 'key' })), 1);
  assert.equal(
    numberOf(await say(node, chat, alice, { content: 'bye', clientId: 'key' })),
    'client_id_conflict',
  );
  const data = JSON.stringify({ position: 2 });
  await propose(node, chat, { kind: entryKind.message_deleted, about: 1, author: alice, data });
  assert.equal(numberOf(await say(node, chat, alice, { content: 'hello', clientId: 'key' })), 1);
  assert.equal((await node.log.head(chat.log)).number, 2);
});

test('ACC2 a key that was used on one node is repeated on another, however fresh that is', async () => {
  await using here = await openDelivery();
  const { alice, chat } = await twoPeople(here);
  await using there = await openDelivery({ data: here.data });
  await say(here, chat, alice, { content: 'hello', clientId: 'key' });
  assert.equal(numberOf(await say(there, chat, alice, { content: 'hello', clientId: 'key' })), 1);
  const both = await Promise.all([
    say(here, chat, alice, { content: 'twice', clientId: 'two' }),
    say(there, chat, alice, { content: 'twice', clientId: 'two' }),
  ]);
  assert.deepEqual(both.map(numberOf), [2, 2]);
  assert.equal((await here.log.head(chat.log)).number, 2);
});

test('ACC3 success is said once, after another connection can read the entry, in the order of the calls', async () => {
  await using node = await openDelivery();
  await using witness = await openDelivery({ data: node.data });
  const { alice, chat } = await twoPeople(node);
  const said: string[] = [];
  await Promise.all(
    Array.from({ length: 40 }, async (_, each) => {
      const acceptance = await say(node, chat, alice, `${each}`);
      assert.ok(acceptance.kind === 'accepted');
      const [stored] = await witness.log.readNumbersBelow(
        chat.log,
        (acceptance.entries[0]?.number ?? 0) + 1,
        1,
      );
      assert.equal(stored?.content, `${each}`);
      said.push(`${each}`);
    }),
  );
  assert.deepEqual(
    said,
    Array.from({ length: 40 }, (_, each) => `${each}`),
  );
});

test('ACC4 clients are told of durable heads only', async () => {
  await using node = await openDelivery();
  const { alice, bob, chat } = await twoPeople(node);
  await say(node, chat, alice, 'durable');
  const listener = listenAs(node, { user: bob });
  await node.database.write(diskOf(1));
  const failing = node.accept.inChat(chat, () => [
    { kind: entryKind.message, at: 1, author: alice, content: 'x'.repeat(200_000) },
  ]);
  assert.equal(chat.head.position, 2, 'the next message would follow the one under way');
  assert.deepEqual(await node.catchUp.heads(bob), { [chat.number]: 1 });
  await node.catchUp.sync(listener.connection, new Map([[chat.number, 1]]));
  const [synced] = await listener.told('synced');
  assert.deepEqual(synced?.heads, { [chat.number]: 1 });
  assert.equal((await node.chatViews.of(chat, bob))?.messages_count, 1);
  assert.equal(numberOf(await failing), 'storage_full');
  assert.equal((await node.chats.load(chat.log))?.head.position, 1);
  assert.deepEqual(await listener.told('entry'), []);
});

/** Makes the writer's disk end after so many pages. */
function diskOf(pages: number) {
  const sql = `pragma max_page_count = ${pages}`;
  return { kind: 'statements', statements: [{ sql, values: [] }] } as const;
}

test('APP2 on a full disk a send is refused and nothing of it is stored; later ones go on without a gap', async () => {
  await using node = await openDelivery();
  const { alice, chat } = await twoPeople(node);
  await say(node, chat, alice, 'before');
  await node.database.write(diskOf(1));
  const big = 'x'.repeat(100_000);
  const outcomes = await Promise.all(
    Array.from({ length: 5 }, (_, each) =>
      say(node, chat, alice, { content: `${each}${big}`, clientId: `k${each}` }),
    ),
  );
  assert.deepEqual(new Set(outcomes.map(numberOf)), new Set(['storage_full']));
  await node.database.write(diskOf(1_000_000));
  const again = await Promise.all(
    Array.from({ length: 5 }, (_, each) =>
      say(node, chat, alice, { content: `${each}${big}`, clientId: `k${each}` }),
    ),
  );
  assert.deepEqual(again.map(numberOf), [2, 3, 4, 5, 6]);
  assertGapless(await node.log.read(chat.log, 0, 100));
});

test('ACC1 two nodes that race on the same chats leave no gap, and every retried send is there once', async (t) => {
  const chance = seeded(t);
  await using one = await openDelivery();
  await using two = await openDelivery({ data: one.data });
  const { alice, bob, chat } = await twoPeople(one);
  const chats = [chat, await openChat(one, [alice, bob])];
  const wanted = new Map(chats.map(({ log }) => [log, new Set<string>()]));
  const writer = async (name: number) => {
    for (let round = 0; round < 25; round++) {
      const target = chance.pick(chats);
      const author = chance.pick([alice, bob]);
      const text = `${name}.${round}`;
      const sends = [one, two].filter(() => chance.oneIn(2));
      const nodes = sends.length === 0 ? [chance.pick([one, two])] : sends;
      const numbers = await Promise.all(
        nodes.map((node) => say(node, target, author, { content: text, clientId: text })),
      );
      assert.equal(new Set(numbers.map(numberOf)).size, 1, JSON.stringify(numbers));
      assert.equal(typeof numberOf(numbers[0] as Acceptance), 'number', JSON.stringify(numbers));
      wanted.get(target.log)?.add(text);
      if (chance.oneIn(4)) {
        const content = `name ${text}`;
        await propose(chance.pick([one, two]), target, { kind: entryKind.chat_renamed, content, author });
      }
    }
  };
  await Promise.all(Array.from({ length: 6 }, (_, name) => writer(name)));
  for (const { log } of chats) {
    const entries = await one.log.read(log, 0, 10_000);
    assertGapless(entries);
    const texts = entries.flatMap(({ kind, content }) => (kind === entryKind.message ? [content] : []));
    assert.deepEqual(texts.sort(), [...(wanted.get(log) ?? [])].sort());
  }
});
