import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, test } from 'node:test';
import { jetstreamManager } from '@nats-io/jetstream';
import { type Nats, startNats } from '@parley/testkit/engines/nats.ts';
import { startTcpProxy } from '@parley/testkit/engines/tcp-proxy.ts';
import { seeded } from '@parley/testkit/seeded.ts';
import { openNats } from '../../nats/connect-nats.ts';
import { emptyHead, type StoredEntry } from '../log.ts';
import { appendAnyhow, appendTo, said } from '../log-appends.test-support.ts';
import { chatLog } from '../log-key.ts';
import { openLogOn } from './open-log.test-support.ts';
import { assertKept, SteadyWriters } from './steady-writers.test-support.ts';

const nats = await startNats();
after(() => nats[Symbol.asyncDispose]());

const logs = [chatLog(7, 1), chatLog(7, 2), chatLog(7, 3)];
const [lobby = chatLog(7, 1)] = logs;
const impatient = { attemptMs: 200 };

test('LOG14 an append whose answer was lost is answered as appended, and stands there once', async (t) => {
  const chance = seeded(t);
  await using proxy = await startTcpProxy(Number(new URL(nats.url).port));
  const options = { cluster: 'lost', limits: impatient };
  await using log = await openLogOn(`nats://127.0.0.1:${proxy.port}`, options);
  await using witness = await openLogOn(nats.url, options);
  let position = 0;
  for (let round = 0; round < 12; round++) {
    await log.head(lobby);
    proxy.swallow();
    const foreign = chance.oneIn(3);
    if (foreign) await appendAnyhow(witness, lobby, [said(`foreign ${round}`)]);
    const outcome = appendTo(log, lobby, { position, number: position }, [said(`${round}`)]);
    if (!foreign) while ((await witness.head(lobby)).position === position) await nextTick();
    proxy.cut();
    assert.equal((await outcome).kind, foreign ? 'conflict' : 'appended');
    position += 1;
    const entries = await witness.read(lobby, 0, 100);
    assert.equal(entries.length, position);
    assert.equal(entries.at(-1)?.content, foreign ? `foreign ${round}` : `${round}`);
  }
});

const nextTick = () => new Promise((resolve) => setImmediate(resolve));

test('LOG14 an append that is not answered in time has failed with its outcome open; what waited behind it too', async () => {
  await using proxy = await startTcpProxy(Number(new URL(nats.url).port));
  const limits = { attemptMs: 50, giveUpMs: 200 };
  await using log = await openLogOn(`nats://127.0.0.1:${proxy.port}`, { cluster: 'open', limits });
  await using witness = await openLogOn(nats.url, { cluster: 'open' });
  await log.head(lobby);
  proxy.swallow();
  const outcomes = await Promise.all([
    appendTo(log, lobby, emptyHead, [said('a', { clientId: 'a' })]),
    appendTo(log, lobby, { position: 1, number: 1 }, [said('b')]),
  ]);
  assert.deepEqual(
    outcomes.map((outcome) => outcome.kind === 'failed' && outcome.reason),
    ['failed', 'failed'],
  );
  proxy.cut();
  const head = await witness.head(lobby);
  assert.deepEqual(head, { position: 2, number: 2 }, 'both were stored, and only the answer lost');
  assert.equal((await witness.findRetry({ log: lobby, author: 3, clientId: 'a' }))?.position, 1);
});

test('LOG21 a server that answers nothing is left where another one answers', async () => {
  await using proxy = await startTcpProxy(Number(new URL(nats.url).port));
  await using connection = await openNats(`nats://127.0.0.1:${proxy.port}`, 'test');
  const limits = { attemptMs: 50, giveUpMs: 200 };
  const beside = () => openNats(nats.url, 'beside');
  const options = { cluster: 'mute', connection, beside, limits };
  const log = await openLogOn(nats.url, options);
  const left = (async () => {
    for await (const { type } of connection.status()) if (type === 'forceReconnect') return;
  })();
  await log.head(lobby);
  proxy.swallow();
  assert.equal((await appendTo(log, lobby, emptyHead, [said('nobody answers')])).kind, 'failed');
  await left;
  proxy.cut();
  await log[Symbol.asyncDispose]();
});

test('LOG19 NATS is killed and started again in the middle: what was acknowledged is there once', async () => {
  await using own = await startNats();
  const options = { cluster: 'killed', limits: impatient };
  await using one = await openLogOn(own.url, options);
  await using two = await openLogOn(own.url, options);
  await using tail = two.openTail(0);
  const writers = new SteadyWriters([one, two], logs);
  const seen: StoredEntry[] = [];
  for (let round = 0; round < 4; round++) {
    await writers.more(150);
    seen.push(...(await tail.read(seen.at(-1)?.seq ?? 0, 100)));
    await own.kill(0);
    await own.start(0);
  }
  await writers.more(50);
  await writers.stop();
  await assertKept(one, writers, logs);
  for (;;) {
    const more = await tail.read(seen.at(-1)?.seq ?? 0, 50);
    if (more.length === 0) break;
    seen.push(...more);
  }
  await using fresh = one.openTail(0);
  assert.deepEqual(seen, await fresh.read(0, 100_000), 'LOG18 a tail that was there before has all');
});

test('LOG18 a tail and those who follow a log hear again after NATS was away', async () => {
  await using own = await startNats();
  await using one = await openLogOn(own.url, { cluster: 'again', partitions: 1 });
  await using two = await openLogOn(own.url, { cluster: 'again', partitions: 1 });
  await one.follow(lobby);
  await using tail = one.openTail(0);
  const heard = new EventTarget();
  tail.onAppended(() => heard.dispatchEvent(new Event('tail')));
  one.onForeign(() => heard.dispatchEvent(new Event('foreign')));
  for (let round = 0; round < 2; round++) {
    await one.follow(lobby);
    const both = [once(heard, 'tail'), once(heard, 'foreign')];
    const isHeard = Promise.all(both).then(() => true);
    do await appendAnyhow(two, lobby, [said(`${round}`)]);
    while (!(await Promise.race([isHeard, nextTick().then(() => false)])));
    assert.equal(tail.lastSeq(), (await one.end(lobby)).seq);
    await own.kill(0);
    await own.start(0);
  }
});

test('LOG13 of appends that meet in one instant on three servers one is stored, whoever is connected to which', async () => {
  await using three = await startNats({ servers: 3 });
  await using open = new AsyncDisposableStack();
  const options = { cluster: 'race', replicas: 3, partitions: 1 };
  const nodes = await Promise.all([...three.urls, ...three.urls].map((url) => openLogOn(url, options)));
  for (const node of nodes) open.use(node);
  for (let round = 0; round < 60; round++) {
    const log = chatLog(7, 1 + (round % 5));
    const heads = await Promise.all(nodes.map((node) => node.head(log)));
    const outcomes = await Promise.all(
      nodes.map((node, index) => appendTo(node, log, heads[index] ?? emptyHead, [said(`${round}.${index}`)])),
    );
    assert.deepEqual(outcomes.map(({ kind }) => kind).sort(), ['appended', ...Array(5).fill('conflict')]);
    assert.equal((await nodes[0]?.head(log))?.position, 1 + Math.floor(round / 5));
  }
});

/** Which server leads a stream; none while they are choosing. */
async function leaderOf(three: Nats, stream: string): Promise<number | undefined> {
  await using connection = await openNats(three.url, 'test');
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const info = await manager.streams.info(stream).catch(() => undefined);
  const leader = info?.cluster?.leader;
  return leader === undefined || leader === '' ? undefined : Number(leader.slice(-1));
}

test('LOG19 with three replicas the leader of a stream is lost: what was acknowledged is there once', async () => {
  await using three = await startNats({ servers: 3 });
  const options = { cluster: 'three', replicas: 3, partitions: 2, limits: impatient };
  await using one = await openLogOn(three.url, options);
  await using two = await openLogOn(three.url, options);
  const writers = new SteadyWriters([one, two], logs);
  for (let round = 0; round < 3; round++) {
    await writers.more(60);
    const leader = await leaderOf(three, `three-log-${round % 2}`);
    if (leader === undefined) continue;
    await three.kill(leader);
    await writers.more(60);
    await three.start(leader);
  }
  await writers.more(60);
  await writers.stop();
  await assertKept(one, writers, logs);
  await assertKept(two, writers, logs);
});
