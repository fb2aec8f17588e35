import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { type Seeded, seeded } from '@parley/testkit/seeded.ts';
import { entryKind, isNumbered } from './entry-kind.ts';
import { type Draft, emptyHead, type Log, type StoredEntry, type Tail } from './log.ts';
import { appendAnyhow, appendTo, type LogEngine, said } from './log-appends.test-support.ts';
import { appLog, chatLog, type LogKey } from './log-key.ts';
import { retryContract } from './log-retries.contract.ts';
import { windowContract } from './log-windows.contract.ts';

const lobby = chatLog(7, 1);
const office = chatLog(7, 12);

/** What every log owes the rest of the server. */
export function logContract(engine: LogEngine): void {
  orderContract(engine);
  compareAndSetContract(engine);
  tailContract(engine);
  windowContract(engine);
  retryContract(engine);
}

function assertGapless(entries: readonly StoredEntry[]): void {
  let number = 0;
  entries.forEach((entry, index) => {
    if (isNumbered(entry.kind)) number += 1;
    assert.equal(entry.position, index + 1);
    assert.equal(entry.number, number);
  });
}

function randomDrafts(chance: Seeded, name: string): Draft[] {
  return Array.from({ length: 1 + chance.below(3) }, (_, each) => {
    const content = `${name}.${each}`;
    return chance.oneIn(3) ? said(content, { kind: entryKind.message_edited, about: 1 }) : said(content);
  });
}

function orderContract({ name, newPlace, open }: LogEngine): void {
  test(`LOG1 ${name}: positions and numbers have no gap and no double, however many appenders on two nodes race`, async (t) => {
    const chance = seeded(t);
    const place = await newPlace();
    await using one = await open(place);
    await using two = await open(place);
    const wanted = new Map<LogKey, string[]>([
      [lobby, []],
      [office, []],
    ]);
    const race = async (appender: number) => {
      for (let round = 0; round < 15; round++) {
        const key = chance.pick([lobby, office]);
        const drafts = randomDrafts(chance, `${appender}.${round}`);
        await appendAnyhow(appender % 2 === 0 ? one : two, key, drafts);
        wanted.get(key)?.push(...drafts.map(({ content }) => content ?? ''));
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, appender) => race(appender)));
    for (const [key, contents] of wanted) {
      const entries = await two.read(key, 0, 10_000);
      assertGapless(entries);
      assert.deepEqual(entries.map(({ content }) => content).sort(), contents.sort());
      assert.deepEqual(await one.head(key), { position: entries.length, number: entries.at(-1)?.number });
    }
  });

  test(`LOG2 ${name}: messages and created chats take the next number of their log, other entries repeat it`, async () => {
    await using log = await open(await newPlace());
    const edited = said('b', { kind: entryKind.message_edited, about: 1 });
    await appendAnyhow(log, lobby, [said('a'), edited, said('c')]);
    await appendAnyhow(log, appLog(7), [{ kind: entryKind.chat_created, at: 1 }]);
    await appendAnyhow(log, lobby, [edited, said('d')]);
    const numbers = (await log.read(lobby, 0, 10)).map(({ number }) => number);
    assert.deepEqual(numbers, [1, 1, 2, 2, 3]);
    assert.deepEqual(await log.head(lobby), { position: 5, number: 3 });
    assert.deepEqual(await log.head(appLog(7)), { position: 1, number: 1 });
    assert.deepEqual(await log.head(office), emptyHead);
  });
}

function compareAndSetContract({ name, newPlace, open }: LogEngine): void {
  test(`LOG3 ${name}: of two that expect the same head one wins, the other stores nothing`, async () => {
    await using log = await open(await newPlace());
    const outcomes = await Promise.all(
      ['a', 'b', 'c'].map((text) => appendTo(log, lobby, emptyHead, [said(text), said(text)])),
    );
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ['appended', 'conflict', 'conflict'],
    );
    const early = await appendTo(log, lobby, { position: 5, number: 5 }, [said('too far')]);
    assert.equal(early.kind, 'conflict');
    assert.deepEqual(
      (await log.read(lobby, 0, 10)).map(({ content }) => content),
      ['a', 'a'],
    );
  });

  test(`LOG3 ${name}: what was called behind an append that did not succeed does not succeed either`, async () => {
    const place = await newPlace();
    await using here = await open(place);
    await using elsewhere = await open(place);
    await appendAnyhow(elsewhere, lobby, [said('foreign')]);
    // Both are called before either is answered; the second expects what the first was to bring.
    const [first, second] = await Promise.all([
      appendTo(here, lobby, emptyHead, [{ kind: entryKind.chat_renamed, at: 1, content: 'lost' }]),
      appendTo(here, lobby, { position: 1, number: 0 }, [said('built on the lost one')]),
    ]);
    assert.equal(first.kind, 'conflict');
    assert.equal(second.kind, 'conflict');
    await appendAnyhow(here, lobby, [said('anew')]);
    assertGapless(await here.read(lobby, 0, 10));
  });

  test(`LOG4 ${name}: what is answered as appended is there for every node, and after the log is opened again`, async () => {
    const place = await newPlace();
    await using witness = await open(place);
    const log = await open(place);
    const told: string[] = [];
    for (let each = 0; each < 30; each++) {
      const [entry] = await appendAnyhow(log, lobby, [said(`${each}`)]);
      assert.deepEqual(await witness.head(lobby), { position: each + 1, number: each + 1 });
      assert.deepEqual(await witness.entries([entry?.seq ?? 0]), [entry]);
      told.push(entry?.content ?? '');
    }
    await log[Symbol.asyncDispose]();
    await using again = await open(place);
    const found = await again.read(lobby, 0, 100);
    assert.deepEqual(
      found.map(({ content }) => content),
      told,
    );
  });
}

/** All entries of a tail, read in windows of random sizes. */
async function windows(tail: Tail, chance: Seeded): Promise<StoredEntry[]> {
  const all: StoredEntry[] = [];
  for (;;) {
    const window = await tail.read(all.at(-1)?.seq ?? 0, 1 + chance.below(9));
    if (window.length === 0) return all;
    all.push(...window);
  }
}

function seqsOf(entries: readonly StoredEntry[]): number[] {
  return entries.map(({ seq }) => seq);
}

/** Every log has all its entries among these, and ends where its tail ends, or before. */
async function assertEnds(log: Log, keys: readonly LogKey[], seen: readonly StoredEntry[]): Promise<void> {
  const ends = (await log.ends()).filter(({ seq }) => seq > 0);
  assert.equal(Math.max(...ends.map(({ seq }) => seq)), Math.max(...seqsOf(seen)));
  for (const key of keys) {
    const { tail, seq } = await log.end(key);
    assert.ok(seq <= (ends.find((end) => end.tail === tail)?.seq ?? 0));
    assert.equal(seen.filter((entry) => entry.log === key).length, (await log.head(key)).position);
  }
}

function tailContract({ name, newPlace, open }: LogEngine): void {
  test(`LOG6 ${name}: tails have every entry of every log once, each in one order, from wherever they go on`, async (t) => {
    const chance = seeded(t);
    const place = await newPlace();
    await using one = await open(place);
    await using two = await open(place);
    const logs = Array.from({ length: 12 }, (_, each) => chatLog(7, each + 1));
    for (let round = 0; round < 60; round++) {
      await appendAnyhow(chance.pick([one, two]), chance.pick(logs), randomDrafts(chance, `${round}`));
    }
    const seen: StoredEntry[] = [];
    for (let index = 0; index < one.tails; index++) {
      await using tail = two.openTail(index);
      const all = await windows(tail, chance);
      assert.deepEqual(
        seqsOf(all),
        seqsOf(all).toSorted((a, b) => a - b),
      );
      assert.equal(tail.lastSeq(), all.at(-1)?.seq ?? 0);
      assert.equal(tail.behind(tail.lastSeq()), 0);
      await using other = one.openTail(index);
      assert.deepEqual(await windows(other, chance), all);
      const middle = Math.floor(all.length / 2);
      assert.deepEqual(await other.read(all[middle]?.seq ?? 0, 5), all.slice(middle + 1, middle + 6));
      for (const key of new Set(all.map(({ log }) => log))) {
        const own = all.filter(({ log }) => log === key);
        assert.deepEqual(own, await one.read(key, 0, 10_000));
        assert.deepEqual(await two.end(key), { tail: index, seq: own.at(-1)?.seq });
      }
      seen.push(...all);
    }
    assert.equal(new Set(seqsOf(seen)).size, seen.length);
    await assertEnds(one, logs, seen);
    assert.deepEqual(await one.entries([seen[1]?.seq ?? 0, 999_999]), [seen[1]]);
  });

  test(`LOG6 ${name}: a tail tells that something was appended, to this node or another`, async () => {
    const place = await newPlace();
    await using one = await open(place);
    await using two = await open(place);
    // As every node does.
    one.onForeign(() => undefined);
    const { tail: index } = await one.end(lobby);
    await using tail = one.openTail(index);
    const told: number[] = [];
    const waiting = new EventTarget();
    tail.onAppended((seq) => {
      told.push(seq);
      waiting.dispatchEvent(new Event('appended'));
    });
    for (const node of [one, two, one]) {
      const [entry] = await appendAnyhow(node, lobby, [said('news')]);
      while ((told.at(-1) ?? 0) < (entry?.seq ?? 0)) await once(waiting, 'appended');
      assert.equal(tail.lastSeq(), entry?.seq);
    }
    assert.deepEqual(
      told,
      told.toSorted((a, b) => a - b),
    );
  });

  test(`LOG6 ${name}: entries of another node are told to those who follow their log`, async () => {
    const place = await newPlace();
    await using one = await open(place);
    await using two = await open(place);
    await one.follow(lobby);
    const heard = new EventTarget();
    const entries: StoredEntry[] = [];
    one.onForeign((foreign) => {
      entries.push(...foreign);
      heard.dispatchEvent(new Event('foreign'));
    });
    const arrived = once(heard, 'foreign');
    const appended = await appendAnyhow(two, lobby, [said('from there')]);
    await arrived;
    assert.deepEqual(entries, appended);
  });

  test(`LOG8 ${name}: the epoch is the same on every node and every time the log is opened`, async () => {
    const place = await newPlace();
    const first = await open(place);
    const second = await open(place);
    const epochs = [first.epoch, second.epoch];
    await first[Symbol.asyncDispose]();
    await second[Symbol.asyncDispose]();
    await using third = await open(place);
    assert.deepEqual([...epochs, third.epoch], [third.epoch, third.epoch, third.epoch]);
    assert.ok(third.epoch.length >= 8);
    await using other = await open(await newPlace());
    assert.notEqual(other.epoch, third.epoch);
  });
}
