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
import { entryKind } from '../../log/entry-kind.ts';
import { ScanningIndex } from '../../search/scanning-index.test-support.ts';
import type { Reached, SearchDocument } from '../../search/search-index.ts';
import { createLogger } from '../../telemetry/pino-logger.ts';
import { createMetrics } from '../../telemetry/prometheus-metrics.ts';
import { idleTracer } from '../../telemetry/tracer.ts';
import { progressOfTails } from './index-progress.ts';
import { indexTail } from './index-tail.ts';

/** An index on another machine: it may be slow, fail, or be emptied. */
class RemoteIndex extends ScanningIndex {
  readonly batches: Reached[] = [];
  running = 0;
  answers: Promise<void> = Promise.resolve();

  override async apply(documents: readonly SearchDocument[], reached: Reached): Promise<void> {
    this.running++;
    assert.equal(this.running, 1, 'a batch was sent before the last was answered');
    await this.answers.finally(() => this.running--);
    if ((await this.checkpoint(reached.tail)) < (reached.after ?? 0)) throw new Error('a hole');
    await super.apply(documents, reached);
    this.batches.push(reached);
  }
}

function follow(node: DeliveryNode, index: RemoteIndex) {
  const reached: number[] = [];
  const logged: string[] = [];
  const work = indexTail(0, {
    ...{ log: node.log, index, clock: node.clock, metrics: createMetrics(node.data), tracer: idleTracer },
    logger: createLogger({ level: 'warn', format: 'json', write: (line) => logged.push(line) }),
    onReached: (tail, seq) => {
      assert.equal(tail, 0);
      reached.push(seq);
    },
  });
  assert.equal(work.name, 'index.0');
  return { work, reached, logged };
}

async function chatOn(node: DeliveryNode) {
  const [alice = 0] = await joinPeople(node, ['alice']);
  return { alice, chat: await openChat(node, [alice]) };
}

/** Lets time pass until the index has everything. */
async function caughtUp(node: DeliveryNode, index: RemoteIndex): Promise<void> {
  while ((await index.checkpoint(0)) < node.log.lastSeq()) await node.clock.advance(50);
}

test('SEARCH20 a tail is indexed from its checkpoint on, edits by their originals, and whoever waits is told', async () => {
  await using node = await openDelivery();
  const { alice, chat } = await chatOn(node);
  const index = new RemoteIndex();
  const { work, reached } = follow(node, index);
  for (let life = 0; life < 3; life++) {
    await using _work = work.start();
    for (let each = 0; each < 5; each++) await say(node, chat, alice, `apple ${life}.${each}`);
    const about = 5 * life + 2;
    await propose(node, chat, { kind: entryKind.message_edited, about, author: alice, content: 'plum' });
    await propose(node, chat, {
      kind: entryKind.message_deleted,
      about: about + 1,
      author: alice,
      data: '{}',
    });
    await caughtUp(node, index);
  }
  assert.equal(await index.count({ query: 'apple', logs: [chat.log] }), 9);
  const [entry] = await node.log.readNumbersBelow(chat.log, 13, 1);
  const { seqs } = await index.matches({ query: 'plum', logs: [chat.log], limit: 1 });
  assert.deepEqual(seqs, [entry?.seq]);
  assert.deepEqual(
    reached,
    reached.toSorted((one, other) => one - other),
  );
  assert.equal(reached.at(-1), node.log.lastSeq());
});

test('SEARCH20 the next batch waits for the answer to the last, and takes what came meanwhile', async () => {
  await using node = await openDelivery();
  const { alice, chat } = await chatOn(node);
  const index = new RemoteIndex();
  await using _work = follow(node, index).work.start();
  await caughtUp(node, index);
  const before = index.batches.length;
  const answer = Promise.withResolvers<void>();
  index.answers = answer.promise;
  await say(node, chat, alice, 'first');
  await node.clock.advance(50);
  while (index.running === 0) await nextTurn();
  for (let each = 0; each < 40; each++) await say(node, chat, alice, `then ${each}`);
  await node.clock.advance(60_000);
  assert.equal(index.batches.length, before);
  answer.resolve();
  await caughtUp(node, index);
  assert.ok(index.batches.length <= before + 3, `${index.batches.length - before} batches for 41 messages`);
  assert.equal(await index.count({ query: 'then', logs: [chat.log] }), 40);
});

test('SEARCH20 SEARCH14 after a failure it goes on from where the index stands, be it the beginning', async () => {
  await using node = await openDelivery();
  const { alice, chat } = await chatOn(node);
  const index = new RemoteIndex();
  const { work, logged } = follow(node, index);
  await using _work = work.start();
  for (let each = 0; each < 5; each++) await say(node, chat, alice, `apple ${each}`);
  await caughtUp(node, index);
  await index.clear();
  await say(node, chat, alice, 'apple 5');
  await caughtUp(node, index);
  assert.equal(await index.count({ query: 'apple', logs: [chat.log] }), 6);
  assert.match(logged.join(), /index\.0 could not go on; trying again/);
});

test('SEARCH12 in a cluster a search waits for every tail that has something, each as long as it may', async () => {
  const waited: string[] = [];
  const ends = [
    { tail: 0, seq: 12 },
    { tail: 1, seq: 0 },
    { tail: 2, seq: 7 },
  ];
  const pending = Promise.withResolvers<boolean>();
  const progress = progressOfTails({ ends: async () => ends }, ({ tail, seq }, patienceMs) => {
    waited.push(`${tail}:${seq} ${patienceMs}`);
    return tail === 2 ? pending.promise : Promise.resolve(true);
  });
  let over = false;
  const caughtUp = progress.caughtUp(1000).then(() => {
    over = true;
  });
  while (waited.length < 2) await nextTurn();
  await nextTurn();
  assert.deepEqual([waited, over], [['0:12 1000', '2:7 1000'], false]);
  pending.resolve(false);
  await caughtUp;
});
