import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startNats } from '@parley/testkit/engines/nats.ts';
import { createFakeClock } from '@parley/testkit/fake-clock.ts';
import { emptyHead } from '../log.ts';
import { appendAnyhow, appendTo, said } from '../log-appends.test-support.ts';
import { chatLog } from '../log-key.ts';
import { placeOf } from '../tail-seq.ts';
import { MemoryArchive } from './memory-archive.test-support.ts';
import { openLogOn } from './open-log.test-support.ts';

const nats = await startNats();
after(() => nats[Symbol.asyncDispose]());

const lobby = chatLog(7, 1);
const office = chatLog(7, 2);

test('LOG10 the number of partitions is fixed when the log is made; opened at once, one epoch is agreed on', async () => {
  const names = Array.from({ length: 4 }, () => openLogOn(nats.url, { cluster: 'fixed', partitions: 4 }));
  const logs = await Promise.all(names);
  assert.equal(new Set(logs.map(({ epoch }) => epoch)).size, 1);
  await assert.rejects(openLogOn(nats.url, { cluster: 'fixed', partitions: 8 }), /8.*4 partitions/);
  await assert.rejects(openLogOn(nats.url, { cluster: 'a.b' }), /letters, digits/);
  await assert.rejects(openLogOn(nats.url, { cluster: 'none', partitions: 0 }), /1 to 256/);
  for (const log of logs) await log[Symbol.asyncDispose]();
});

test('LOG15 LOG16 LOG18 what was only just archived stays in its stream; later it goes, and nothing is missed', async () => {
  const archive = new MemoryArchive();
  const clock = createFakeClock();
  const options = { cluster: 'trim', archive, clock, partitions: 1 };
  await using log = await openLogOn(nats.url, options);
  const entries = [];
  for (let each = 0; each < 10; each++) {
    entries.push(...(await appendAnyhow(log, each < 9 ? lobby : office, [said(`${each}`)])));
  }
  archive.take(entries);
  const end = entries.at(-1)?.seq ?? 0;
  await log.trim(0, end);
  archive.broken = true;
  await using fresh = await openLogOn(nats.url, options);
  assert.equal((await fresh.read(lobby, 0, 100)).length, 9, 'the stream has all, though the archive is away');
  archive.broken = false;
  await clock.advance(180_000);
  await log.trim(0, end);
  await using later = await openLogOn(nats.url, options);
  assert.deepEqual(await later.read(lobby, 0, 100), entries.slice(0, 9));
  assert.deepEqual(await later.head(lobby), { position: 9, number: 9 });
  await using tail = later.openTail(0);
  assert.deepEqual(await tail.read(0, 100), entries, 'a tail goes on in the archive');
  assert.deepEqual(await later.end(lobby), { tail: 0, seq: entries[8]?.seq });
  archive.broken = true;
  await assert.rejects(later.read(lobby, 0, 100), /away/);
  assert.equal((await later.read(office, 0, 100)).length, 1);
});

test('LOG16 whoever holds an old head of a log that was trimmed again does not append behind it', async () => {
  const archive = new MemoryArchive();
  const options = { cluster: 'twice', archive, partitions: 1, limits: { keepMs: 0 } };
  await using one = await openLogOn(nats.url, options);
  await using two = await openLogOn(nats.url, options);
  const trimAll = async () => {
    // The last batch of a stream always stays: another log has it.
    const [last] = await appendAnyhow(two, office, [said('last')]);
    await using tail = two.openTail(0);
    archive.take(await tail.read(0, 1000));
    await two.trim(0, last?.seq ?? 0);
  };
  await appendAnyhow(two, lobby, [said('first')]);
  await trimAll();
  const old = await one.head(lobby);
  await appendAnyhow(two, lobby, [said('second')]);
  await trimAll();
  assert.equal((await appendTo(one, lobby, old, [said('lost')])).kind, 'conflict');
  await appendAnyhow(one, lobby, [said('third')]);
  const contents = (await two.read(lobby, 0, 10)).map(({ content }) => content);
  assert.deepEqual(contents, ['first', 'second', 'third']);
});

test('LOG12 appends that wait for the same chat go together, each is told its own place; what is too large is refused', async () => {
  const batches: number[] = [];
  const waiting: number[] = [];
  const watch = {
    onPublish: (entries: number) => batches.push(entries),
    onConflict: () => {},
    onWaiting: (entries: number) => waiting.push(entries),
  };
  await using log = await openLogOn(nats.url, { cluster: 'together', partitions: 1, watch });
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, (_, each) => {
      const head = { position: 2 * each, number: 2 * each };
      return appendTo(log, lobby, head, [said(`${each}`), said(`${each}`)]);
    }),
  );
  assert.deepEqual(batches, [100]);
  assert.deepEqual([Math.max(...waiting), waiting.at(-1)], [100, 0]);
  const read = await log.read(lobby, 0, 200);
  for (const [each, outcome] of outcomes.entries()) {
    assert.equal(outcome.kind === 'appended' && outcome.lastSeq, read[2 * each + 1]?.seq);
  }
  assert.deepEqual(placeOf(read[0]?.seq ?? 0), { tail: 0, batch: 1, index: 0 });
  const many = Array.from({ length: 1025 }, () => said('x'));
  assert.equal((await appendTo(log, office, emptyHead, many)).kind, 'failed');
  const long = await appendTo(log, office, emptyHead, [said('x'.repeat(900_000))]);
  assert.equal(long.kind, 'failed');
  assert.equal(log.queueDepth, 0);
  const wide = await appendTo(log, office, emptyHead, [said('漢'.repeat(290_000)), said('y')]);
  assert.equal(wide.kind, 'appended');
  assert.equal((await log.read(office, 0, 5))[0]?.content?.length, 290_000);
});
