import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createFakeClock } from '@parley/testkit/fake-clock.ts';
import { chatLog, type LogKey } from '../../log/log-key.ts';
import { createLogger } from '../../telemetry/pino-logger.ts';
import { ChatFollows } from './chat-follows.ts';
import { VisitorsInterest } from './interest.ts';

const app = 3;
const [alice, bob] = [7, 8] as const;

/** An interest, and all that it asked for, in order. */
function openInterest(memberships: Record<number, number[]>) {
  const clock = createFakeClock();
  const logger = createLogger({ level: 'warn', format: 'json', write: (line) => stage.logged.push(line) });
  const stage = {
    clock,
    asked: [] as string[],
    logged: [] as string[],
    /** What a follow waits for. */
    gate: Promise.resolve(),
    fails: false,
    running: 0,
    mostRunning: 0,
  };
  const follow = async (log: LogKey) => {
    stage.running += 1;
    stage.mostRunning = Math.max(stage.mostRunning, stage.running);
    await stage.gate;
    stage.running -= 1;
    if (stage.fails) throw new Error('no server');
    stage.asked.push(`follow ${log - chatLog(app, 0)}`);
    return () => void stage.asked.push(`unfollow ${log - chatLog(app, 0)}`);
  };
  const interest = new VisitorsInterest({
    clock,
    logger,
    follows: new ChatFollows(follow),
    hear: async (user) => {
      stage.asked.push(`hear ${user}`);
      return () => void stage.asked.push(`stop ${user}`);
    },
    memberships: async (user) => (memberships[user] ?? []).map((chat) => chatLog(app, chat)),
    joined: async (user, log) => void stage.asked.push(`head ${log - chatLog(app, 0)} to ${user}`),
  });
  const told = (status: 'joined' | 'left', chat: number) =>
    interest.heardOf(alice, { type: 'chat', chat: chat as never, status });
  const news = () => stage.asked.splice(0);
  return { stage, interest, told, news, clock };
}

test('ROUTE2 a chat is followed once, however many here are in it, until 5 s after the last of them is gone', async () => {
  const { interest, news, clock } = openInterest({ [alice]: [1, 2], [bob]: [2] });
  interest.came(alice, app);
  await interest.ready(alice);
  assert.deepEqual(news(), [`hear ${alice}`, 'follow 1', 'follow 2']);
  interest.came(bob, app);
  await interest.ready(bob);
  assert.deepEqual(news(), [`hear ${bob}`]);
  interest.went(alice);
  await clock.advance(4999);
  assert.deepEqual(news(), []);
  await clock.advance(1);
  assert.deepEqual(news(), [`stop ${alice}`, 'unfollow 1']);
  interest.went(bob);
  await clock.advance(5000);
  assert.deepEqual(news(), [`stop ${bob}`, 'unfollow 2']);
});

test('ROUTE2 who comes back within 5 s, as by a reload, causes nothing', async () => {
  const { interest, news, clock } = openInterest({ [alice]: [1] });
  interest.came(alice, app);
  await interest.ready(alice);
  news();
  for (let reload = 0; reload < 5; reload++) {
    interest.went(alice);
    await clock.advance(4000);
    interest.came(alice, app);
    await interest.ready(alice);
  }
  await clock.advance(60_000);
  assert.deepEqual(news(), []);
});

test('ROUTE2 a chat that is joined is followed before its head is told; one that is left is released', async () => {
  const { interest, told, news, clock } = openInterest({ [alice]: [1] });
  interest.came(alice, app);
  await interest.ready(alice);
  news();
  told('joined', 5);
  await nextTurn();
  assert.deepEqual(news(), ['follow 5', `head 5 to ${alice}`]);
  told('left', 5);
  await clock.advance(4999);
  told('joined', 5);
  await clock.advance(5000);
  assert.deepEqual(news(), [`head 5 to ${alice}`]);
  told('left', 5);
  await clock.advance(5000);
  assert.deepEqual(news(), ['unfollow 5']);
});

test('ROUTE2 a bounded number of thousands of chats is begun at a time, and who waits waits for all', async () => {
  const chats = Array.from({ length: 3000 }, (_, each) => each + 1);
  const { stage, interest, news } = openInterest({ [alice]: chats });
  let open = () => {};
  stage.gate = new Promise((resolve) => {
    open = resolve;
  });
  interest.came(alice, app);
  let isReady = false;
  const ready = interest.ready(alice)?.then(() => {
    isReady = true;
  });
  for (let turn = 0; turn < 5; turn++) await nextTurn();
  assert.equal(isReady, false);
  open();
  await ready;
  assert.equal(news().length, 3001);
  assert.ok(stage.mostRunning <= 64, `${stage.mostRunning} at once`);
});

test('ROUTE2 what could not be followed is tried again; who goes meanwhile leaves nothing behind', async () => {
  const { stage, interest, news, clock } = openInterest({ [alice]: [1, 2], [bob]: [2] });
  stage.fails = true;
  interest.came(alice, app);
  await assert.rejects(interest.ready(alice) ?? Promise.resolve(), /no server/);
  await clock.advance(3000);
  assert.ok(stage.logged.length >= 2);
  stage.fails = false;
  await clock.advance(1000);
  await interest.ready(alice);
  assert.deepEqual(news(), [`hear ${alice}`, 'follow 1', 'follow 2']);
  stage.gate = new Promise((resolve) => clock.setTimeout(resolve, 12_000));
  interest.went(alice);
  await clock.advance(5000);
  assert.deepEqual(news(), [`stop ${alice}`, 'unfollow 1', 'unfollow 2']);
  interest.came(bob, app);
  await nextTurn();
  interest.went(bob);
  await clock.advance(10_000);
  assert.deepEqual(news(), [`hear ${bob}`, `stop ${bob}`, 'follow 2', 'unfollow 2']);
  assert.equal(clock.pending(), 0);
});
