import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { PeopleCast } from '@parley/testkit/people-cast.ts';
import { openPeopleNode, type Tidy } from '@parley/testkit/people-node.ts';
import { authenticate } from '../authentication.ts';
import { Refusal } from '../refusal.ts';

const alice = { username: 'alice', password: 'correct horse', email: 'Alice@Example.org' };
const publicUrl = { PARLEY_PUBLIC_URL: 'https://chat.example.org/' };

async function openCast(t: Tidy) {
  const node = await openPeopleNode(t, publicUrl);
  const cast = new PeopleCast(node);
  const { session } = await cast.answered('register', { body: alice });
  const ask = (email: string, more = {}) => cast.ask('requestPasswordReset', { body: { email, ...more } });
  /** The code in the mail that comes next. */
  const nextCode = async () => {
    const before = node.letters.length;
    await ask(alice.email);
    while (node.letters.length === before) await nextTurn();
    return (
      /https:\/\/chat\.example\.org\/reset\/([A-Za-z0-9_-]+)$/m.exec(node.letters.at(-1)?.text ?? '')?.[1] ??
      ''
    );
  };
  const use = (code: string, password: string) =>
    cast.ask('resetPassword', { params: { code }, body: { password } });
  return { node, cast, ask, nextCode, use, token: session.token ?? '' };
}

test('RESET1 the answer is the same and comes at once, whoever asks and whatever becomes of the mail', async (t) => {
  const { node, ask } = await openCast(t);
  node.postFails = new Error('the post is on strike');
  const answers = [
    await ask('alice@example.org'),
    await ask('nobody@example.org'),
    await ask('alice@example.org', { app: 'A'.repeat(22) }),
  ];
  assert.equal(node.letters.length, 0, 'an answer waited for the mail');
  for (const answer of answers) assert.deepEqual(answer, { answer: undefined });
  while (!node.logged.some((line) => line.includes('could not be mailed'))) await nextTurn();
  assert.deepEqual(
    node.letters.map(({ to }) => to),
    ['alice@example.org'],
  );
});

test('RESET2 the code is 192 bits in a link to the account’s address, and is stored as a hash', async (t) => {
  const { node, nextCode, ask } = await openCast(t);
  const code = await nextCode();
  assert.equal(Buffer.from(code, 'base64url').length, 24);
  assert.equal(node.letters[0]?.to, 'alice@example.org');
  assert.match(node.letters[0]?.subject ?? '', /Parley/);
  const stored = JSON.stringify(await node.stores.driver.read('select * from password_reset', []));
  assert.ok(!stored.includes(code) && !node.logged.join().includes(code));
  for (let each = 0; each < 5; each++) await ask(alice.email);
  while (node.letters.length < 3) await nextTurn();
  await node.clock.advance(3_600_000);
  await nextCode();
  assert.equal(node.letters.length, 4, 'a fourth open code was mailed');
});

test('RESET3 a code works once and for an hour, and ends every session with its connections', async (t) => {
  const { node, cast, nextCode, use, token } = await openCast(t);
  const caller = await authenticate(node, token);
  assert.ok(!(caller instanceof Refusal));
  const device = cast.connect(caller);
  const late = await nextCode();
  await node.clock.advance(3_600_000);
  const expired = await use(late, 'battery staple');
  assert.ok(expired instanceof Refusal && expired.error.code === 'not_found');
  const [code, other] = [await nextCode(), await nextCode()];
  assert.deepEqual(await use(code, 'battery staple'), { answer: undefined, cookie: 'clear' });
  assert.equal(device.closedWith, 4401);
  assert.ok((await authenticate(node, token)) instanceof Refusal);
  for (const used of [code, other]) assert.ok((await use(used, 'something else')) instanceof Refusal);
  const body = { username: 'alice', password: 'battery staple' };
  assert.equal((await cast.answered('signIn', { body })).user.username, 'alice');
});

test('RESET4 a new e-mail address voids codes that went to the old one', async (t) => {
  const { node, cast, nextCode, use, token } = await openCast(t);
  const caller = await authenticate(node, token);
  assert.ok(!(caller instanceof Refusal));
  const code = await nextCode();
  const body = { email: 'new@example.org', current_password: alice.password };
  await cast.answered('changeAccount', { as: caller, body });
  assert.ok((await use(code, 'battery staple')) instanceof Refusal);
});
