import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { hash } from '@node-rs/argon2';
import { PeopleCast } from '@parley/testkit/people-cast.ts';
import { openPeopleNode, type Tidy } from '@parley/testkit/people-node.ts';
import { statement } from '../../sql/statement.ts';
import { authenticate } from '../authentication.ts';
import { Refusal } from '../refusal.ts';
import { startSession } from './start-session.ts';

const dayMs = 24 * 3_600_000;
const alice = { username: 'Alice', password: 'correct horse' };

async function openCast(t: Tidy, environment = {}) {
  const node = await openPeopleNode(t, environment);
  const cast = new PeopleCast(node);
  const whoIs = async (token: string | undefined) => {
    const caller = await authenticate(node, token);
    return caller instanceof Refusal ? caller.error.code : caller;
  };
  const signIn = async (body = alice) => {
    const { session } = await cast.answered('signIn', { body });
    const caller = await authenticate(node, session.token);
    assert.ok(!(caller instanceof Refusal));
    return { token: session.token ?? '', handle: session.handle, caller };
  };
  return { node, cast, whoIs, signIn };
}

test('SESS1 a token is 256 bits, stored only as its hash, and apart from the handle', async (t) => {
  const { node, cast } = await openCast(t);
  const { session } = await cast.answered('register', { body: alice });
  const token = session.token ?? '';
  assert.equal(Buffer.from(token, 'base64url').length, 32);
  const rows = await node.stores.driver.read('select * from session', []);
  assert.equal(rows.length, 1);
  assert.deepEqual(rows[0]?.hash, new Uint8Array(createHash('sha256').update(token).digest()));
  assert.equal(rows[0]?.handle, session.handle);
  const text = JSON.stringify([rows, node.logged]);
  assert.ok(!text.includes(token));
  assert.equal((await authenticate(node, session.handle)) instanceof Refusal, true);
});

test('SESS2 a wrong password and an unknown username are answered alike', async (t) => {
  const { cast, node } = await openCast(t);
  await cast.answered('register', { body: alice });
  await cast.join('nopassword');
  for (const username of ['alice', 'nobody', 'nopassword']) {
    const body = { username, password: 'the password of nobody' };
    const result = await cast.ask('signIn', { body });
    assert.ok(result instanceof Refusal);
    assert.deepEqual(result.error.code, 'wrong_credentials');
    assert.deepEqual(result.error.message, 'Username and password do not match.');
  }
  const app = 'A'.repeat(22);
  assert.equal(await cast.refused('signIn', { body: { ...alice, app } }), 'not_found');
  assert.equal(node.logged.length, 0);
});

test('SESS3 a session slides with use, written down once a minute, and expires without', async (t) => {
  const { node, cast, whoIs, signIn } = await openCast(t, { PARLEY_SESSION_DAYS: '2' });
  await cast.answered('register', { body: alice });
  const { token, caller } = await signIn();
  const stored = async () =>
    Number(
      (
        await node.stores.driver.readOne('select last_used_at from session where handle = ?', [
          caller.sessionHandle,
        ])
      )?.last_used_at,
    );
  const began = node.clock.now();
  await node.clock.advance(59_999);
  assert.deepEqual(await whoIs(token), caller);
  await node.stores.sessions.end(0, 'a write behind the touch');
  assert.equal(await stored(), began);
  await node.clock.advance(1);
  assert.deepEqual(await whoIs(token), caller);
  await node.stores.sessions.end(0, 'a write behind the touch');
  assert.equal(await stored(), began + 60_000);
  await node.clock.advance(2 * dayMs - 1);
  assert.deepEqual(await whoIs(token), caller);
  await node.clock.advance(2 * dayMs);
  assert.equal(await whoIs(token), 'session_expired');
  assert.equal(await whoIs('A'.repeat(43)), 'unauthenticated');
  assert.equal(await whoIs('not a token'), 'unauthenticated');
  assert.equal(await whoIs(undefined), 'unauthenticated');
});

test('SESS7 with `cookie` the token is in a cookie and not in the answer', async (t) => {
  const { node, cast, whoIs } = await openCast(t);
  await cast.answered('register', { body: alice });
  const result = await cast.ask('signIn', { body: { ...alice, cookie: true } });
  assert.ok(!(result instanceof Refusal));
  assert.equal('token' in result.answer.session, false);
  assert.ok(typeof result.cookie === 'object');
  assert.ok(result.cookie.expiresAt > node.clock.now() + 300 * dayMs);
  assert.equal(typeof (await whoIs(result.cookie.token)), 'object');
});

test('SESS8 sessions are listed newest first, page by page, without the expired', async (t) => {
  const { node, cast, signIn } = await openCast(t);
  await cast.answered('register', { body: alice });
  const handles: string[] = [];
  for (let each = 0; each < 5; each++) {
    if (each !== 2) await node.clock.advance(1000);
    handles.push((await signIn()).handle);
  }
  const { caller } = await signIn();
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: '2', ...(cursor === undefined ? {} : { cursor }) };
    const page = await cast.answered('listSessions', { as: caller, query });
    assert.ok(page.items.every((item) => item.current === (item.handle === caller.sessionHandle)));
    assert.ok(page.items.every((item) => item.device === 'Test/1.0'));
    seen.push(...page.items.map(({ handle }) => handle));
    cursor = page.next_cursor;
  } while (cursor !== undefined);
  assert.equal(seen.length, 7);
  assert.deepEqual(new Set(seen.slice(1, 6)).size, 5);
  assert.equal(seen[2] === handles[3] || seen[1] === handles[3] || seen[3] === handles[3], true);
  const wrong = { as: caller, query: { cursor: 'nonsense' } };
  assert.equal(await cast.refused('listSessions', wrong), 'invalid_request');
  await node.clock.advance(40 * dayMs);
  assert.deepEqual((await cast.answered('listSessions', { as: caller })).items, []);
});

test('SESS8 ending a session cuts its connections; nobody ends another person’s', async (t) => {
  const { cast, whoIs, signIn } = await openCast(t);
  await cast.answered('register', { body: alice });
  await cast.answered('register', { body: { username: 'bob', password: 'correct horse' } });
  const [first, second] = [await signIn(), await signIn()];
  const bob = await signIn({ username: 'bob', password: 'correct horse' });
  const [deviceOfFirst, deviceOfSecond] = [cast.connect(first.caller), cast.connect(second.caller)];
  const end = (as: typeof bob, handle: string) =>
    cast.ask('endSession', { as: as.caller, params: { handle } });
  const stolen = await end(bob, first.handle);
  assert.ok(stolen instanceof Refusal && stolen.error.code === 'not_found');
  assert.deepEqual(await end(second, first.handle), { answer: undefined });
  assert.equal(await whoIs(first.token), 'unauthenticated');
  assert.equal(deviceOfFirst.closedWith, 4401);
  assert.equal(deviceOfSecond.closedWith, undefined);
  assert.deepEqual(await end(second, 'current'), { answer: undefined, cookie: 'clear' });
  assert.equal(await whoIs(second.token), 'unauthenticated');
  assert.equal(deviceOfSecond.closedWith, 4401);
  assert.equal(typeof (await whoIs(bob.token)), 'object');
});

test('USER2 SESS2 a hash at another cost is made anew at sign-in, and no session ends by it', async (t) => {
  const { node, cast, whoIs, signIn } = await openCast(t);
  await cast.answered('register', { body: alice });
  const before = await signIn();
  const stored = async () => (await node.store.accounts.byUsername(node.ownApp, 'alice'))?.passwordHash ?? '';
  const cheap = await hash(alice.password, { memoryCost: 8192, timeCost: 3, parallelism: 1 });
  const write = statement("update user set password_hash = ? where username = 'alice'", cheap);
  await node.stores.driver.write([write]);
  assert.equal(await cast.refused('signIn', { body: { ...alice, password: 'wrong' } }), 'wrong_credentials');
  assert.equal(await stored(), cheap);
  await signIn();
  assert.match(await stored(), /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  const renewed = await stored();
  await signIn();
  assert.equal(await stored(), renewed);
  assert.deepEqual(await whoIs(before.token), before.caller);
});

test('SESS4 a new password ends the other sessions and their connections, not the one that asks', async (t) => {
  const { cast, whoIs, signIn } = await openCast(t);
  await cast.answered('register', { body: alice });
  const [mine, other] = [await signIn(), await signIn()];
  const [myDevice, otherDevice] = [cast.connect(mine.caller), cast.connect(other.caller)];
  const body = { password: 'battery staple', current_password: alice.password };
  await cast.answered('changeAccount', { as: mine.caller, body });
  assert.deepEqual(await whoIs(mine.token), mine.caller);
  assert.equal(await whoIs(other.token), 'unauthenticated');
  assert.equal(otherDevice.closedWith, 4401);
  assert.equal(myDevice.closedWith, undefined);
  assert.equal(await cast.refused('signIn', { body: alice }), 'wrong_credentials');
  await signIn({ username: 'alice', password: 'battery staple' });
});

test('SESS8 what a device calls itself is cut and cleaned before it is listed', async (t) => {
  const { node, cast } = await openCast(t);
  const account = await node.store.accounts.create({
    app: node.ownApp,
    username: 'bob',
    name: 'bob',
    email: null,
    passwordHash: 'shown',
    createdAt: 0,
  });
  assert.ok(typeof account === 'object');
  const device = `Evil\n\x1b[31m${'😀'.repeat(200)}`;
  const result = await startSession(node, account, { device, cookie: false });
  assert.ok(!(result instanceof Refusal));
  const as = {
    user: account.key,
    app: node.ownApp,
    username: 'bob',
    sessionHandle: result.answer.session.handle,
  };
  const [listed] = (await cast.answered('listSessions', { as })).items;
  assert.match(listed?.device ?? '', /^Evil {2}\[31m😀+�?$/u);
  assert.ok((listed?.device.length ?? 0) <= 200 && listed?.device.isWellFormed());
});
