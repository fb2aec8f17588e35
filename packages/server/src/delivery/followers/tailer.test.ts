import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type DeliveryNode,
  joinPeople,
  openChat,
  openDelivery,
  propose,
  say,
} from '@parley/testkit/delivery-node.ts';
import { seeded } from '@parley/testkit/seeded.ts';
import { entryKind } from '../../log/entry-kind.ts';
import type { StoredEntry } from '../../log/log.ts';
import { appLog } from '../../log/log-key.ts';
import { createLogger } from '../../telemetry/pino-logger.ts';
import { idleTracer } from '../../telemetry/tracer.ts';
import { CountSum } from './count.ts';
import { Tailer } from './tailer.ts';

interface Work {
  readonly node: DeliveryNode;
  readonly done: StoredEntry[];
  checkpoint: number;
  failing: boolean;
  /** What happens while a stretch is worked on. */
  during: () => Promise<void>;
  lag: number;
  readonly logged: string[];
}

function follow(work: Work): Tailer {
  const { node, logged } = work;
  return new Tailer({
    name: 'test',
    tail: node.log.openTail(),
    clock: node.clock,
    logger: createLogger({ level: 'warn', format: 'json', write: (line) => logged.push(line) }),
    tracer: idleTracer,
    checkpoint: async () => work.checkpoint,
    step: async (after) => {
      if (work.failing) throw new Error('no room');
      const entries = await node.log.readTail(after, 7);
      await work.during();
      work.done.push(...entries);
      work.checkpoint = entries.at(-1)?.seq ?? after;
      return work.checkpoint;
    },
    delayMs: 100,
    onLag: (entries) => {
      work.lag = entries;
    },
  });
}

async function workOn(node: DeliveryNode) {
  const [alice = 0] = await joinPeople(node, ['alice']);
  const chat = await openChat(node, [alice]);
  const during = async () => {};
  const work: Work = { node, done: [], checkpoint: 0, failing: false, during, lag: 0, logged: [] };
  return { alice, chat, work };
}

async function turnsUntil(condition: () => boolean): Promise<void> {
  while (!condition()) await nextTurn();
}

test('TAIL1 a tailer resumes where it was and sees every entry once, in order', async () => {
  await using node = await openDelivery();
  const { alice, chat, work } = await workOn(node);
  for (let life = 0; life < 4; life++) {
    await using tailer = follow(work);
    for (let each = 0; each < 25; each++) await say(node, chat, alice, `${life}.${each}`);
    if (life % 2 === 0) await tailer.caughtUp();
    else await node.clock.advance(150);
  }
  await using last = follow(work);
  await last.caughtUp();
  assert.deepEqual(work.done, await node.log.readTail(0, 10_000));
});

test('TAIL1 entries are worked on after the delay without being asked for', async () => {
  await using node = await openDelivery();
  const { alice, chat, work } = await workOn(node);
  await using tailer = follow(work);
  await tailer.caughtUp();
  await say(node, chat, alice, 'later');
  assert.notEqual(work.done.at(-1)?.content, 'later');
  await node.clock.advance(100);
  assert.equal(work.done.at(-1)?.content, 'later');
});

test('TAIL2 a failure is logged and tried again; nothing is skipped', async () => {
  await using node = await openDelivery();
  const { alice, chat, work } = await workOn(node);
  work.failing = true;
  await using tailer = follow(work);
  for (let each = 0; each < 10; each++) await say(node, chat, alice, `${each}`);
  await node.clock.advance(5000);
  assert.deepEqual(work.done, []);
  assert.ok(work.logged.length >= 2 && work.logged.length <= 7, `${work.logged.length} lines`);
  work.failing = false;
  await node.clock.advance(2000);
  await tailer.caughtUp();
  assert.deepEqual(work.done, await node.log.readTail(0, 1000));
});

test('TAIL3 who falls behind rests in between, unless somebody waits; everything is worked on in the end', async () => {
  await using node = await openDelivery();
  const { alice, chat, work } = await workOn(node);
  const sayTwenty = async () => {
    for (let each = 0; each < 20; each++) await say(node, chat, alice, `${each}`);
  };
  await using tailer = follow(work);
  await node.clock.advance(0);
  await tailer.caughtUp();
  await sayTwenty();
  let steps = 0;
  work.during = async () => {
    steps += 1;
    if (steps > 2) return;
    await sayTwenty();
    await node.clock.advance(10);
  };
  await node.clock.advance(100);
  await turnsUntil(() => work.lag === 40 - 7);
  assert.equal(steps, 1, 'twenty came while it worked off seven');
  await node.clock.advance(39);
  assert.equal(steps, 1);
  await node.clock.advance(1);
  await turnsUntil(() => work.lag === 60 - 14);
  assert.equal(steps, 2, 'it has rested four times as long as it worked');
  let isCaughtUp = false;
  tailer.caughtUp().then(() => {
    isCaughtUp = true;
  });
  while (!isCaughtUp) await node.clock.advance(0);
  assert.deepEqual(work.done, await node.log.readTail(0, 1000));
});

test('TAIL3 a step that waited for long is not followed by a rest as long', async () => {
  await using node = await openDelivery();
  const { alice, chat, work } = await workOn(node);
  await using tailer = follow(work);
  await node.clock.advance(0);
  await tailer.caughtUp();
  await say(node, chat, alice, 'first');
  let steps = 0;
  const disk = Promise.withResolvers<void>();
  work.during = () => {
    steps += 1;
    return disk.promise;
  };
  await node.clock.advance(100);
  for (let each = 0; each < 20; each++) await say(node, chat, alice, `${each}`);
  await node.clock.advance(60_000);
  disk.resolve();
  await turnsUntil(() => work.lag === 20);
  const began = node.clock.monotonic();
  while (steps < 2) await node.clock.advance(50);
  assert.ok(
    node.clock.monotonic() - began <= 2200,
    `rested until ${node.clock.monotonic() - began} ms later`,
  );
});

test('COUNT1 counts are what the log says, whatever stretches were applied twice', async (t) => {
  const chance = seeded(t);
  await using node = await openDelivery();
  const [alice = 0, bob = 0] = await joinPeople(node, ['alice', 'bob']);
  const chats = [await openChat(node, [alice, bob]), await openChat(node, [alice, bob])];
  for (let each = 0; each < 120; each++) {
    const chat = chance.pick(chats);
    const author = chance.pick([alice, bob]);
    if (chance.oneIn(4))
      await propose(node, chat, { kind: entryKind.chat_renamed, author, content: `${each}` });
    else await say(node, chat, author, `${each}`);
  }
  const all = await node.log.readTail(0, 10_000);
  for (let each = 0; each < 12; each++) {
    const from = chance.below(all.length);
    const part = all.slice(from, from + 1 + chance.below(60));
    const sum = new CountSum();
    sum.add(part);
    await node.store.tailers.saveCounts('again', part.at(-1)?.seq ?? 0, sum.counts());
  }
  await node.followers.counted();
  for (const { log } of chats) {
    const head = await node.log.head(log);
    const record = await node.store.chats.byLog(log);
    assert.deepEqual([record?.messagesCount, record?.position], [head.number, head.position]);
    for (const member of await node.store.chats.members(log)) {
      const own = all.filter(
        (entry) => entry.log === log && entry.author === member.user && entry.kind === entryKind.message,
      );
      assert.equal(member.read, own.at(-1)?.number ?? 0);
    }
  }
  const app = await node.store.apps.byId(node.app);
  assert.equal(app?.chatsCount, (await node.log.head(appLog(node.app))).number);
});

test('METRICS3 a tailer that cannot go on shows in its lag', async () => {
  await using node = await openDelivery();
  const { alice, chat, work } = await workOn(node);
  await using tailer = follow(work);
  await tailer.caughtUp();
  assert.equal(work.lag, 0);
  work.failing = true;
  for (let each = 1; each <= 3; each++) {
    await say(node, chat, alice, `${each}`);
    await node.clock.advance(1100);
    assert.equal(work.lag, each);
  }
  work.failing = false;
  await tailer.caughtUp();
  assert.equal(work.lag, 0);
});

test('METRICS3 a tailer that was ended shows no lag: whoever goes on with its work does', async () => {
  await using node = await openDelivery();
  const { alice, chat, work } = await workOn(node);
  {
    await using tailer = follow(work);
    await tailer.caughtUp();
    work.failing = true;
    await say(node, chat, alice, 'left behind');
    await node.clock.advance(1100);
    assert.equal(work.lag, 1);
  }
  assert.equal(work.lag, 0);
});

test('COUNT2 what this node did not see being committed is counted too, and the checkpoint passes no hole', async (t) => {
  const chance = seeded(t);
  await using one = await openDelivery();
  const [alice = 0] = await joinPeople(one, ['alice']);
  const chat = await openChat(one, [alice]);
  await using two = await openDelivery({ data: one.data });
  for (let round = 0; round < 20; round++) {
    const node = chance.pick([one, two]);
    for (let each = 0; each <= chance.below(4); each++) await say(node, chat, alice, `${round}.${each}`);
    if (!chance.oneIn(3)) continue;
    await node.followers.counted();
    const head = await node.log.head(chat.log);
    const record = await node.store.chats.byLog(chat.log);
    assert.deepEqual([record?.messagesCount, record?.position], [head.number, head.position]);
    assert.equal(await node.store.tailers.checkpoint('count'), node.log.lastSeq());
  }
});

test('IDX1 IDX2 what is stored is found after a restart, by its newest text only, and not at all when deleted', async () => {
  await using first = await openDelivery();
  const { alice, chat } = await workOn(first);
  for (const text of ['apple pie', 'banana bread', 'cherry cake']) await say(first, chat, alice, text);
  await first.search.count(chat.log, 'warm up');
  await propose(first, chat, {
    kind: entryKind.message_edited,
    about: 1,
    author: alice,
    content: 'plum pie',
  });
  const data = JSON.stringify({ position: 2 });
  await propose(first, chat, { kind: entryKind.message_deleted, about: 2, author: alice, data });
  await propose(first, chat, {
    kind: entryKind.message_edited,
    about: 2,
    author: alice,
    content: 'banana again',
  });
  await using again = await openDelivery({ data: first.data });
  for (const node of [first, again]) {
    const found = async (query: string) => {
      const { matches } = await node.search.find({ logs: [chat.log], query, limit: 10 });
      assert.equal(await node.search.count(chat.log, query), matches.length, query);
      return matches.map(({ message }) => message.number);
    };
    assert.deepEqual(await found('pie'), [1]);
    assert.deepEqual(await found('apple'), []);
    assert.deepEqual(await found('banana'), []);
    assert.deepEqual(await found('cherry'), [3]);
  }
});
