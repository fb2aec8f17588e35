import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFakeClock } from '@parley/testkit/fake-clock.ts';
import { seeded } from '@parley/testkit/seeded.ts';
import { MemoryHub } from '../../bus/memory/memory-bus.ts';
import type { Connection } from '../connection.ts';
import { PresenceCluster, type PresenceNode } from './presence-nodes.test-support.ts';
import { messagesOf } from './presence-said.ts';

/** Longer than a change waits to be said. */
const saidMs = 100;
/** Longer than a change must last to be told. */
const settledMs = 3000;
/** Longer than a node is believed without a word. */
const deadMs = 36_000;
const alice = 7;

async function openNodes(names: readonly string[]) {
  const clock = createFakeClock();
  const hub = new MemoryHub();
  const cluster = new PresenceCluster(hub, clock);
  const nodes: PresenceNode[] = [];
  for (const name of names) nodes.push(await cluster.open(name));
  await clock.advance(20_000);
  const seen = (user = alice) => nodes.map(({ board }) => board.presenceOf(user));
  const [one, two, three] = nodes as [PresenceNode, PresenceNode, PresenceNode];
  return { clock, hub, cluster, told: cluster.told, nodes, seen, one, two, three };
}

test('PRES4 every node sees at once who is where, and the best of what nodes say', async () => {
  const { clock, seen, one, two } = await openNodes(['one', 'two', 'three']);
  const first = one.connect(alice);
  await clock.advance(saidMs);
  assert.deepEqual(seen(), ['online', 'online', 'online']);
  one.setAway(first, true);
  await clock.advance(saidMs);
  assert.deepEqual(seen(), ['away', 'away', 'away']);
  const second = two.connect(alice);
  await clock.advance(saidMs);
  assert.deepEqual(seen(), ['online', 'online', 'online']);
  two.disconnect(second);
  await clock.advance(saidMs);
  assert.deepEqual(seen(), ['away', 'away', 'away']);
  one.disconnect(first);
  await clock.advance(saidMs);
  assert.deepEqual(seen(), ['offline', 'offline', 'offline']);
});

test('PRES4 what a node said holds as long as it is heard; who starts later learns it at once', async () => {
  const { clock, cluster, seen, two } = await openNodes(['one', 'two']);
  two.connect(alice);
  await clock.advance(10 * deadMs);
  assert.deepEqual(seen(), ['online', 'online']);
  const late = await cluster.open('three');
  await clock.advance(0);
  assert.equal(late.board.presenceOf(alice), 'online');
});

test('PRES4 everybody is said in messages below 500 kB', () => {
  const users = Array.from({ length: 60_000 }, (_, each) => Number.MAX_SAFE_INTEGER - each);
  const messages = [
    ...messagesOf(
      users.map((user) => [user, 'away'] as const),
      true,
    ),
  ];
  assert.ok(messages.every((said) => JSON.stringify(said).length < 500_000));
  assert.deepEqual(
    messages.flatMap(({ away }) => away),
    users,
  );
  assert.equal([...messagesOf([], true)].length, 1);
});

test('PRES5 a change that lasts is told on one node; who moves to another node does not flicker', async () => {
  const { clock, told, two, three } = await openNodes(['one', 'two', 'three']);
  let connection = three.connect(alice);
  await clock.advance(settledMs);
  assert.deepEqual(told, ['one: 7 online']);
  for (const [from, to] of [
    [three, two],
    [two, three],
  ] as const) {
    from.disconnect(connection);
    await clock.advance(1000);
    connection = to.connect(alice);
    await clock.advance(settledMs);
  }
  assert.deepEqual(told, ['one: 7 online']);
  three.disconnect(connection);
  await clock.advance(settledMs);
  assert.deepEqual(told, ['one: 7 online', 'one: 7 offline']);
});

test('PRES5 two nodes that lose the last connections at the same time tell it once', async () => {
  const { clock, told, two, three } = await openNodes(['one', 'two', 'three']);
  const connections = [two.connect(alice), three.connect(alice)] as const;
  await clock.advance(settledMs);
  two.disconnect(connections[0]);
  three.disconnect(connections[1]);
  await clock.advance(settledMs);
  assert.deepEqual(told, ['one: 7 online', 'one: 7 offline']);
});

test('PRES5 a node that starts later tells nothing anew, even if it is to speak for all', async () => {
  const { clock, cluster, told, two } = await openNodes(['one', 'two']);
  const connection = two.connect(alice);
  await clock.advance(settledMs);
  const first = await cluster.open('a-first');
  two.connect(8);
  await clock.advance(settledMs);
  assert.deepEqual(told, ['one: 7 online', 'one: 8 online']);
  await clock.advance(deadMs);
  two.disconnect(connection);
  await clock.advance(settledMs);
  assert.deepEqual(told.slice(2), ['a-first: 7 offline']);
  assert.equal(first.board.presenceOf(8), 'online');
});

test('PRES6 a node that dies is noticed, and its people are announced by another, once', async () => {
  const { clock, told, one, two, three } = await openNodes(['one', 'two', 'three']);
  two.connect(alice);
  await clock.advance(settledMs);
  await two.die();
  await clock.advance(20_000);
  assert.equal(one.board.presenceOf(alice), 'online');
  await clock.advance(deadMs);
  assert.deepEqual(
    [one, three].map(({ board }) => board.presenceOf(alice)),
    ['offline', 'offline'],
  );
  assert.deepEqual(told, ['one: 7 online', 'one: 7 offline']);
});

test('PRES6 when the node that speaks for all dies, another tells of its people and of what it left untold', async () => {
  const { clock, told, one, two, three } = await openNodes(['one', 'two', 'three']);
  one.connect(alice);
  const other = three.connect(8);
  await clock.advance(20_000);
  await one.die();
  three.disconnect(other);
  await clock.advance(deadMs + settledMs);
  assert.deepEqual(told.slice(2).sort(), ['three: 7 offline', 'three: 8 offline']);
  assert.equal(two.board.presenceOf(alice), 'offline');
});

test('PRES6 a node that stops says so: its people are looked for elsewhere at once', async () => {
  const { clock, told, one, two, three } = await openNodes(['one', 'two', 'three']);
  one.connect(alice);
  one.connect(8);
  await clock.advance(2 * settledMs);
  await one.leave();
  await clock.advance(1000);
  two.connect(alice);
  await clock.advance(settledMs);
  assert.deepEqual(told.slice(2), ['three: 8 offline']);
  assert.equal(three.board.presenceOf(alice), 'online');
});

test('PRES6 a node that hears nobody takes nobody for dead; afterwards all agree again', async () => {
  const { clock, hub, told, seen, one, two } = await openNodes(['one', 'two', 'three']);
  two.connect(alice);
  const bob = two.connect(8);
  await clock.advance(settledMs);
  hub.cut();
  two.disconnect(bob);
  one.connect(9);
  await clock.advance(2 * deadMs);
  assert.deepEqual(seen(), ['online', 'online', 'online']);
  hub.mend();
  await clock.advance(deadMs + settledMs);
  assert.deepEqual(seen(alice), ['online', 'online', 'online']);
  assert.deepEqual(seen(8), ['offline', 'offline', 'offline']);
  assert.deepEqual(seen(9), ['online', 'online', 'online']);
  assert.deepEqual(told, ['one: 7 online', 'one: 8 online', 'one: 9 online', 'one: 8 offline']);
});

test('PRES4 PRES5 whatever people do on whichever nodes, all nodes agree and each change is told once', async (t) => {
  const chance = seeded(t);
  const { clock, nodes, told, seen } = await openNodes(['one', 'two', 'three']);
  const open: { node: PresenceNode; connection: Connection }[] = [];
  for (let step = 0; step < 400; step++) {
    const each = chance.oneIn(2) ? undefined : open[chance.below(open.length || 1)];
    if (each === undefined) {
      const node = chance.pick(nodes);
      open.push({ node, connection: node.connect(1 + chance.below(6)) });
    } else if (chance.oneIn(3)) each.node.setAway(each.connection, chance.oneIn(2));
    else {
      each.node.disconnect(each.connection);
      open.splice(open.indexOf(each), 1);
    }
    await clock.advance(chance.below(1500));
  }
  await clock.advance(settledMs);
  for (let user = 1; user <= 6; user++) {
    const theirs = open.filter(({ connection }) => connection.user === user);
    const isOnline = theirs.some(({ connection }) => !connection.away);
    const truth = isOnline ? 'online' : theirs.length > 0 ? 'away' : 'offline';
    assert.deepEqual(seen(user), [truth, truth, truth]);
    const states = ['offline', ...told.flatMap((line) => line.match(`^one: ${user} (.*)`)?.[1] ?? [])];
    assert.equal(states.at(-1), truth);
    for (const [index, state] of states.entries()) assert.notEqual(state, states[index + 1]);
  }
});
