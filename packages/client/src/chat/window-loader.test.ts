import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { comparableMessage } from '../testing/comparable.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { ModelChat } from '../testing/model-chat.ts';
import { sampleMessage, sampleView } from '../testing/sample-chat.ts';
import { pick, seededRandom } from '../testing/seeded-random.ts';
import { shownMessages, trimNewest, windowBound } from './away-window.ts';
import { ChatLog } from './chat-log.ts';
import { Limiter } from './limiter.ts';
import { trimMessages } from './message-window.ts';
import { unreadOf } from './unread.ts';
import { WindowLoader } from './window-loader.ts';

/** A chat of so many messages, of which a device has the newest thirty. */
function setUp(count: number) {
  const model = new ModelChat();
  const context = {
    api: model.api,
    me: () => 'alice',
    clock: new FakeClock(),
    limiter: new Limiter(4),
    mayFetch: () => true,
    marks: { tell: () => undefined },
  };
  const log = new ChatLog(7, context, () => undefined);
  for (let number = 0; number < count; number++) model.say();
  log.replace(model.view(), model.newest(30));
  // Nothing was told.
  log.update((state) => ({ ...state, spokenAfter: 0 }));
  const loader = new WindowLoader(log);
  const state = () => log.state.get() ?? assert.fail('no chat');
  const shown = () => shownMessages(state());
  const range = () => [shown()[0]?.number, shown().at(-1)?.number];
  return { model, log, loader, state, shown, range };
}

type Stand = ReturnType<typeof setUp>;

/** What is shown has no hole and is what the server would answer. */
function same({ model, shown, state }: Stand): void {
  const first = shown()[0]?.number ?? 1;
  const expected = model.state.messages.slice(first - 1, first - 1 + shown().length);
  assert.deepEqual(shown().map(comparableMessage), expected.map(comparableMessage));
  assert.equal(unreadOf(state()), unreadOf(model.state));
  assert.ok(shown().length <= windowBound && state().messages.length <= windowBound);
}

describe('the messages shown', () => {
  test('CLIENT20 a message however far away is shown by one question, and the newest by none', async () => {
    const stand = setUp(5000);
    const { model, loader, range, state } = stand;
    assert.equal(await loader.around(777), true);
    assert.deepEqual(model.asked, ['listMessages']);
    assert.deepEqual(range(), [748, 807]);
    same(stand);
    assert.equal(state().messages.length, 30);
    loader.newest();
    assert.deepEqual(range(), [4971, 5000]);
    assert.equal(model.asked.length, 1);
    assert.equal(await loader.around(5001), false);
    assert.equal(await loader.around(0), false);
    assert.equal(await loader.around(4990), true);
    assert.equal(model.asked.length, 1);
  });

  test('CLIENT20 a day is reached by one question, which says the message it leads to', async () => {
    const stand = setUp(300);
    assert.equal(await stand.loader.at(new Date('2020-01-01')), 1);
    assert.deepEqual(stand.range(), [1, 60]);
    assert.equal(await stand.loader.at(new Date('2099-01-01')), 300);
    same(stand);
    assert.equal(await setUp(0).loader.at(new Date('2020-01-01')), null);
  });

  test('CLIENT21 a window grows at both ends and becomes one with the newest messages when it meets them', async () => {
    const stand = setUp(400);
    const { loader, range, state } = stand;
    await loader.around(200);
    await loader.grow('older', 50);
    await loader.grow('newer', 50);
    assert.deepEqual(range(), [121, 280]);
    while (state().away !== null) await loader.grow('newer', 50);
    assert.deepEqual(range(), [121, 400]);
    same(stand);
    await loader.grow('newer', 50);
    while ((range()[0] ?? 0) > 1) await loader.grow('older', 50);
    same(stand);
    const questions = stand.model.asked.length;
    await loader.grow('older', 50);
    assert.equal(stand.model.asked.length, questions);
  });

  test('CLIENT21 one near the newest messages is joined with them at once', async () => {
    const stand = setUp(400);
    await stand.loader.around(350);
    assert.deepEqual([stand.range(), stand.state().away], [[321, 400], null]);
    await stand.loader.around(100);
    await stand.loader.around(140);
    assert.deepEqual(stand.range(), [71, 170]);
    same(stand);
  });

  test('CLIENT21 SYNC20 what is told stands between the messages shown, wherever that is', async () => {
    const stand = setUp(0);
    const { model, log, loader, state } = stand;
    for (let number = 0; number < 600; number++) {
      model.say();
      if (number % 3 === 0) model.append({ kind: 'chat_renamed', name: `name ${number}` });
    }
    log.replace(model.view(), model.newest(30));
    const told = () => state().away?.spoken.map(({ position }) => position) ?? [];
    const expected = () => {
      const [first, last] = [stand.shown()[0]?.position ?? 0, stand.shown().at(-1)?.position ?? 0];
      const isTold = ({ entry, position }: (typeof model.entries)[number]) =>
        entry.kind === 'chat_renamed' && position > first && position < last;
      return model.entries.filter(isTold).map(({ position }) => position);
    };
    await loader.around(300);
    assert.deepEqual(told(), expected());
    await Promise.all([loader.grow('older', 50), loader.grow('newer', 50)]);
    assert.deepEqual(told(), expected());
    assert.equal(told().length, 53);
  });

  test('CLIENT22 whoever scrolls through everything and back holds a bounded number', async () => {
    const stand = setUp(6000);
    const { loader, range, state } = stand;
    while ((range()[0] ?? 0) > 1) {
      const [first] = range();
      await loader.grow('older', 100);
      same(stand);
      assert.ok(shownHas(stand, first), 'what was at the top is still there');
    }
    while (state().away !== null) {
      const [, last] = range();
      await loader.grow('newer', 100);
      same(stand);
      assert.ok(shownHas(stand, last), 'what was at the foot is still there');
    }
    assert.equal(range()[1], 6000);
  });

  test('CLIENT23 live entries change a window as they change the newest messages', async () => {
    const stand = setUp(500);
    const { model, log, loader, shown } = stand;
    await loader.around(100);
    const changes = [
      { kind: 'message_edited', number: 100, content: 'edited' },
      { kind: 'reaction_added', number: 99, emoji: '👍' },
      { kind: 'message_deleted', number: 98 },
      { kind: 'message_edited', number: 5, content: 'out of sight' },
    ] as const;
    for (const change of changes) log.receive(model.append(change));
    log.receive(model.say());
    same(stand);
    assert.equal(shown().find((message) => message.number === 100)?.content, 'edited');
    const edited = { ...model.state.messages[99], content: 'twice', revision: 999 };
    log.adoptMessage(edited as (typeof model.state.messages)[number]);
    assert.equal(shown().find((message) => message.number === 100)?.content, 'twice');
  });

  test('CLIENT23 a window that missed entries is read again', async () => {
    const stand = setUp(500);
    const { model, log, loader, state } = stand;
    await loader.around(100);
    model.append({ kind: 'message_edited', number: 100, content: 'edited unseen' });
    for (let number = 0; number < 40; number++) model.say();
    log.replace(model.view(), model.newest(20));
    assert.equal(state().away?.stale, true);
    await loader.refresh();
    assert.equal(state().away?.stale, false);
    same(stand);
  });

  test('CLIENT24 a page that comes after the window has moved on changes nothing', async () => {
    const stand = setUp(2000);
    const { loader, range } = stand;
    await loader.around(1000);
    const [older, newer] = [loader.grow('older', 50), loader.grow('newer', 50)];
    const jump = loader.around(300);
    await Promise.all([older, newer, jump]);
    assert.deepEqual(range(), [271, 330]);
    const late = loader.grow('older', 50);
    loader.newest();
    await late;
    assert.deepEqual(range(), [1971, 2000]);
    same(stand);
  });

  test('CLIENT21 CLIENT22 CLIENT23 jumps, scrolling and entries in any order never make a hole', async () => {
    for (let seed = 1; seed <= 30; seed++) {
      const stand = setUp(2500);
      const random = seededRandom(seed);
      const acts = actsOf(stand, random);
      const underWay: unknown[] = [];
      for (let step = 0; step < 60; step++) {
        underWay.push(pick(random, acts)());
        if (random() < 0.7) await Promise.all(underWay.splice(0));
        same(stand);
      }
      await Promise.all(underWay);
      same(stand);
    }
  });

  test('SYNC12 older messages are loaded until there are none', async () => {
    const stand = setUp(40);
    stand.log.update((state) => trimMessages(state, 1));
    await stand.loader.grow('older', 25);
    assert.deepEqual(stand.range(), [15, 40]);
    await stand.loader.grow('older', 25);
    same(stand);
    await stand.loader.grow('older', 25);
    assert.equal(stand.model.asked.filter((id) => id === 'listMessages').length, 2);
  });

  test('SYNC12 a server that answers from the past again and again is given up, not asked without end', async () => {
    const { model, log, loader } = setUp(8);
    log.replace(sampleView({ ...model.view(), position: 9, messages_count: 9 }), [sampleMessage(9)]);
    await assert.rejects(loader.grow('older', 5), { code: 'unavailable' });
    assert.equal(model.asked.length, 5);
  });
});

function shownHas({ shown }: Stand, number: number | undefined): boolean {
  return shown().some((message) => message.number === number);
}

function actsOf({ model, log, loader }: Stand, random: () => number): readonly (() => unknown)[] {
  const someNumber = () => 1 + Math.floor(random() * model.state.messagesCount);
  return [
    () => loader.around(someNumber()),
    () => loader.grow('older', 100),
    () => loader.grow('older', 100),
    () => loader.grow('newer', 100),
    () => loader.newest(),
    () => loader.at(new Date('2020-01-01')),
    () => log.receive(model.say()),
    () => log.receive(model.append({ kind: 'message_deleted', number: someNumber() })),
    () => log.receive(model.append({ kind: 'message_edited', number: someNumber(), content: 'edited' })),
    () => log.update((state) => trimNewest(state, true)),
  ];
}
