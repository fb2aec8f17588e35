import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PeopleCast } from '@parley/testkit/people-cast.ts';
import { createApp, openPeopleNode, type Tidy } from '@parley/testkit/people-node.ts';
import { authenticate } from '../authentication.ts';
import type { Caller } from '../handler.ts';
import { Refusal } from '../refusal.ts';

const alice = { username: 'Alice', password: 'correct horse', email: 'alice@example.org' };

async function openCast(t: Tidy, environment = {}) {
  const node = await openPeopleNode(t, environment);
  const cast = new PeopleCast(node);
  const register = async (body: object = alice) => {
    const { session } = await cast.answered('register', { body });
    const caller = await authenticate(node, session.token);
    assert.ok(!(caller instanceof Refusal));
    return { caller, token: session.token };
  };
  return { node, cast, register };
}

test('USER3 who registers is signed in; the username is the name where none is given', async (t) => {
  const { node, cast, register } = await openCast(t);
  const { user } = await cast.answered('register', { body: alice });
  assert.deepEqual(user, {
    username: 'alice',
    name: 'alice',
    status_text: '',
    avatar: null,
    created_at: new Date(node.clock.now()).toISOString(),
    email: 'alice@example.org',
    owner: false,
    presence_visibility: 'friends',
  });
  const { caller } = await register({ username: 'bob', password: 'correct horse', name: 'Bob B.' });
  assert.equal((await cast.answered('getAccount', { as: caller })).name, 'Bob B.');
});

test('USER1 a username or an address that is taken is refused, in any case of its letters', async (t) => {
  const { cast, register } = await openCast(t);
  await register();
  const again = { ...alice, username: 'ALICE', email: 'other@example.org' };
  assert.equal(await cast.refused('register', { body: again }), 'username_taken');
  const address = { ...alice, username: 'alicia', email: 'ALICE@example.org' };
  assert.equal(await cast.refused('register', { body: address }), 'email_taken');
  const bob = await register({ username: 'bob', password: 'correct horse' });
  const body = { email: 'alice@example.org', name: 'Not saved', current_password: 'correct horse' };
  assert.equal(await cast.refused('changeAccount', { as: bob.caller, body }), 'email_taken');
  assert.equal((await cast.answered('getAccount', { as: bob.caller })).name, 'bob');
});

test('USER2 a password is stored as an argon2id hash at OWASP’s cost, with a salt of its own', async (t) => {
  const { node, register } = await openCast(t);
  await register();
  await register({ username: 'bob', password: alice.password });
  const rows = await node.stores.driver.read('select password_hash from user', []);
  const hashes = rows.map((row) => String(row.password_hash));
  for (const hash of hashes) assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  assert.equal(new Set(hashes).size, 2);
  assert.ok(!JSON.stringify([rows, node.logged]).includes(alice.password));
});

test('USER3 where registration is closed nobody gets in this way', async (t) => {
  const { cast } = await openCast(t, { PARLEY_REGISTRATION: 'closed' });
  assert.equal(await cast.refused('register', { body: alice }), 'registration_closed');
});

test('USER6 people of different apps do not exist for each other', async (t) => {
  const { node, cast, register } = await openCast(t);
  const other = await createApp(node.stores.apps);
  const here = await register();
  const there = await register({ ...alice, name: 'Other Alice', app: other.token });
  await register({ username: 'bob', password: 'correct horse', app: other.token });
  assert.equal(there.caller.app, other.key);
  const params = { username: 'bob' };
  for (const id of ['getUser', 'getAvatar', 'removeFriend', 'block', 'unblock'] as const) {
    assert.equal(await cast.refused(id, { as: here.caller, params }), 'not_found', id);
  }
  const body = { to: 'bob' };
  assert.equal(await cast.refused('sendFriendRequest', { as: here.caller, body }), 'not_found');
  const names = (await cast.answered('listUsers', { as: here.caller })).items.map(({ name }) => name);
  assert.deepEqual(names, ['alice']);
  const unknown = { ...alice, app: 'A'.repeat(22) };
  assert.equal(await cast.refused('register', { body: unknown }), 'not_found');
});

test('USER4 a change touches what it names; password and address need the current password', async (t) => {
  const { cast, register } = await openCast(t);
  const { caller } = await register();
  const change = (body: object) => cast.answered('changeAccount', { as: caller, body });
  const before = await cast.answered('getAccount', { as: caller });
  assert.deepEqual(await change({}), before);
  assert.deepEqual(await change({ name: 'Alice A.' }), { ...before, name: 'Alice A.' });
  await change({ status_text: 'busy' });
  await change({ status_text: '' });
  for (const secret of [{ email: null }, { email: 'x@example.org' }, { password: 'battery staple' }]) {
    const body = { ...secret, name: 'Mallory', current_password: 'wrong' };
    assert.equal(await cast.refused('changeAccount', { as: caller, body }), 'wrong_credentials');
  }
  assert.deepEqual(await change({}), { ...before, name: 'Alice A.' });
  const without = await change({ email: null, current_password: alice.password });
  assert.deepEqual(without, { ...before, name: 'Alice A.', email: null });
});

test('USER5 friends and one’s own devices are told of a new name, status text or picture, others not', async (t) => {
  const { cast } = await openCast(t);
  const [me, friend, stranger] = [
    await cast.join('me1'),
    await cast.join('friend'),
    await cast.join('stranger'),
  ];
  await cast.befriend(me, friend);
  const [mine, theirs, strange] = [me, friend, stranger].map((caller) => cast.connect(caller));
  await cast.answered('changeAccount', { as: me, body: { name: 'New' } });
  await cast.answered('changeAccount', { as: me, body: { status_text: 'busy', name: 'New' } });
  await cast.answered('changeAccount', { as: me, body: { name: 'New' } });
  await cast.answered('setAvatar', { as: me, body: png });
  await cast.answered('removeAvatar', { as: me });
  for (const device of [mine, theirs]) {
    const told = (await device?.told('user'))?.map(({ user }) => [
      user.name,
      user.status_text,
      user.avatar !== null,
    ]);
    assert.deepEqual(told, [
      ['New', '', false],
      ['New', 'busy', false],
      ['New', 'busy', true],
      ['New', 'busy', false],
    ]);
  }
  assert.deepEqual(await strange?.told('user'), []);
});

/** People who stand in every relation to `me1`. */
async function everyRelation(cast: PeopleCast) {
  const names = ['me1', 'friend', 'asked', 'asking', 'blocked', 'blocker', 'gone', 'rejected', 'other'];
  const people = new Map<string, Caller>();
  for (const name of names) people.set(name, await cast.join(name));
  const the = (name: string) => people.get(name) ?? assert.fail(name);
  await cast.befriend(the('me1'), the('friend'));
  const ask = (from: string, to: string) =>
    cast.answered('sendFriendRequest', { as: the(from), body: { to } });
  await ask('me1', 'asked');
  await ask('asking', 'me1');
  await ask('rejected', 'me1');
  const params = { username: 'rejected' };
  await cast.answered('answerFriendRequest', { as: the('me1'), params, body: { status: 'rejected' } });
  await cast.answered('block', { as: the('me1'), params: { username: 'blocked' } });
  await cast.answered('block', { as: the('blocker'), params: { username: 'me1' } });
  await cast.node.stores.accounts.remove(the('gone').user, 1);
  return the('me1');
}

test('USER7 the directory shows everybody’s relation to whoever looks, and not who blocks them', async (t) => {
  const { cast } = await openCast(t);
  const me = await everyRelation(cast);
  const seen: [string, string][] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: '3', ...(cursor === undefined ? {} : { cursor }) };
    const page = await cast.answered('listUsers', { as: me, query });
    seen.push(...page.items.map(({ username, relation }): [string, string] => [username, relation]));
    cursor = page.next_cursor;
  } while (cursor !== undefined);
  assert.deepEqual(seen, [
    ['asked', 'request_sent'],
    ['asking', 'request_received'],
    ['blocked', 'blocked'],
    ['blocker', 'none'],
    ['friend', 'friend'],
    ['me1', 'self'],
    ['other', 'none'],
    ['rejected', 'none'],
  ]);
});

test('USER7 a profile shows what the directory shows; nobody finds a removed account', async (t) => {
  const { cast } = await openCast(t);
  const me = await everyRelation(cast);
  for (const profile of (await cast.answered('listUsers', { as: me })).items) {
    const { username } = profile;
    assert.deepEqual(await cast.answered('getUser', { as: me, params: { username } }), profile);
  }
  assert.equal(await cast.refused('getUser', { as: me, params: { username: 'gone' } }), 'not_found');
  const found = await cast.answered('listUsers', { as: me, query: { q: 'ASK' } });
  assert.deepEqual(
    found.items.map(({ username }) => username),
    ['asked', 'asking'],
  );
});

const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);
const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 9);
const webp = new TextEncoder().encode('RIFF\x01\x02\x03\x04WEBPVP8 ');

test('USER9 USER10 a picture is what its bytes say, has an address of its own, and may be cached', async (t) => {
  const { cast } = await openCast(t);
  const [me, other] = [await cast.join('me1'), await cast.join('other')];
  const params = { username: 'me1' };
  assert.equal(await cast.refused('getAvatar', { as: other, params }), 'not_found');
  const addresses = new Set<string | null>();
  for (const [type, bytes] of Object.entries({ 'image/png': png, 'image/jpeg': jpeg, 'image/webp': webp })) {
    const { avatar } = await cast.answered('setAvatar', { as: me, body: bytes });
    assert.match(avatar ?? '', /^\/api\/v1\/users\/me1\/avatar\?v=[a-z0-9]+$/);
    addresses.add(avatar);
    const result = await cast.ask('getAvatar', { as: other, params, query: { v: 'abc' } });
    assert.ok(!(result instanceof Refusal));
    assert.deepEqual(new Uint8Array(result.answer), bytes);
    assert.equal(result.headers?.['content-type'], type);
    assert.match(result.headers?.['cache-control'] ?? '', /private.*immutable/);
  }
  assert.equal(addresses.size, 3);
  await cast.answered('removeAvatar', { as: me });
  assert.equal(await cast.refused('getAvatar', { as: other, params }), 'not_found');
});

test('USER9 what is no picture, or is too large, is refused, and the picture that was there stays', async (t) => {
  const { cast } = await openCast(t);
  const me = await cast.join('me1');
  const { avatar } = await cast.answered('setAvatar', { as: me, body: png });
  const large = new Uint8Array(512 * 1024 + 1);
  large.set(png);
  const refused = (body: Uint8Array) => cast.refused('setAvatar', { as: me, body });
  const text = new TextEncoder();
  for (const bad of ['', 'GIF89a', '<svg onload="x()">', 'RIFF1234WAVE', '\x89PNG']) {
    assert.equal(await refused(text.encode(bad)), 'unsupported_media_type', bad);
  }
  assert.equal(await refused(large), 'payload_too_large');
  assert.equal((await cast.answered('getAccount', { as: me })).avatar, avatar);
  assert.ok(await cast.answered('getAvatar', { as: me, params: { username: 'me1' } }));
});

test('USER8 removing an account ends all that hangs on it, and needs the password', async (t) => {
  const { node, cast, register } = await openCast(t);
  const { caller: me, token } = await register();
  const [friend, other] = [await cast.join('friend'), await cast.join('other')];
  await cast.befriend(me, friend);
  await cast.answered('sendFriendRequest', { as: other, body: { to: 'alice' } });
  await cast.answered('setAvatar', { as: me, body: png });
  const [mine, theirs] = [cast.connect(me), cast.connect(friend)];
  const wrong = { current_password: 'wrong', messages: 'keep' };
  assert.equal(await cast.refused('removeAccount', { as: me, body: wrong }), 'wrong_credentials');
  assert.deepEqual(cast.left, []);
  const body = { current_password: alice.password, messages: 'delete' };
  assert.deepEqual(await cast.ask('removeAccount', { as: me, body }), { answer: undefined, cookie: 'clear' });
  assert.deepEqual(cast.left, [[me.user, 'delete']]);
  assert.equal(mine.closedWith, 4401);
  assert.ok((await authenticate(node, token)) instanceof Refusal);
  assert.deepEqual(
    (await theirs.told('friend')).map(({ user, status }) => [user.username, status]),
    [['alice', 'removed']],
  );
  assert.deepEqual((await cast.answered('listFriends', { as: friend })).items, []);
  const sent = await cast.answered('listFriendRequests', { as: other, query: { direction: 'sent' } });
  assert.deepEqual(sent.items, []);
  assert.equal(
    await cast.refused('signIn', { body: { username: 'alice', password: alice.password } }),
    'wrong_credentials',
  );
  assert.equal(await cast.refused('register', { body: alice }), 'username_taken');
  await register({ ...alice, username: 'alicia' });
  await node.usernames.load([me.user]);
  assert.equal(node.usernames.of(me.user).username, null);
});

test('USER8 a removal that was interrupted can be asked for again', async (t) => {
  const { node, cast, register } = await openCast(t);
  const { caller: me } = await register();
  const failing = new PeopleCast(node, async () => {
    throw new Error('the disk is full');
  });
  const body = { current_password: alice.password, messages: 'keep' };
  await assert.rejects(failing.ask('removeAccount', { as: me, body }), /disk is full/);
  const { user } = await cast.answered('signIn', { body: { username: 'alice', password: alice.password } });
  assert.equal(user.username, 'alice');
  await cast.answered('removeAccount', { as: me, body });
  assert.deepEqual(cast.left, [[me.user, 'keep']]);
});
