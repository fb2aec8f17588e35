import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { closeCodes } from '@parley/protocol/close-codes.ts';
import { limits } from '@parley/protocol/limits.ts';
import { Cast, castPassword, type Persona } from '@parley/testkit/cast.ts';
import type { Asked } from '@parley/testkit/contract-client.ts';
import { createFakeClock, type FakeClock } from '@parley/testkit/fake-clock.ts';
import { FrameClient } from '@parley/testkit/frame-client.ts';
import {
  bytesOfAFrame,
  connectionsPerUser,
  framesOfAQuestion,
  type RateLimit,
  RateLimiter,
  type RateLimitName,
  rateLimits,
  requestsOfAFlood,
} from './rate-limits.ts';

describe('LIMIT1 a limit lets a burst through, then so many a second', () => {
  const names = Object.keys(rateLimits) as RateLimitName[];
  for (const name of names) {
    test(`LIMIT1 ${name}`, async () => {
      const clock = createFakeClock();
      const refused: string[] = [];
      const limiter = new RateLimiter(clock, true, (limit) => refused.push(limit));
      const { burst, perSecond }: RateLimit = rateLimits[name];
      for (let turn = 0; turn < burst; turn += 1) assert.equal(limiter.take(name, 'one'), 0);
      const wait = limiter.take(name, 'one');
      assert.equal(wait, Math.ceil(1000 / perSecond));
      assert.equal(limiter.take(name, 'other'), 0, 'whoever else asks is counted apart');
      await clock.advance(wait - 1);
      assert.ok(limiter.take(name, 'one') > 0);
      await clock.advance(wait);
      assert.equal(limiter.take(name, 'one'), 0);
      await clock.advance(1_000_000_000);
      for (let turn = 0; turn < burst; turn += 1) assert.equal(limiter.take(name, 'one'), 0);
      assert.ok(limiter.take(name, 'one') > 0, 'a long rest saves up no more than a burst');
      assert.deepEqual([...new Set(refused)], [name]);
    });
  }

  test('LIMIT1 switched off, nothing is counted', () => {
    const limiter = new RateLimiter(createFakeClock(), false, () => assert.fail());
    for (let turn = 0; turn < 10_000; turn += 1) assert.equal(limiter.take('registration', 'one'), 0);
  });
});

/** A server that counts, on a clock that stands still unless it is told the time. */
async function limitedCast(): Promise<{ cast: Cast; clock: FakeClock }> {
  const clock = createFakeClock();
  return { cast: await Cast.start({ clock, environment: { PARLEY_RATE_LIMITS: 'on' } }), clock };
}

/** Calls until it is refused; answers how often it was served, and that the refusal says when to come again. */
async function servedBefore(call: () => ReturnType<Cast['call']>, clock: FakeClock): Promise<number> {
  for (let served = 0; ; served += 1) {
    const { error, status, headers } = await call();
    if (error?.code !== 'rate_limited') continue;
    const waitMs = error.details?.retry_after_ms ?? 0;
    assert.equal(status, 429);
    assert.ok(waitMs > 0);
    assert.equal(headers.get('retry-after'), String(Math.ceil(waitMs / 1000)));
    assert.equal(error.retry, 'backoff');
    await clock.advance(waitMs);
    assert.notEqual((await call()).error?.code, 'rate_limited', 'then it is served again');
    return served;
  }
}

describe('LIMIT2 who asks too often is told when to come again (O6)', () => {
  const ask = (cast: Cast, id: Parameters<Cast['call']>[0], asked: Asked, as: Persona) => () =>
    cast.call(id, asked, as);

  test('LIMIT2 by user: 400 at once; others go on', async () => {
    const { cast, clock } = await limitedCast();
    await using _ = cast;
    const served = await servedBefore(ask(cast, 'getAccount', {}, 'owner'), clock);
    assert.ok(served <= rateLimits.user.burst && served >= rateLimits.user.burst - 5, String(served));
    await cast.ok('getAccount', {}, 'admin');
  });

  test('LIMIT2 by account: ten passwords, wherever they come from, also to change an account', async () => {
    const { cast, clock } = await limitedCast();
    await using _ = cast;
    const guess = { username: 'owner', password: 'a wrong password', app: cast.app.token };
    assert.equal(await servedBefore(ask(cast, 'signIn', { body: guess }, 'anonymous'), clock), 10);
    const change = { body: { email: 'new@example.org', current_password: 'a wrong password' } };
    assert.equal(await servedBefore(ask(cast, 'changeAccount', change, 'owner'), clock), 10);
    await cast.ok('changeAccount', { body: { name: 'Still free' } }, 'owner');
    const right = { body: { username: 'admin', password: castPassword, app: cast.app.token } };
    await cast.ok('signIn', right, 'anonymous');
  });

  test('LIMIT2 by address: thirty sign-ins and resets, twenty registrations', async () => {
    const { cast, clock } = await limitedCast();
    await using _ = cast;
    const reset = { body: { email: 'nobody@example.org' } };
    assert.equal(await servedBefore(ask(cast, 'requestPasswordReset', reset, 'anonymous'), clock), 30);
    const register = { body: { username: 'owner', password: castPassword, app: cast.app.token } };
    const served = await servedBefore(ask(cast, 'register', register, 'anonymous'), clock);
    assert.equal(served, rateLimits.registration.burst - 7, 'the cast has registered');
  });

  test('LIMIT2 by address: four thousand of anything, whatever the request says of itself', async () => {
    const { cast, clock } = await limitedCast();
    await using _ = cast;
    let asked = 0;
    const headers = () => ({
      'x-forwarded-for': `10.0.0.${asked++ % 250}`,
      'x-real-ip': `10.0.1.${asked % 250}`,
    });
    const call = () => cast.call('getChat', { params: { number: 1 }, headers: headers() }, 'anonymous');
    const served = await servedBefore(call, clock);
    assert.ok(served <= rateLimits.address.burst && served > rateLimits.address.burst - 50, String(served));
  });

  test('LIMIT2 by the address that a trusted proxy names', async () => {
    const environment = {
      PARLEY_RATE_LIMITS: 'on',
      PARLEY_TRUSTED_PROXIES: '127.0.0.1',
      PARLEY_APP_CREATION: 'open',
    };
    await using cast = await Cast.start({ clock: createFakeClock(), environment });
    const codes = async (address: string) => {
      const headers = { 'x-forwarded-for': address };
      const asked = { body: { email: 'nobody@example.org' }, headers };
      return (await cast.call('requestPasswordReset', asked, 'anonymous')).error?.code;
    };
    for (let turn = 0; turn < rateLimits.credentials.burst; turn += 1)
      assert.equal(await codes('10.0.0.1'), undefined);
    assert.equal(await codes('10.0.0.1'), 'rate_limited');
    assert.equal(await codes('10.0.0.2'), undefined);
    assert.equal(await codes('10.0.0.3, 10.0.0.1'), 'rate_limited', 'what the proxy itself has seen counts');
  });

  test('LIMIT2 by app: two thousand at once; other apps go on', async () => {
    const { cast, clock } = await limitedCast();
    await using _ = cast;
    const other = await cast.http.ok('createApp', { body: { name: 'Other' } });
    const served = await servedBefore(ask(cast, 'getApp', { params: cast.app }, 'holder'), clock);
    assert.ok(served <= rateLimits.app.burst && served > rateLimits.app.burst - 20, String(served));
    await cast.http.ok('getApp', { params: { token: other.token } });
  });

  test('LIMIT3 what is refused says so before anything else is looked at', async () => {
    const { cast } = await limitedCast();
    await using _ = cast;
    const malformed = { body: '{' };
    const codes = new Set<string>();
    for (let turn = 0; turn < 31; turn += 1)
      codes.add(await cast.refused('requestPasswordReset', malformed, 'anonymous'));
    assert.deepEqual(codes, new Set(['malformed_json', 'rate_limited']));
  });
});

describe('LIMIT4 frames are limited too', () => {
  let cast: Cast;
  let clock: FakeClock;
  let chat: number;

  before(async () => {
    ({ cast, clock } = await limitedCast());
    await cast.acquaint();
    chat = await cast.group();
  });
  after(() => cast[Symbol.asyncDispose]());

  const post = (index: number) => ({
    type: 'send',
    ref: `r${index}`,
    chat,
    client_id: `c${index}`,
    content: 'x',
  });

  test('LIMIT4 over the limit a frame is refused, named by its ref, and says when to go on', async () => {
    await clock.advance(60_000);
    using socket = await cast.socket('owner');
    const { burst } = rateLimits.frames;
    for (let index = 0; index <= burst; index += 1) socket.send(post(index));
    const { error, ref } = await socket.first('error');
    assert.deepEqual([error.code, ref], ['rate_limited', `r${burst}`]);
    assert.equal(error.details?.retry_after_ms, 1000 / rateLimits.frames.perSecond);
    await socket.first('ack', (frame) => frame.ref === `r${burst - 1}`);
    await clock.advance(5);
    socket.send(post(burst));
    await socket.first('ack', (frame) => frame.ref === `r${burst}`);
  });

  test('LIMIT4 a thousand frames a second end the socket with 4529, whatever is taken in between; others go on', async () => {
    await clock.advance(60_000);
    using other = await cast.socket('admin');
    using socket = await cast.socket('owner');
    for (let index = 0; index < 3000 && socket.socket.readyState === 1; index += 1) {
      socket.send({ type: 'typing', chat });
      if (index % 5 === 4) {
        await clock.advance(5);
        await new Promise(setImmediate);
      }
    }
    assert.equal((await socket.closed).code, closeCodes.rateLimited);
    const errors = socket.frames.filter((frame) => frame.type === 'error');
    assert.ok(errors.length > 0 && errors.every(({ error }) => error.code === 'rate_limited'));
    await other.settled();
  });

  test('LIMIT4 bytes that are no text count as well', async () => {
    await clock.advance(60_000);
    using socket = await cast.socket('member');
    for (let index = 0; index < 1000; index += 1)
      socket.socket.send(Buffer.from([index % 256]), { binary: true });
    assert.equal((await socket.closed).code, closeCodes.rateLimited);
  });

  test('HOST2 a large text counts as many frames, and is not read when they are used up', async () => {
    await clock.advance(60_000);
    using socket = await cast.socket('invitee');
    const large = `${' '.repeat(100 * bytesOfAFrame)}{"type":"ping"}`.slice(0, 30 * bytesOfAFrame);
    const read = Math.floor(rateLimits.frames.burst / 31);
    for (let index = 0; index < read + 3; index += 1) socket.socket.send(large);
    const codes = () => socket.frames.flatMap((frame) => (frame.type === 'error' ? [frame.error.code] : []));
    await socket.first('error', () => codes().length === read + 3);
    assert.deepEqual(codes(), [...Array(read).fill('malformed_json'), ...Array(3).fill('rate_limited')]);
  });

  test('HOST6 syncs and pings count as twenty frames', async () => {
    await clock.advance(60_000);
    using socket = await cast.socket('friend');
    const taken = rateLimits.frames.burst / framesOfAQuestion;
    for (let index = 0; index < taken; index += 1)
      socket.send(index % 2 === 0 ? { type: 'ping' } : { type: 'sync', chats: {} });
    socket.send({ type: 'ping' });
    await socket.first('error', ({ error }) => error.code === 'rate_limited');
    assert.equal(socket.frames.filter(({ type }) => type === 'error').length, 1);
  });

  test('HOST3 an account has a bounded number of sockets and streams at a time', async () => {
    await clock.advance(60_000);
    const open = Array.from({ length: connectionsPerUser }, () => cast.socket('stranger'));
    const sockets = await Promise.all(open);
    using refused = new FrameClient(cast.server.url, { token: cast.token('stranger') });
    assert.equal((await refused.first('error')).error.code, 'rate_limited');
    assert.equal((await refused.closed).code, closeCodes.rateLimited);
    const headers = { authorization: `Bearer ${cast.token('stranger')}` };
    assert.equal((await fetch(`${cast.server.url}/api/v1/events`, { headers })).status, 429);
    sockets[0]?.socket.close();
    await sockets[0]?.closed;
    using again = await cast.socket('stranger');
    await again.settled();
    for (const socket of sockets) socket[Symbol.dispose]();
  });

  test('HOST8 a socket that was closed for flooding cannot be opened again and again', async () => {
    await clock.advance(60_000);
    const opened = rateLimits.user.burst / requestsOfAFlood;
    for (let round = 0; round < opened; round += 1) {
      using socket = await cast.socket('blocked');
      for (let index = 0; index < 1000; index += 1) socket.socket.send('nonsense');
      assert.equal((await socket.closed).code, closeCodes.rateLimited);
    }
    using refused = new FrameClient(cast.server.url, { token: cast.token('blocked') });
    assert.equal((await refused.first('error')).error.code, 'rate_limited');
  });

  test('HOST8 it counts against its address as well', async () => {
    await clock.advance(60_000);
    for (const who of ['friend', 'stranger'] as const) {
      using socket = await cast.socket(who);
      socket.socket.send('x'.repeat(limits.frameBytes + 1));
      assert.equal((await socket.closed).code, 1009);
    }
    const served = await servedBefore(() => cast.call('getInstance', {}, 'anonymous'), clock);
    const left = rateLimits.address.burst - 2 * requestsOfAFlood;
    assert.ok(served < left && served > left - 20, String(served));
  });

  test('LIMIT4 sockets that are opened count like requests', async () => {
    await clock.advance(60_000);
    for (let opened = 0; opened < rateLimits.user.burst; opened += 1)
      await cast.call('listChats', { query: { limit: 1 } }, 'friend');
    using socket = new FrameClient(cast.server.url, { token: cast.token('friend') });
    assert.equal((await socket.first('error')).error.code, 'rate_limited');
    assert.equal((await socket.closed).code, closeCodes.rateLimited);
    const headers = { authorization: `Bearer ${cast.token('friend')}` };
    const events = await fetch(`${cast.server.url}/api/v1/events`, { headers });
    assert.equal(events.status, 429);
  });
});
