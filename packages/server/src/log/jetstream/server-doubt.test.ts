import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createFakeClock } from '@parley/testkit/fake-clock.ts';
import { type Leaders, ServerDoubt } from './server-doubt.ts';
import { leaderOf } from './stream-leaders.ts';

const told = (leaders: Record<string, string>): Leaders => new Map(Object.entries(leaders));

/** How often a node leaves its server in which nothing is answered, by what it and another one tell. */
async function leavings(here: () => Leaders, elsewhere: () => Leaders, unanswered = 1): Promise<number> {
  let left = 0;
  const doubt = new ServerDoubt({
    clock: createFakeClock(),
    here: async () => here(),
    elsewhere: async () => elsewhere(),
    leave: () => {
      left += 1;
    },
  });
  for (let each = 0; each < unanswered; each++) doubt.unanswered();
  await nextTurn();
  return left;
}

test('LOG21 a node leaves a server that knows of no leader, or of an old one, where another server knows better', async () => {
  const knowing = () => told({ one: 'nats-2', two: 'nats-3' });
  assert.equal(await leavings(() => told({}), knowing), 1);
  assert.equal(await leavings(() => told({ one: 'nats-1', two: 'nats-3' }), knowing), 1);
});

test('LOG21 nobody moves while servers elect, or when no other one answers', async () => {
  const knowing = () => told({ one: 'nats-2' });
  assert.equal(
    await leavings(
      () => told({}),
      () => told({}),
    ),
    0,
  );
  assert.equal(await leavings(knowing, knowing), 0);
  assert.equal(await leavings(knowing, () => told({})), 0);
  const nobody = () => {
    throw new Error('nobody answers');
  };
  assert.equal(await leavings(() => told({}), nobody), 0);
});

test('LOG21 a leader is who a majority follows', () => {
  const replica = (name: string, active: number) => ({ name, active, current: true, offline: false, lag: 0 });
  const cluster = (...active: number[]) => ({
    leader: 'nats-1',
    replicas: active.map((each, index) => replica(`nats-${index + 2}`, each)),
  });
  assert.equal(leaderOf(cluster(1e8, 9e9)), 'nats-1');
  assert.equal(leaderOf(cluster(9e9, 9e9)), undefined);
  assert.equal(leaderOf(cluster()), 'nats-1');
  assert.equal(leaderOf({ replicas: [replica('nats-2', 1e8)] } as never), undefined);
  assert.equal(leaderOf(undefined), 'itself');
});

test('LOG21 others are asked once a second, however much is not answered', async () => {
  assert.equal(
    await leavings(
      () => told({}),
      () => told({ one: 'nats-2' }),
      100,
    ),
    1,
  );
});
