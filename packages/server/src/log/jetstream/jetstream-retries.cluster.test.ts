import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startNats } from '@parley/testkit/engines/nats.ts';
import { type Seeded, seeded } from '@parley/testkit/seeded.ts';
import { appendAnyhow, said } from '../log-appends.test-support.ts';
import { chatLog, type LogKey } from '../log-key.ts';
import type { JetstreamLog } from './jetstream-log.ts';
import { MemoryArchive } from './memory-archive.test-support.ts';
import { openLogOn } from './open-log.test-support.ts';

const nats = await startNats();
after(() => nats[Symbol.asyncDispose]());

const chat = chatLog(7, 1);
const keyOf = (clientId: string, log: LogKey = chat) => ({ log, author: 3, clientId });

/** Everything of all tails into the archive, and away from the streams as far as that goes. */
async function archiveAll(log: JetstreamLog, archive: MemoryArchive): Promise<void> {
  for (const { tail: index } of await log.ends()) {
    await using tail = log.openTail(index);
    const entries = await tail.read(0, 100_000);
    archive.take(entries);
    if (entries.length > 0) await log.trim(index, entries.at(-1)?.seq ?? 0);
  }
}

test('LOG17 a new chat answers for keys that were never used at once and without the archive', async () => {
  const archive = new MemoryArchive();
  await using log = await openLogOn(nats.url, { cluster: 'new', archive });
  await appendAnyhow(log, chat, [said('a', { clientId: 'a' })]);
  archive.reads = 0;
  for (let each = 0; each < 20; each++) {
    assert.equal(log.findRetry(keyOf(`k${each}`)), undefined);
    await appendAnyhow(log, chat, [said('text', { clientId: `k${each}` })]);
    assert.equal((await log.findRetry(keyOf(`k${each}`)))?.clientId, `k${each}`);
  }
  assert.equal(archive.reads, 0);
});

test('LOG17 of a chat that is written to again, all keys come from the archive once, and then none is asked for', async () => {
  const archive = new MemoryArchive();
  {
    await using before = await openLogOn(nats.url, { cluster: 'warm', archive, limits: { keepMs: 0 } });
    for (let each = 0; each < 30; each++) {
      await appendAnyhow(before, chat, [said('text', { clientId: `k${each}` })]);
    }
    await archiveAll(before, archive);
  }
  await using log = await openLogOn(nats.url, { cluster: 'warm', archive });
  await log.head(chat);
  for (let each = 0; each < 3; each++) assert.equal(await log.findRetry(keyOf(`x${each}`)), undefined);
  await log.retriesLoaded();
  archive.reads = 0;
  for (let each = 0; each < 30; each++) {
    assert.equal(log.findRetry(keyOf(`y${each}`)), undefined);
    await appendAnyhow(log, chat, [said('text', { clientId: `y${each}` })]);
  }
  assert.equal(archive.reads, 0);
  for (let each = 0; each < 30; each++) {
    assert.equal((await log.findRetry(keyOf(`k${each}`)))?.position, each + 1);
  }
});

async function randomStep(chance: Seeded, logs: readonly JetstreamLog[], archive: MemoryArchive) {
  const what = chance.below(12);
  if (what === 0) await archiveAll(chance.pick(logs), archive);
  if (what === 1) await chance.pick(logs).follow(chatLog(7, 1 + chance.below(4)));
}

test('LOG5 LOG17 no key is missed: two nodes, little memory, archiving and trimming at random', async (t) => {
  const chance = seeded(t);
  const archive = new MemoryArchive();
  const limits = { keepMs: 0, believeMs: 0, retryBytes: 3000, cacheBytes: 20_000 };
  await using one = await openLogOn(nats.url, { cluster: 'random', archive, limits });
  await using two = await openLogOn(nats.url, { cluster: 'random', archive, limits });
  const used: { log: LogKey; clientId: string; seq: number }[] = [];
  for (let round = 0; round < 400; round++) {
    const log = chatLog(7, 1 + chance.below(4));
    const drafts = Array.from({ length: 1 + chance.below(4) }, (_, each) =>
      said('text', { clientId: `${round}.${each}` }),
    );
    const stored = await appendAnyhow(chance.pick([one, two]), log, drafts);
    used.push(...stored.map(({ clientId = '', seq }) => ({ log, clientId, seq })));
    await randomStep(chance, [one, two], archive);
    const reader = chance.pick([one, two]);
    const {
      log: asked,
      clientId,
      seq,
    } = chance.oneIn(2) ? (used.at(-1) as (typeof used)[0]) : chance.pick(used);
    await reader.head(asked);
    assert.equal((await reader.findRetry(keyOf(clientId, asked)))?.seq, seq, `${clientId} in round ${round}`);
    assert.equal(await reader.findRetry(keyOf(`never ${round}`, asked)), undefined);
  }
});
