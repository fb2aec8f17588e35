import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { closeCodes } from '@parley/protocol/close-codes.ts';
import { Cast, castPassword } from '@parley/testkit/cast.ts';
import { sessionCookieOf } from '@parley/testkit/cookie-of.ts';
import { createFakeClock } from '@parley/testkit/fake-clock.ts';
import { FrameClient } from '@parley/testkit/frame-client.ts';
import { startServer } from '@parley/testkit/server.ts';

let cast: Cast;

before(async () => {
  cast = await Cast.start();
});
after(() => cast[Symbol.asyncDispose]());

/** Registers somebody as the web app does; answers the cookie. */
async function cookieOf(username: string): Promise<string> {
  const body = { username, password: castPassword, cookie: true };
  const { headers, answer } = await cast.http.call('register', { body });
  assert.equal(answer?.session.token, undefined);
  return sessionCookieOf(headers).value;
}

const rename = { body: { name: 'Somebody else' } };

describe('SEC1 every answer tells browsers to run nothing but our own files', () => {
  const expected: Readonly<Record<string, RegExp>> = {
    'content-security-policy':
      /^default-src 'none'; script-src 'self'; style-src 'self'; .*frame-ancestors 'none'$/,
    'x-content-type-options': /^nosniff$/,
    'referrer-policy': /^no-referrer$/,
    'cross-origin-opener-policy': /^same-origin$/,
    'cross-origin-resource-policy': /^same-origin$/,
    'permissions-policy': /camera=\(\)/,
    'cache-control': /./,
  };

  function check(headers: Headers, what: string): void {
    for (const [name, pattern] of Object.entries(expected))
      assert.match(headers.get(name) ?? '', pattern, `${name} of ${what}`);
    // Nothing inline, nothing from elsewhere, nothing made of text.
    assert.doesNotMatch(headers.get('content-security-policy') ?? '', /unsafe-|\*|https?:|nonce-/);
    assert.equal(headers.get('strict-transport-security'), null, what);
    assert.equal(headers.get('access-control-allow-origin'), null, what);
    assert.equal(headers.get('server'), null, what);
    assert.equal(headers.get('x-powered-by'), null, what);
  }

  const preflight = { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' };
  const addresses: readonly [string, RequestInit?][] = [
    ['/api/v1/instance'],
    ['/api/v1/openapi.json'],
    ['/api/v1/asyncapi.json'],
    ['/docs'],
    ['/healthz'],
    ['/readyz'],
    ['/metrics'],
    ['/'],
    ['/api/v1/nothing'],
    ['/api/v1/chats'],
    ['/api/v1/chats', { method: 'PATCH' }],
    ['/api/v1/chats', { method: 'OPTIONS', headers: preflight }],
    ['/api/v1/users', { method: 'POST', body: '{' }],
    ['/api/v1/users', { method: 'POST', body: 'x'.repeat(300_000) }],
    ['/%ff'],
    ['/api/v1/events'],
    ['/api/v1/events?chats=x'],
  ];
  for (const [path, init] of addresses) {
    test(`SEC1 ${init?.method ?? 'GET'} ${path}`, async () => {
      const response = await fetch(cast.server.url + path, init);
      await response.body?.cancel();
      check(response.headers, path);
    });
  }

  test('SEC1 an event stream', async () => {
    const stop = new AbortController();
    const headers = { authorization: `Bearer ${cast.token('owner')}` };
    const response = await fetch(`${cast.server.url}/api/v1/events`, { headers, signal: stop.signal });
    check(response.headers, 'an event stream');
    stop.abort();
  });

  test('SEC1 what is answered to bytes that are no request', async () => {
    const { hostname, port } = new URL(cast.server.url);
    const socket = connect(Number(port), hostname, () => socket.write('nonsense\r\n\r\n'));
    const [head = ''] = (await new Response(socket as never).text()).split('\r\n\r\n');
    const lines = head
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(/: (.*)/, 2) as [string, string]);
    check(new Headers(lines), 'bytes');
  });

  test('SEC1 where people come by TLS, browsers are told to stay with it', async () => {
    await using server = await startServer({
      environment: { PARLEY_PUBLIC_URL: 'https://chat.example.org' },
    });
    for (const path of ['/api/v1/instance', '/%ff', '/docs'])
      assert.equal(
        (await fetch(server.url + path)).headers.get('strict-transport-security'),
        'max-age=31536000',
      );
  });
});

describe('SEC2 the cookie of a session counts for requests from our own pages only', () => {
  test('SEC2 it is for this site and for no script, and ends with the session', async () => {
    const body = { username: 'erin', password: castPassword, cookie: true };
    const { headers, answer } = await cast.http.call('register', { body });
    const { value, attributes } = sessionCookieOf(headers);
    assert.match(value, /^[A-Za-z0-9_-]{43}$/);
    const expires = attributes.find((each) => each.startsWith('Expires='))?.slice('Expires='.length) ?? '';
    assert.ok(Date.parse(expires) >= Date.parse(answer?.session.expires_at ?? '') - 1000);
    const others = attributes.filter((each) => !each.startsWith('Expires='));
    assert.deepEqual(others.toSorted(), ['HttpOnly', 'Path=/', 'SameSite=Strict']);
  });

  test('SEC2 it is for TLS alone where people come by TLS', async () => {
    await using server = await startServer({
      environment: { PARLEY_PUBLIC_URL: 'https://chat.example.org' },
    });
    const response = await fetch(`${server.url}/api/v1/users`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'erin', password: castPassword, cookie: true }),
    });
    const { name, attributes } = sessionCookieOf(response.headers);
    assert.equal(name, '__Host-parley_session');
    assert.ok(attributes.includes('Secure') && attributes.includes('Path=/'));
    assert.ok(!attributes.some((each) => each.startsWith('Domain')));
  });

  test('SESS10 signing in gives a new one, and ends the session of the one before; another site’s cannot', async () => {
    const [cookie, other] = [await cookieOf('ivan'), await cookieOf('judy')];
    const isOpen = async (held: string) =>
      (await cast.http.call('getAccount', {}, { cookie: held })).error === undefined;
    const signIn = async (shown: { cookie: string }, headers = {}) => {
      const body = { username: 'ivan', password: castPassword, cookie: true };
      return sessionCookieOf((await cast.http.call('signIn', { body, headers }, shown)).headers).value;
    };
    await signIn({ cookie: other }, { 'sec-fetch-site': 'cross-site' });
    assert.ok(await isOpen(other));
    const next = await signIn({ cookie });
    assert.notEqual(next, cookie);
    assert.deepEqual([await isOpen(cookie), await isOpen(next), await isOpen(other)], [false, true, true]);
    using socket = await FrameClient.open(cast.server.url, {
      headers: { cookie: `parley_session=${other}` },
    });
    await signIn({ cookie: other });
    assert.equal((await socket.closed).code, closeCodes.unauthenticated);
  });

  test('SEC2 signing out takes it back', async () => {
    const cookie = await cookieOf('frank');
    const { headers } = await cast.http.call('endSession', { params: { handle: 'current' } }, { cookie });
    const { value, attributes } = sessionCookieOf(headers);
    assert.equal(value, '');
    assert.ok(attributes.includes('Expires=Thu, 01 Jan 1970 00:00:00 GMT'));
    assert.equal((await cast.http.refused('getAccount', {}, { cookie })).code, 'unauthenticated');
  });

  test('SEC2 another site cannot write with it, whatever it sends', async () => {
    const cookie = await cookieOf('grace');
    const { host } = new URL(cast.server.url);
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site', origin: `http://${host}` },
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { origin: `https://${host}.elsewhere.example` },
      { origin: 'http://127.0.0.1:1' },
      { origin: 'https://elsewhere.example', 'content-type': 'application/x-www-form-urlencoded' },
    ];
    for (const headers of foreign) {
      const { code } = await cast.http.refused('changeAccount', { ...rename, headers }, { cookie });
      assert.equal(code, 'unauthenticated', JSON.stringify(headers));
    }
    const own: Record<string, string>[] = [
      { 'sec-fetch-site': 'same-origin', origin: `http://${host}` },
      { 'sec-fetch-site': 'none' },
      { origin: `http://${host}` },
      {},
    ];
    for (const headers of own) await cast.http.ok('changeAccount', { ...rename, headers }, { cookie });
  });

  test('SEC2 behind a proxy that renames the host, our page is the one at the public address', async () => {
    const environment = { PARLEY_PUBLIC_URL: 'https://chat.example.org', PARLEY_APP_CREATION: 'open' };
    await using proxied = await Cast.start({ environment });
    const cookie = proxied.token('owner');
    const held = { cookie: `__Host-parley_session=${cookie}` };
    const write = (origin: string) =>
      proxied.http.call('changeAccount', { ...rename, headers: { origin, ...held } });
    assert.equal((await write('https://chat.example.org')).error, undefined);
    for (const origin of [
      'http://chat.example.org',
      'https://chat.example.org.evil.example',
      'https://chat.example.org:1',
    ])
      assert.equal((await write(origin)).error?.code, 'unauthenticated', origin);
    const planted = { headers: { cookie: `parley_session=${cookie}` } };
    assert.equal((await proxied.http.refused('getAccount', planted)).code, 'unauthenticated');
    const headers = { ...held, origin: 'https://chat.example.org' };
    using socket = await FrameClient.open(proxied.server.url, { headers });
    await socket.settled();
  });

  test('SEC2 a token in the header is no browser’s to send by itself: any site may use its own', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' };
    await cast.ok('changeAccount', { ...rename, headers }, 'owner');
  });

  test('SEC3 a credential that is wrong is not made up for by another', async () => {
    const cookie = await cookieOf('heidi');
    const { code } = await cast.http.refused('getAccount', {}, { cookie, token: 'U'.repeat(43) });
    assert.equal(code, 'unauthenticated');
  });
});

describe('SEC3 nothing counts as a credential but what was given out', () => {
  test('SEC3 other schemes, other tokens, broken headers', async () => {
    const token = cast.token('owner');
    const wrong = [
      '',
      'Bearer',
      `Basic ${token}`,
      token,
      `Bearer ${token}x`,
      `Bearer ${token.slice(1)}`,
      `Bearer  ${token} x`,
    ];
    for (const authorization of wrong) {
      const { code } = await cast.http.refused('getAccount', { headers: { authorization } });
      assert.equal(code, 'unauthenticated', authorization);
    }
    await cast.http.ok('getAccount', { headers: { authorization: `bearer ${token}` } });
  });

  test('SEC3 a session that has ended by disuse is told so, over HTTP, a socket and a stream', async () => {
    const clock = createFakeClock();
    await using aged = await Cast.start({ clock });
    clock.jump(31 * 24 * 60 * 60 * 1000);
    const error = await aged.http.refused('getAccount', {}, aged.shown('owner'));
    assert.equal(error.code, 'session_expired');
    using socket = new FrameClient(aged.server.url, { token: aged.token('admin') });
    assert.equal((await socket.first('error')).error.code, 'session_expired');
    assert.equal((await socket.closed).code, closeCodes.unauthenticated);
    const headers = { authorization: `Bearer ${aged.token('member')}` };
    const events = await fetch(`${aged.server.url}/api/v1/events`, { headers });
    assert.equal(events.status, 401);
  });

  test('SEC3 a token is taken from the header or the cookie, never from an address', async () => {
    for (const name of ['token', 'access_token', 'session']) {
      const { status } = await cast.http.call('getAccount', { query: { [name]: cast.token('owner') } });
      assert.equal(status, 401);
    }
  });

  test('SEC4 without the operator’s key nobody creates apps on a server that others reach', async () => {
    const key = 'operator-key-of-this-test';
    const environment = { PARLEY_APP_CREATION: 'operator', PARLEY_OPERATOR_KEY: key };
    await using server = await startServer({ environment });
    const create = async (headers: Record<string, string>) => {
      const body = JSON.stringify({ name: 'App' });
      const all = { 'content-type': 'application/json', ...headers };
      return (await fetch(`${server.url}/api/v1/apps`, { method: 'POST', body, headers: all })).status;
    };
    assert.equal(await create({}), 401);
    assert.equal(await create({ authorization: 'Bearer wrong-key-of-this-test!' }), 401);
    assert.equal(await create({ authorization: `Bearer ${key}x` }), 401);
    assert.equal(await create({ authorization: `Bearer ${key}` }), 201);
  });
});

test('SEC5 the reference page is served so that it works under its own policy', async () => {
  const response = await fetch(`${cast.server.url}/docs`);
  const page = await response.text();
  assert.equal(response.headers.get('content-type'), 'text/html; charset=utf-8');
  assert.doesNotMatch(page, /<script|\sstyle=|<style|\son\w+=/);
  const links = [...page.matchAll(/<(?:link|img)[^>]+(?:href|src)="([^"]+)"/g)].map(([, href]) => href ?? '');
  assert.ok(links.length > 0);
  for (const href of links.filter((each) => !each.startsWith('data:'))) {
    const file = await fetch(new URL(href, `${cast.server.url}/docs`));
    assert.equal(new URL(file.url).origin, cast.server.url);
    assert.equal(file.status, 200, href);
    if (href.endsWith('.css')) assert.equal(file.headers.get('content-type'), 'text/css; charset=utf-8');
    await file.body?.cancel();
  }
});
