import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import {
  type DeliveryNode,
  joinPeople,
  type Listener,
  listenAs,
  openChat,
  openDelivery,
} from '@parley/testkit/delivery-node.ts';
import { startNats } from '@parley/testkit/engines/nats.ts';
import { openNatsBus } from '../../bus/nats/nats-bus.ts';
import { openNats } from '../../nats/connect-nats.ts';

async function present(node: DeliveryNode, user: number): Promise<Listener> {
  const listener = listenAs(node, { user });
  await node.catchUp.sync(listener.connection, new Map());
  return listener;
}

test('ROUTE1 ROUTE3 ROUTE5 people, marks and typing reach another node over NATS, also after it died and came back', async (t) => {
  await using nats = await startNats();
  const connections = [await openNats(nats.url, 'one'), await openNats(nats.url, 'two')] as const;
  const [first, second] = connections.map((connection, node) =>
    openNatsBus({ connection, cluster: 'parley', node: `${node}` }),
  );
  assert.ok(first !== undefined && second !== undefined);
  await using one = await openDelivery({ bus: first });
  await using two = await openDelivery({ bus: second, data: one.data });
  await Promise.all([one.listening, two.listening]);
  t.after(() => Promise.all(connections.map((connection) => connection.close())));
  const [alice = 0, bob = 0] = await joinPeople(one, ['alice', 'bob']);
  const chat = await openChat(one, [alice, bob]);
  const listener = await present(two, bob);
  const typing = { type: 'typing', chat: chat.number as never, username: 'alice' } as const;
  const sayAll = () => {
    one.people.tell(bob, { type: 'chat', chat: 99 as never, status: 'invited' });
    one.fanOut.event(chat, typing, alice);
  };
  const heardAll = async () =>
    (await listener.told('chat')).some(({ chat: number }) => number === 99) &&
    (await listener.told('typing')).length > 0;
  sayAll();
  while (!(await heardAll())) await setTimeout(5);
  await nats.kill(0);
  listener.frames.length = 0;
  const found = Promise.all(
    [first, second].map((bus) => new Promise<void>((done) => bus.onInterrupted(done))),
  );
  await nats.start(0);
  await found;
  sayAll();
  while (!(await heardAll())) await setTimeout(5);
});
