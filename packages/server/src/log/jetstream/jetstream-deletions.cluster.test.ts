import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startMariadb } from '@parley/testkit/engines/mariadb.ts';
import { startNats } from '@parley/testkit/engines/nats.ts';
import { type Seeded, seeded } from '@parley/testkit/seeded.ts';
import { EntryArchive, insertStatements } from '../../store/entry-archive.ts';
import { openMysqlDriver } from '../../store/mysql/mysql-driver.ts';
import { derive } from '../../store/projection.ts';
import { entryKind, isNumbered } from '../entry-kind.ts';
import type { Draft, Log, StoredEntry } from '../log.ts';
import { appendAnyhow, said } from '../log-appends.test-support.ts';
import { chatLog } from '../log-key.ts';
import { EagerProjector } from './eager-projector.test-support.ts';
import type { JetstreamLog } from './jetstream-log.ts';
import { MemoryArchive } from './memory-archive.test-support.ts';
import { openLogOn } from './open-log.test-support.ts';

const nats = await startNats();
after(() => nats[Symbol.asyncDispose]());
const mariadb = await startMariadb();
after(() => mariadb[Symbol.asyncDispose]());

const lobby = chatLog(7, 1);
const plain = { after: 0, before: Number.MAX_SAFE_INTEGER, limit: 1000, spoken: false };

/** A chat in which messages are posted, edited and deleted, also an edit behind the deletion; and how it must read. */
class Chat {
  entries: StoredEntry[] = [];
  readonly #chance: Seeded;
  #posted = 0;

  constructor(chance: Seeded) {
    this.#chance = chance;
  }

  async act(log: Log): Promise<void> {
    const drafts = Array.from({ length: 1 + this.#chance.below(3) }, () => this.#draft());
    this.entries.push(...(await appendAnyhow(log, lobby, drafts)));
  }

  #draft(): Draft {
    const messages = this.entries.filter(({ kind }) => kind === entryKind.message);
    const target = messages.length > 0 ? this.#chance.pick(messages) : undefined;
    if (target === undefined || this.#chance.oneIn(2)) {
      const extras = this.#chance.oneIn(2) ? { data: '{"replyTo":1}' } : {};
      this.#posted += 1;
      return said(`text ${this.#posted}`, { clientId: `key ${this.#posted}`, ...extras });
    }
    const about = target.number;
    if (this.#chance.oneIn(2)) return said('edited', { kind: entryKind.message_edited, about });
    const data = JSON.stringify({ position: target.position });
    return { kind: entryKind.message_deleted, at: 1, about, data };
  }

  /** As the store of a server whose log and store are one has it. */
  expected(): StoredEntry[] {
    const deletions = this.entries.filter(({ kind }) => kind === entryKind.message_deleted);
    const numbers = new Set(deletions.map(({ about }) => about));
    return this.entries.map((entry) => {
      const { content, data, ...rest } = entry;
      if (entry.kind === entryKind.message && numbers.has(entry.number)) return rest;
      return entry.kind === entryKind.message_edited && numbers.has(entry.about) ? rest : entry;
    });
  }
}

async function assertReads(log: Log, chat: Chat, chance: Seeded): Promise<void> {
  const all = chat.expected();
  const newest = all.toReversed();
  const numbered = all.filter(({ kind }) => isNumbered(kind));
  const [from, limit] = [chance.below(all.length + 1), 1 + chance.below(12)];
  const number = chance.below(numbered.length + 2);
  const entry = chance.pick(numbered);
  const seqs = [chance.pick(all).seq, entry.seq];
  assert.deepEqual(await log.read(lobby, from, limit), all.slice(from, from + limit));
  assert.deepEqual(
    await log.readBack(lobby, { ...plain, before: from + 1, limit }),
    newest.slice(all.length - from).slice(0, limit),
  );
  assert.deepEqual(
    await log.readNumbersBelow(lobby, number, limit),
    numbered
      .filter((each) => each.number < number)
      .toReversed()
      .slice(0, limit),
  );
  assert.deepEqual(
    await log.readNumbersAbove(lobby, number, limit),
    numbered.filter((each) => each.number > number).slice(0, limit),
  );
  assert.deepEqual(
    await log.entries(seqs),
    seqs.map((seq) => all.find((each) => each.seq === seq)),
  );
  const retry = { log: lobby, author: 3, clientId: entry.clientId ?? '' };
  assert.deepEqual(await log.findRetry(retry), entry, 'a retry finds what a read does');
}

async function actAndRead(nodes: readonly JetstreamLog[], chance: Seeded): Promise<Chat> {
  const chat = new Chat(chance);
  for (let turn = 0; turn < 120; turn++) {
    await chat.act(chance.pick(nodes));
    if (chat.entries.some(({ kind }) => kind === entryKind.message)) {
      await assertReads(chance.pick(nodes), chat, chance);
    }
  }
  for (const node of nodes) assert.deepEqual(await node.read(lobby, 0, 1000), chat.expected());
  return chat;
}

test('LOG20 nothing archived: a deleted text is read no more, on whatever node', async (t) => {
  const cluster = 'deletions-bare';
  await using one = await openLogOn(nats.url, { cluster });
  await using other = await openLogOn(nats.url, { cluster, limits: { cacheBytes: 4000 } });
  await actAndRead([one, other], seeded(t));
});

test('LOG20 archived, erased and trimmed meanwhile: neither caches nor what is not erased yet tell a deleted text', async (t) => {
  const chance = seeded(t);
  const url = await mariadb.createDatabase();
  await using driver = await openMysqlDriver({ url });
  const usual = { cluster: 'deletions', archive: new EntryArchive(driver) };
  await using one = await openLogOn(nats.url, { ...usual, limits: { keepMs: 0, believeMs: 0 } });
  const few = { keepMs: 0, believeMs: 0, cacheBytes: 4000, retryBytes: 2000 };
  await using other = await openLogOn(nats.url, { ...usual, limits: few });
  await using _projector = new EagerProjector(one, driver, chance, (entries) => [
    ...insertStatements(entries),
    ...entries.flatMap(derive),
  ]);
  await actAndRead([one, other], chance);
});

test('LOG20 LOG15 an archive that is away hides nothing that the stream can tell', async () => {
  const archive = new MemoryArchive();
  await using log = await openLogOn(nats.url, { cluster: 'deletions-away', archive });
  const data = JSON.stringify({ position: 1 });
  await appendAnyhow(log, lobby, [said('gone'), said('stays')]);
  await appendAnyhow(log, lobby, [{ kind: entryKind.message_deleted, at: 1, about: 1, data }]);
  archive.broken = true;
  const texts = (await log.read(lobby, 0, 10)).map(({ content }) => content);
  assert.deepEqual(texts, [undefined, 'stays', undefined]);
});
