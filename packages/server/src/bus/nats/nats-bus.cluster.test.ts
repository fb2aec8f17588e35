import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { type Nats, startNats } from '@parley/testkit/engines/nats.ts';
import { openNats } from '../../nats/connect-nats.ts';
import { type BusPlace, busContract } from '../bus.contract.ts';
import type { Bus } from '../bus.ts';
import { openNatsBus } from './nats-bus.ts';

const alone = await startNats();
const three = await startNats({ servers: 3 });
after(() => Promise.all([alone[Symbol.asyncDispose](), three[Symbol.asyncDispose]()]));
let clusters = 0;

/** A bus with a connection of its own. */
async function open(url: string, cluster: string, node: string): Promise<Bus> {
  const connection = await openNats(url, node);
  const bus = openNatsBus({ connection, cluster, node });
  return {
    node,
    get reach() {
      return bus.reach;
    },
    publish: (topic, payload) => bus.publish(topic, payload),
    subscribe: (topic, listener) => bus.subscribe(topic, listener),
    onInterrupted: (listener) => bus.onInterrupted(listener),
    async [Symbol.asyncDispose]() {
      await bus[Symbol.asyncDispose]();
      await connection.close();
    },
  };
}

/** Every node has a server of its own, while there are enough. */
async function placeOn(nats: Nats): Promise<BusPlace> {
  clusters += 1;
  const cluster = `c${clusters}`;
  let nodes = 0;
  const all = (act: (index: number) => Promise<void>) => Promise.all(nats.urls.keys().map(act));
  return {
    open: (node) => open(nats.urls[nodes++ % nats.urls.length] ?? '', cluster, node),
    cut: async () => void (await all((index) => nats.kill(index))),
    mend: async () => void (await all((index) => nats.start(index))),
  };
}

busContract({ name: 'NATS', place: () => placeOn(alone) });
busContract({ name: 'three NATS', place: () => placeOn(three) });

test('METRICS5 what a bus tells is counted, and what comes of other nodes', async () => {
  const counted: string[] = [];
  const watched = async (node: string) => {
    const connection = await openNats(alone.url, node);
    const watch = {
      onTold: () => counted.push(`${node} told`),
      onHeard: () => counted.push(`${node} heard`),
    };
    return { connection, bus: openNatsBus({ connection, cluster: 'counted', node, watch }) };
  };
  const [one, two] = [await watched('one'), await watched('two')];
  const heard = new Promise((resolve) => void two.bus.subscribe('everyone', resolve));
  await one.bus.subscribe('everyone', () => assert.fail('heard itself'));
  await two.connection.flush();
  one.bus.publish('everyone', 'hello');
  await heard;
  await one.connection.flush();
  assert.deepEqual(counted, ['one told', 'two heard']);
  for (const { bus, connection } of [one, two]) {
    await bus[Symbol.asyncDispose]();
    await connection.close();
  }
});

test('BUS1 two clusters on one NATS do not hear each other', async () => {
  await using one = await open(alone.url, 'here', 'one');
  await using other = await open(alone.url, 'there', 'one');
  await using two = await open(alone.url, 'here', 'two');
  await other.subscribe('everyone', () => assert.fail('heard another cluster'));
  const heard: string[] = [];
  await two.subscribe('everyone', (payload) => heard.push(payload));
  one.publish('everyone', 'hello');
  while (heard.length === 0) await setTimeout(5);
  assert.deepEqual(heard, ['hello']);
});

test('BUS3 a node whose server dies is told so, and heard again through another server', async () => {
  await using one = await open(three.urls[0] ?? '', 'moves', 'one');
  await using two = await open(three.urls[1] ?? '', 'moves', 'two');
  const heard: string[] = [];
  await one.subscribe('everyone', (payload) => heard.push(payload));
  const interrupted = new Promise<void>((resolve) => one.onInterrupted(resolve));
  two.onInterrupted(() => assert.fail('its server lives'));
  await three.kill(0);
  await interrupted;
  while (heard.length === 0) {
    two.publish('everyone', 'hello');
    await setTimeout(5);
  }
  assert.equal(one.reach, 'connected');
  await three.start(0);
});
