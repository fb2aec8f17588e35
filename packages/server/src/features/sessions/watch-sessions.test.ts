import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorTable } from '@parley/protocol/errors.ts';
import { ApiCaller } from '@parley/testkit/api-caller.ts';
import { openDelivery } from '@parley/testkit/delivery-node.ts';
import { createFakeClock } from '@parley/testkit/fake-clock.ts';
import { FrameClient } from '@parley/testkit/frame-client.ts';
import { startServer } from '@parley/testkit/server.ts';

interface Registered {
  readonly session: { readonly token: string };
}

async function joinOn(url: string, username: string): Promise<FrameClient & { readonly token: string }> {
  const body = { username, password: 'correct horse' };
  const { session } = await new ApiCaller(url).call<Registered>('POST', '/users', body);
  const client = await FrameClient.open(url, { token: session.token });
  return Object.assign(client, { token: session.token });
}

test('SESS6 SESS9 what another process ended is refused, and its connections are cut, within a second; others stay', async () => {
  const clock = createFakeClock();
  await using server = await startServer({ clock });
  using alice = await joinOn(server.url, 'alice');
  using bob = await joinOn(server.url, 'bob');
  await using other = await openDelivery({ data: server.data });
  const account = await other.store.accounts.byUsername(server.node.ownApp, 'alice');
  assert.ok(account !== undefined);
  await other.store.sessions.endAll(account.key);
  await clock.advance(1000);
  assert.deepEqual(await alice.closed, { code: errorTable.session_expired.close, reason: 'session ended' });
  assert.equal((await new ApiCaller(server.url, alice.token).ask('GET', '/users/me')).status, 401);
  await bob.settled();
});

test('SESS9 what ends here costs no look at the others', async () => {
  const clock = createFakeClock();
  await using server = await startServer({ clock });
  using alice = await joinOn(server.url, 'alice');
  using bob = await joinOn(server.url, 'bob');
  await clock.advance(500);
  const { sessions } = server.node.store;
  sessions.living = () => assert.fail('a look at every connection');
  await new ApiCaller(server.url, alice.token).call('DELETE', '/sessions/current');
  assert.equal((await alice.closed).code, errorTable.session_expired.close);
  await clock.advance(5000);
  await bob.settled();
});

test('SESS9 a look that fails is made again', async () => {
  const clock = createFakeClock();
  const warned: string[] = [];
  const silent = { debug() {}, info() {}, error() {}, warn: (line: string) => warned.push(line) };
  const logger = { ...silent, child: () => logger };
  await using server = await startServer({ clock, logger });
  using alice = await joinOn(server.url, 'alice');
  const { sessions } = server.node.store;
  const living = sessions.living.bind(sessions);
  sessions.living = async () => {
    throw new Error('busy');
  };
  await clock.advance(10_000);
  assert.match(warned.join(), /looked at/);
  sessions.living = living;
  await alice.settled();
  sessions.living = async () => new Set();
  await clock.advance(10_000);
  assert.equal((await alice.closed).code, errorTable.session_expired.close);
});
