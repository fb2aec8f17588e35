import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFakeClock } from '@parley/testkit/fake-clock.ts';
import { openPeopleStores } from '@parley/testkit/people-node.ts';
import { seeded } from '@parley/testkit/seeded.ts';
import { createLocalBuses } from '../../bus/local-bus.test-support.ts';
import { LeaseStore } from '../../store/lease-store.ts';
import { type Clock, systemClock } from '../../telemetry/clock.ts';
import { createLogger } from '../../telemetry/pino-logger.ts';
import { Projectors } from './projectors.ts';

const logger = createLogger({ level: 'silent', format: 'json', write: () => undefined });

const metrics = { leasesHeld: () => undefined, nodesHeard: () => undefined };

/** Leases by the test's clock; nodes that are cut off reach none. */
function createLeases(clock: Clock) {
  const held = new Map<string, { holder: string; until: number }>();
  const cutOff = new Set<string>();
  const of = (node: string) => ({
    async hold(name: string, holder: string, forMs: number): Promise<boolean> {
      if (cutOff.has(node)) throw new Error('no database');
      const lease = held.get(name);
      if (lease !== undefined && lease.holder !== holder && lease.until > clock.monotonic()) return false;
      held.set(name, { holder, until: clock.monotonic() + forMs });
      return true;
    },
    async release(name: string, holder: string): Promise<void> {
      if (cutOff.has(node)) throw new Error('no database');
      if (held.get(name)?.holder === holder) held.delete(name);
    },
  });
  return { cutOff, of };
}

/** Notes who does what, and what was begun while another did it. */
function createWatch() {
  const doing = new Map<string, string[]>();
  const twice: string[] = [];
  const workOf = (node: string, name: string) => ({
    name,
    start(): AsyncDisposable {
      const doers = doing.get(name) ?? [];
      doing.set(name, [...doers, node]);
      if (doers.length > 0) twice.push(`${name}: ${doers} and ${node}`);
      const isOther = (each: string) => each !== node;
      return {
        async [Symbol.asyncDispose]() {
          doing.set(name, (doing.get(name) ?? []).filter(isOther));
        },
      };
    },
  });
  return { doing, twice, workOf };
}

/** Nodes that share leases and a bus. */
function openNodes(workCount: number) {
  const clock = createFakeClock();
  const buses = createLocalBuses();
  const { cutOff, of: leasesOf } = createLeases(clock);
  const { doing, twice, workOf } = createWatch();
  const names = Array.from({ length: workCount }, (_, each) => `store.${each}`);
  const start = (node: string) =>
    Projectors.start({
      works: names.map((name) => workOf(node, name)),
      ...{ leases: leasesOf(node), bus: buses.open(node), clock, logger, metrics },
    });
  const counts = (nodes: readonly Projectors[]) => nodes.map((node) => node.running().length).sort();
  const isAllDone = () => names.every((name) => doing.get(name)?.length === 1);
  return { clock, buses, cutOff, twice, start, counts, isAllDone };
}

test('LEASE3 work is divided evenly: who comes is given some, what one leaves behind is taken at once', async () => {
  const { clock, start, counts, isAllDone, twice } = openNodes(8);
  const nodes = [await start('a')];
  await clock.advance(0);
  assert.deepEqual(counts(nodes), [8]);
  nodes.push(await start('b'));
  await clock.advance(50);
  assert.deepEqual(counts(nodes), [4, 4]);
  nodes.push(await start('c'));
  await clock.advance(50);
  assert.deepEqual(counts(nodes), [2, 3, 3]);
  await clock.advance(60_000);
  assert.deepEqual(counts(nodes), [2, 3, 3]);
  await nodes.shift()?.[Symbol.asyncDispose]();
  await clock.advance(50);
  assert.deepEqual(counts(nodes), [4, 4]);
  assert.ok(isAllDone());
  assert.deepEqual(twice, []);
  for (const node of nodes) await node[Symbol.asyncDispose]();
  assert.equal(clock.pending(), 0);
});

test('LEASE3 more nodes than work: nobody has two, and somebody is there for each', async () => {
  const { clock, start, counts, isAllDone } = openNodes(3);
  const nodes = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(start));
  await clock.advance(3000);
  assert.deepEqual(counts(nodes), [0, 0, 1, 1, 1]);
  assert.ok(isAllDone());
});

test('LEASE2 a node that loses the database stops before its lease runs out; others take over when it has', async () => {
  const { clock, start, cutOff, counts, isAllDone, twice } = openNodes(6);
  const [one, two] = [await start('a'), await start('b')];
  await clock.advance(4000);
  assert.deepEqual(counts([one, two]), [3, 3]);
  cutOff.add('a');
  await clock.advance(2400);
  assert.equal(one.running().length, 3, 'there is time: it may yet be back');
  await clock.advance(2200);
  assert.equal(one.running().length, 0);
  await clock.advance(4000);
  assert.equal(two.running().length, 6, 'it is heard, but the other can do nothing');
  assert.ok(isAllDone());
  cutOff.delete('a');
  await clock.advance(3100);
  assert.deepEqual(counts([one, two]), [3, 3]);
  assert.deepEqual(twice, []);
});

test('LEASE2 whatever fails, no work is done twice at once; when all is well again all of it is done', async (t) => {
  const chance = seeded(t);
  const { clock, buses, start, cutOff, counts, isAllDone, twice } = openNodes(7);
  const nodes = await Promise.all(['a', 'b', 'c', 'd'].map(start));
  for (let round = 0; round < 200; round++) {
    const isDeaf = chance.oneIn(3);
    buses.isLost = () => isDeaf;
    for (const node of ['a', 'b', 'c', 'd']) {
      if (chance.oneIn(3)) cutOff.add(node);
      else cutOff.delete(node);
    }
    await clock.advance(chance.below(5000));
    assert.deepEqual(twice, []);
  }
  buses.isLost = () => false;
  cutOff.clear();
  await clock.advance(15_000);
  assert.ok(isAllDone());
  assert.deepEqual(counts(nodes), [1, 2, 2, 2]);
});

test('LEASE2 with a real database: what a node that stops held is another’s at once', async (t) => {
  const { driver } = await openPeopleStores(t);
  const buses = createLocalBuses();
  const waiting: (() => void)[] = [];
  const start = (node: string) =>
    Projectors.start({
      ...{ leases: new LeaseStore(driver), bus: buses.open(node), clock: systemClock, logger, metrics },
      works: [
        {
          name: 'store.0',
          start: () => {
            waiting.shift()?.();
            return { [Symbol.asyncDispose]: async () => undefined };
          },
        },
      ],
    });
  const nextStart = () => new Promise<void>((resolve) => waiting.push(resolve));
  const first = nextStart();
  const one = await start('a');
  await first;
  const two = await start('b');
  assert.deepEqual([one.running(), two.running()], [['store.0'], []]);
  const second = nextStart();
  await one[Symbol.asyncDispose]();
  await second;
  assert.deepEqual(two.running(), ['store.0']);
  await two[Symbol.asyncDispose]();
});
