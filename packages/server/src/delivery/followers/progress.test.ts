import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFakeClock, type FakeClock } from '@parley/testkit/fake-clock.ts';
import { createLocalBuses } from '../../bus/local-bus.test-support.ts';
import type { TailPlace } from '../../log/log.ts';
import type { LogKey } from '../../log/log-key.ts';
import { createLogger } from '../../telemetry/pino-logger.ts';
import { checkpointName, Progress } from './progress.ts';
import { projectedReadModel } from './projected-read-model.ts';

/** Two nodes, and a store whose checkpoints the test sets. */
async function openTwo() {
  const clock = createFakeClock();
  const buses = createLocalBuses();
  const saved = new Map<string, number>();
  const asked: string[] = [];
  const checkpoint = async (name: string, tail: number) => {
    asked.push(checkpointName(name, tail));
    return saved.get(checkpointName(name, tail)) ?? 0;
  };
  const open = (node: string) =>
    Progress.open({ bus: buses.open(node), clock, checkpoint, names: ['store', 'index'] });
  return { clock, buses, saved, asked, one: await open('one'), two: await open('two') };
}

/** What came of a promise so far. */
function watched<Value>(promise: Promise<Value>): { value: Value | undefined } {
  const seen: { value: Value | undefined } = { value: undefined };
  void promise.then((value) => {
    seen.value = value;
  });
  return seen;
}

const place = (seq: number, tail = 0): TailPlace => ({ tail, seq });

test('PROG1 who waits for a place hears of it from any node, of that name and tail only', async () => {
  const { clock, one, two, asked } = await openTwo();
  const waiting = watched(two.reached('store', place(7, 3), 1000));
  one.report('index', 3, 9);
  one.report('store', 2, 9);
  one.report('store', 3, 6);
  await clock.advance(5);
  assert.equal(waiting.value, undefined);
  one.report('store', 3, 7);
  await clock.advance(5);
  assert.equal(waiting.value, true);
  assert.equal(await two.reached('store', place(7, 3), 0), true);
  assert.equal(await two.reached('store', place(0, 9), 0), true);
  assert.equal(await one.reached('store', place(7, 3), 0), true);
  assert.deepEqual(asked, []);
  assert.equal(clock.pending(), 0);
});

test('PROG1 old news, late or twice, take nothing back', async () => {
  const { clock, one, two } = await openTwo();
  one.report('store', 0, 9);
  await clock.advance(5);
  two.report('store', 0, 4);
  await clock.advance(5);
  assert.equal(await one.reached('store', place(9), 0), true);
  assert.equal(await two.reached('store', place(9), 0), true);
});

test('PROG1 news gather: one message in five milliseconds, with the newest of each tail', async () => {
  const { clock, buses, one } = await openTwo();
  for (let seq = 1; seq <= 100; seq++) for (const tail of [0, 1]) one.report('store', tail, seq);
  await clock.advance(5);
  one.report('store', 0, 101);
  await one[Symbol.asyncDispose]();
  assert.deepEqual(
    buses.published.map(([topic, payload]) => [topic, JSON.parse(payload)]),
    [
      [
        'progress.store',
        [
          [0, 100],
          [1, 100],
        ],
      ],
      ['progress.store', [[0, 101]]],
    ],
  );
});

test('PROG2 a message that is lost costs a fifth of a second; many who wait ask once', async () => {
  const { clock, buses, saved, asked, one, two } = await openTwo();
  buses.isLost = () => true;
  const waiting = Array.from({ length: 50 }, (_, each) =>
    watched(two.reached('store', place(each + 1), 1000)),
  );
  saved.set('store.0', 30);
  one.report('store', 0, 30);
  await clock.advance(199);
  assert.deepEqual([asked.length, waiting[0]?.value], [0, undefined]);
  await clock.advance(1);
  assert.deepEqual(asked, ['store.0']);
  assert.equal(waiting.filter(({ value }) => value === true).length, 30);
  saved.set('store.0', 50);
  await clock.advance(200);
  assert.equal(waiting.filter(({ value }) => value === true).length, 50);
  assert.equal(asked.length, 2);
  await clock.advance(10_000);
  assert.equal(asked.length, 2, 'nobody waits: nobody asks');
  await two[Symbol.asyncDispose]();
});

test('PROG2 whoever closes ends everybody’s waiting', async () => {
  const { clock, one } = await openTwo();
  const waiting = watched(one.reached('store', place(1), 1000));
  await one[Symbol.asyncDispose]();
  await clock.advance(0);
  assert.equal(waiting.value, false);
  assert.equal(clock.pending(), 0);
});

const logger = createLogger({ level: 'silent', format: 'json', write: () => undefined });
const chat = 7 as LogKey;

/** Milliseconds of the clock that a wait took. */
async function timeOf(clock: FakeClock, waiting: Promise<void> | undefined): Promise<number> {
  const began = clock.monotonic();
  let isOver = false;
  void Promise.resolve(waiting).then(() => {
    isOver = true;
  });
  await clock.advance(0);
  while (!isOver) await clock.advance(1);
  return clock.monotonic() - began;
}

test('READ1 whoever waits reads what the log held when they asked: of one log, or of all', async () => {
  const { clock, one, two } = await openTwo();
  const log = { end: async () => place(5, 1), ends: async () => [place(3, 0), place(5, 1)] };
  const model = projectedReadModel({ log, progress: two, clock, logger });
  const shows = watched(Promise.resolve(model.shows(chat)).then(() => true));
  const showsAll = watched(Promise.resolve(model.showsAll()).then(() => true));
  await clock.advance(0);
  one.report('store', 1, 5);
  await clock.advance(5);
  assert.deepEqual([shows.value, showsAll.value], [true, undefined]);
  one.report('store', 0, 3);
  await clock.advance(5);
  assert.equal(showsAll.value, true);
  assert.equal(await timeOf(clock, model.showsAll()), 0);
  assert.equal(clock.pending(), 0);
});

test('READ2 nobody waits for more than a second, and nobody at all while a projector is stuck', async () => {
  const { clock, buses, saved, one, two } = await openTwo();
  const ends = [place(5), place(2, 1)];
  const log = { end: async () => ends[0] ?? place(0), ends: async () => ends };
  const model = projectedReadModel({ log, progress: two, clock, logger });
  assert.equal(await timeOf(clock, model.shows(chat)), 1000);
  assert.equal(await timeOf(clock, model.shows(chat)), 1000);
  assert.equal(await timeOf(clock, model.shows(chat)), 0);
  one.report('store', 0, 4);
  await clock.advance(5);
  assert.equal(await timeOf(clock, model.shows(chat)), 1000, 'it moves again');
  await clock.advance(1000);
  assert.equal(await timeOf(clock, model.shows(chat)), 0);
  buses.isLost = () => true;
  saved.set('store.0', 5);
  await clock.advance(200);
  assert.equal(await timeOf(clock, model.shows(chat)), 0);
  ends[0] = place(9);
  assert.equal(await timeOf(clock, model.shows(chat)), 1000, 'what was asked for is there: it works');
  await two[Symbol.asyncDispose]();
});

test('READ2 a log that does not answer, or fails, keeps no read waiting', async () => {
  const { clock, two } = await openTwo();
  const never = new Promise<never>(() => undefined);
  const silent = projectedReadModel({
    log: { end: () => never, ends: () => never },
    progress: two,
    clock,
    logger,
  });
  assert.equal(await timeOf(clock, silent.shows(chat)), 1000);
  const failing = async () => {
    throw new Error('no log');
  };
  const broken = projectedReadModel({ log: { end: failing, ends: failing }, progress: two, clock, logger });
  assert.equal(await timeOf(clock, broken.shows(chat)), 0);
  assert.equal(await timeOf(clock, broken.showsAll()), 0);
});
