import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PlacedEntry } from '@parley/protocol/entry.ts';
import { comparable } from '../testing/comparable.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { lostOnTheWay, ModelChat, notFound } from '../testing/model-chat.ts';
import { pick, seededRandom } from '../testing/seeded-random.ts';
import { ChatLog } from './chat-log.ts';
import type { ChatState } from './chat-state.ts';
import { Limiter } from './limiter.ts';
import { trimMessages } from './message-window.ts';
import { moveMarks } from './move-marks.ts';
import { unreadOf } from './unread.ts';
import { WindowLoader } from './window-loader.ts';

function setUp({ synced = true } = {}) {
  const model = new ModelChat();
  const clock = new FakeClock();
  const told: number[] = [];
  const link = { synced };
  const context = {
    api: model.api,
    me: () => 'alice',
    clock,
    limiter: new Limiter(4),
    marks: { tell: () => undefined },
    mayFetch: () => link.synced,
  };
  const log = new ChatLog(7, context, (entry) => told.push(entry.position));
  log.adopt(model.view());
  const position = () => log.state.get()?.position;
  return { model, clock, told, link, log, position };
}

const unreadIn = (log: ChatLog) => unreadOf(log.state.get() ?? assert.fail());

function same(model: ModelChat, log: ChatLog): void {
  const state = log.state.get();
  assert.ok(state);
  assert.deepEqual(
    comparable(state),
    comparable(model.state, state.messagesCount - state.messages.length + 1, state.spokenAfter),
  );
}

describe('a chat log', () => {
  test('SYNC7 the next entry is applied, an earlier one is dropped', () => {
    const { model, log, told } = setUp();
    const [first, second] = [model.say(), model.say()];
    for (const entry of [first, first, second, first, second]) log.receive(entry);
    same(model, log);
    assert.deepEqual(told, [1, 2]);
    assert.deepEqual(model.asked, []);
  });

  test('SYNC8 a live event never moves the cursor past a hole: the hole is fetched and the rest follows', async () => {
    const { model, clock, log, told, position } = setUp();
    const entries = [model.say(), model.say(), model.say(), model.say()];
    log.receive(entries[3] as PlacedEntry);
    assert.equal(position(), 0);
    log.receive(entries[0] as PlacedEntry);
    assert.equal(position(), 1);
    await clock.advance(0);
    same(model, log);
    assert.deepEqual(told, [1, 2, 3, 4]);
    assert.deepEqual(model.asked, ['listEntries']);
  });

  test('SYNC8 entries in any order, some of them twice, make the same state without a question', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const { model, log, told, link } = setUp();
      link.synced = false;
      const random = seededRandom(seed);
      const entries = Array.from({ length: 30 }, () =>
        random() < 0.7 ? model.say() : rename(model, random),
      );
      const shuffled = [...entries, pick(random, entries), pick(random, entries)].sort(() => random() - 0.5);
      for (const entry of shuffled) log.receive(entry);
      same(model, log);
      assert.deepEqual(
        told,
        entries.map((entry) => entry.position),
        `seed ${seed}`,
      );
    }
  });

  test('SYNC9 before the sync is answered no hole is fetched, and afterwards it is', async () => {
    const { model, clock, log, link, position } = setUp({ synced: false });
    model.say();
    log.receive(model.say());
    await clock.advance(10_000);
    assert.deepEqual([position(), model.asked], [0, []]);
    link.synced = true;
    log.resume();
    await clock.advance(0);
    same(model, log);
  });

  test('SYNC10 what does not fit among those held back is fetched with the hole', async () => {
    const { model, clock, log, link } = setUp({ synced: false });
    const entries = Array.from({ length: 800 }, () => model.say());
    for (const entry of entries.slice(1)) log.receive(entry);
    link.synced = true;
    log.resume();
    await clock.advance(0);
    same(model, log);
  });

  test('SYNC11 a hole too wide to read through is answered by a fresh view; known marks are kept', async () => {
    const { model, clock, log } = setUp();
    log.update((state) => ({ ...state, marks: { delivered: 0, read: 0 } }));
    for (let number = 0; number < 1500; number++) model.say();
    log.noteHead(1500);
    await clock.advance(0);
    same(model, log);
    assert.deepEqual(model.asked, ['getChat', 'listMessages']);
    assert.equal(log.state.get()?.messages.length, 30);
  });

  test('SYNC11 a gap ahead replaces the state, one behind changes nothing', () => {
    const { model, log } = setUp();
    const [first, second] = [model.say(), model.say()];
    const early = { view: model.view(), messages: model.newest(15) };
    log.receive(first);
    log.receive(second);
    log.receive(model.say());
    const before = log.state.get();
    log.replace(early.view, early.messages);
    assert.equal(log.state.get(), before);
    for (let number = 0; number < 5; number++) model.say();
    log.replace(model.view(), model.newest(3));
    same(model, log);
    assert.equal(log.state.get()?.messages.length, 3);
  });

  test('SYNC11 entries held back go on from a gap', () => {
    const { model, log, link } = setUp({ synced: false });
    link.synced = false;
    for (let number = 0; number < 5; number++) model.say();
    const gap = { view: model.view(), messages: model.newest(2) };
    log.receive(model.say());
    log.replace(gap.view, gap.messages);
    same(model, log);
  });

  test('SYNC17 a head beyond the cursor is a hole and is fetched, again after a failure', async () => {
    const { model, clock, log, position } = setUp();
    model.say();
    model.failure = lostOnTheWay;
    log.noteHead(1);
    await clock.advance(0);
    assert.equal(position(), 0);
    model.failure = undefined;
    await clock.advance(2000);
    same(model, log);
  });

  test('SYNC17 a chat that is not ours any more is left, and not asked for again', async () => {
    const { model, clock, log } = setUp();
    model.failure = notFound;
    log.noteHead(3);
    await clock.advance(60_000);
    assert.equal(log.state.get()?.status, 'left');
    assert.deepEqual(model.asked, ['listEntries']);
  });

  test('SYNC8 an entry that contradicts the state brings a fresh one', async () => {
    const { model, clock, log } = setUp();
    const wrong = model.say();
    log.receive({ ...wrong, entry: { ...wrong.entry, number: 9 } } as PlacedEntry);
    await clock.advance(0);
    same(model, log);
  });

  test('SYNC16 an answer from before a reset is ignored', async () => {
    const { model, clock, log } = setUp();
    const loading = log.load();
    log.reset();
    await assert.rejects(loading, { code: 'aborted' });
    await clock.advance(0);
    assert.equal(log.state.get(), null);
    assert.deepEqual(model.asked, ['getChat']);
  });

  test('SYNC14 a view counts up to its position, and entries go on from there, without another question', async () => {
    const { model, clock, log } = setUp();
    log.reset();
    for (let number = 0; number < 10; number++) model.say();
    const view = model.view();
    const entry = model.append({ kind: 'message_deleted', number: 2 });
    // The page was read after the view, and has the deletion already.
    log.replace(view, model.newest(9));
    assert.equal(unreadIn(log), 9);
    log.receive(entry);
    assert.equal(unreadIn(log), 9);
    await clock.advance(10_000);
    same(model, log);
    assert.deepEqual(model.asked, []);
  });

  test('SYNC14 a mark that stops among messages not held leaves a guess, which a view of its position settles', async () => {
    const { model, clock, log, told } = setUp();
    for (let number = 0; number < 10; number++) log.receive(model.say());
    for (const number of [2, 5]) log.receive(model.append({ kind: 'message_deleted', number }));
    log.update((state) => trimMessages(state, 3));
    const read = (state: ChatState) => moveMarks(state, 'alice', { delivered: 10, read: 3 });
    log.update(read);
    assert.equal(unreadIn(log), 5);
    await clock.advance(3000);
    assert.deepEqual(model.asked, ['getChat']);
    assert.equal(unreadIn(log), 5, 'the server does not know the mark');
    assert.deepEqual(
      told,
      Array.from({ length: 12 }, (_, index) => index + 1),
    );
    model.state = read(model.state);
    // The view is ahead: it settles the count when the entries up to it are there.
    const late = [model.say(), model.say()];
    await clock.advance(3000);
    same(model, log);
    for (const entry of late) log.receive(entry);
    await clock.advance(10_000);
    same(model, log);
    assert.deepEqual(model.asked, ['getChat', 'getChat', 'listEntries']);
  });

  test('SYNC20 a fresh view is filled up with what is told, which then comes with older messages', async () => {
    const { model, log } = setUp();
    log.reset();
    for (let number = 0; number < 50; number++) {
      rename(model, () => number / 50);
      model.say();
      for (let each = 0; each < 20; each++) model.append({ kind: 'reaction_added', number: 1, emoji: '👍' });
    }
    log.replace(model.view(), model.newest(10));
    await log.loadSpoken();
    same(model, log);
    assert.equal(log.state.get()?.spoken.length, 50);
    model.asked.length = 0;
    assert.equal(await new WindowLoader(log).grow('older', 40), undefined);
    same(model, log);
    assert.deepEqual(model.asked, ['listMessages'], 'one page had all that is told');
  });

  test('SYNC20 where much is told it comes in pages, with the messages it stands between', async () => {
    const { model, log } = setUp();
    log.reset();
    for (let number = 0; number < 20; number++) {
      model.say();
      for (let each = 0; each < 40; each++) rename(model, () => each / 40);
    }
    log.replace(model.view(), model.newest(1));
    await log.loadSpoken();
    same(model, log);
    assert.equal(await new WindowLoader(log).grow('older', 2), undefined);
    assert.deepEqual(model.asked, ['listEntries', 'listMessages', 'listEntries']);
    same(model, log);
    const { spokenAfter = 0, messages = [] } = log.state.get() ?? {};
    assert.ok(spokenAfter <= (messages[0]?.position ?? 0));
  });
});

function rename(model: ModelChat, random: () => number): PlacedEntry {
  return model.append({ kind: 'chat_renamed', name: `name ${random()}` });
}
