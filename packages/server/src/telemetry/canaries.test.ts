import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sessionCookieOf } from '@parley/testkit/cookie-of.ts';
import { FrameClient } from '@parley/testkit/frame-client.ts';
import { startProcess } from '@parley/testkit/server-process.ts';
import { startTinySmtpServer, type TinySmtpServer } from '@parley/testkit/tiny-smtp-server.ts';

const folder = await mkdtemp(join(tmpdir(), 'parley-canaries-'));
after(() => rm(folder, { recursive: true, force: true }));

/** Secrets of a run, by what they are; none may be found in what the server writes. */
class Canaries {
  readonly #secrets = new Map<string, string>();

  /** A new one, without a character that anything would write in another way. */
  make(name: string): string {
    return this.keep(name, `canary${randomBytes(16).toString('hex')}`);
  }

  keep(name: string, secret: string): string {
    assert.ok(secret.length >= 20, name);
    this.#secrets.set(name, secret);
    return secret;
  }

  foundIn(text: string): string[] {
    return [...this.#secrets].filter(([, secret]) => text.includes(secret)).map(([name]) => name);
  }
}

interface Asking {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks a server by its address; text goes as it is. */
function asker(url: string) {
  return async (method: string, path: string, { body, headers }: Asking = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: text }),
    });
    return {
      status: response.status,
      headers: response.headers,
      answer: JSON.parse((await response.text()) || '{}'),
    };
  };
}

type Ask = ReturnType<typeof asker>;

/** Signs somebody up, in and out by every way there is, right and wrong. */
async function visit(ask: Ask, canaries: Canaries): Promise<string> {
  const password = canaries.make('password');
  const alice = { username: 'alice', password, email: 'alice@example.org' };
  const { answer } = await ask('POST', '/users', { body: alice });
  const token = canaries.keep('session token', answer.session.token);
  const { headers } = await ask('POST', '/sessions', { body: { ...alice, email: undefined, cookie: true } });
  const cookie = canaries.keep('cookie', sessionCookieOf(headers).value);
  for (const body of [
    { ...alice, password: canaries.make('wrong password') },
    { ...alice, pin: password },
    { password },
  ])
    assert.ok((await ask('POST', '/sessions', { body })).status >= 400);
  const authorization = `Bearer ${token}`;
  const next = canaries.make('new password');
  const change = { password: next, current_password: password };
  assert.equal((await ask('PATCH', '/users/me', { body: change, headers: { authorization } })).status, 200);
  assert.equal(
    (await ask('GET', '/users/me', { headers: { cookie: `parley_session=${cookie}` } })).status,
    401,
  );
  const said = canaries.make('message');
  const { number } = (
    await ask('POST', '/chats', { body: { kind: 'group', name: 'Club' }, headers: { authorization } })
  ).answer;
  const message = { body: { content: said }, headers: { authorization } };
  assert.equal((await ask('POST', `/chats/${number}/messages`, message)).status, 201);
  return token;
}

/** Makes and uses an app; its token stands in addresses, also in those that lead nowhere. */
async function useApp(ask: Ask, canaries: Canaries, operatorKey: string): Promise<void> {
  const headers = { authorization: `Bearer ${operatorKey}` };
  const { answer } = await ask('POST', '/apps', { body: { name: 'Shop' }, headers });
  const token = canaries.keep('app token', answer.token);
  canaries.keep('app secret', answer.secret);
  for (const path of [
    '',
    '/chats',
    '/chats/99',
    '/nothing',
    '/chats?token=x',
    '/%ff',
    '/chats/1/messages?q[]=%',
  ])
    await ask('GET', `/apps/${token}${path}`);
  for (const body of ['{', '[]', { name: 1 }, { [token]: 1 }]) await ask('PUT', `/apps/${token}`, { body });
}

/** Says secrets where they do not belong: in JSON that is none, in queries, frames, subprotocols, bytes. */
async function misplace(url: string, ask: Ask, token: string): Promise<void> {
  for (const body of [
    `{"password":"${token}"`,
    `"${token}"`,
    { [token]: token },
    { username: token, password: [token] },
  ])
    assert.ok((await ask('POST', '/sessions', { body })).status >= 400);
  for (const path of [
    `/users/me?token=${token}`,
    `/password-resets/${token}`,
    `/${token}`,
    `/users/${token}%`,
  ])
    await ask('GET', path, { headers: { authorization: token, cookie: `parley_session=${token}x` } });
  using socket = await FrameClient.open(url, { token });
  for (const frame of [{ type: token }, { type: 'send', ref: token, chat: token }, token])
    await socket.refusal(frame);
  using stranger = new FrameClient(url, { token: `${token}x` });
  await stranger.closed;
  const { hostname, port } = new URL(url);
  const raw = connect(Number(port), hostname, () =>
    raw.write(`GET /${token} HTTP/9\r\nAuthorization ${token}\r\n\r\n`),
  );
  await new Response(raw as never).text();
}

/** Sets a password by a code that came by mail, and tries what the code is no longer good for. */
async function reset(ask: Ask, canaries: Canaries, smtp: TinySmtpServer): Promise<void> {
  await ask('POST', '/password-resets', { body: { email: 'alice@example.org' } });
  while (smtp.delivered.length === 0) await nextTurn();
  const [, code = ''] = /\/reset\/(\S+)/.exec(smtp.delivered[0]?.data ?? '') ?? [];
  canaries.keep('reset code', code);
  for (const body of [
    {},
    { password: canaries.make('password set by a reset') },
    { password: 'once more with it' },
  ])
    await ask('PUT', `/password-resets/${code}`, { body });
}

/** Writes down all it ever does. */
const talkative = {
  PARLEY_SETUP: 'off',
  PARLEY_LOG_LEVEL: 'debug',
  PARLEY_TRACES_RATIO: '1',
};

test('LOGS2 no password, token, cookie, code, key or message is in what a server writes, whatever is done with them', async (t) => {
  const canaries = new Canaries();
  const lines: string[] = [];
  const smtp = await startTinySmtpServer();
  t.after(() => smtp.close());
  const data = join(folder, 'everything');
  const operatorKey = canaries.make('operator key');
  const secrets = {
    PARLEY_APP_CREATION: 'operator',
    PARLEY_OPERATOR_KEY: operatorKey,
    PARLEY_SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    PARLEY_TRACES_URL: `http://me:${canaries.make('password of the collector')}@127.0.0.1:1/`,
  };
  await using server = await startProcess(data, { ...talkative, ...secrets }, (line) => lines.push(line));
  const ask = asker(server.url);
  const token = await visit(ask, canaries);
  await useApp(ask, canaries, operatorKey);
  await misplace(server.url, ask, token);
  await reset(ask, canaries, smtp);
  breakStore(data);
  const signIn = { body: { username: 'alice', password: canaries.make('password during a failure') } };
  for (const failing of [
    ask('POST', '/sessions', signIn),
    ask('GET', '/users/me', { headers: { authorization: `Bearer ${token}` } }),
  ])
    assert.equal((await failing).status, 500);
  assert.equal(await server.stop(), 0);
  assert.ok(
    lines.some((line) => line.includes('a request failed')),
    'failures are logged',
  );
  assert.deepEqual(canaries.foundIn(lines.join('\n')), []);
});

test('LOGS2 the password of a mail server is not in the log, also when that server repeats it', async (t) => {
  const canaries = new Canaries();
  const lines: string[] = [];
  const smtp = await startTinySmtpServer();
  t.after(() => smtp.close());
  const password = canaries.make('SMTP password');
  canaries.keep('SMTP credentials', Buffer.from(`\0post\0${password}`).toString('base64'));
  smtp.refuse(`550 ${password} may not write here`);
  const environment = {
    ...talkative,
    PARLEY_LOG_FORMAT: 'pretty',
    PARLEY_SMTP_URL: `smtp://post:${password}@127.0.0.1:${smtp.port}`,
  };
  await using server = await startProcess(join(folder, 'mail'), environment, (line) => lines.push(line));
  const ask = asker(server.url);
  const body = { username: 'alice', password: canaries.make('password'), email: 'alice@example.org' };
  canaries.keep('session token', (await ask('POST', '/users', { body })).answer.session.token);
  await ask('POST', '/password-resets', { body: { email: 'alice@example.org' } });
  while (!lines.some((line) => line.includes('was not mailed'))) await nextTurn();
  assert.deepEqual(canaries.foundIn(lines.join('\n')), []);
});

/** Makes every request fail that needs an account or a session. */
function breakStore(data: string): void {
  const connection = new DatabaseSync(join(data, 'parley.db'), { timeout: 10_000 });
  connection.exec('alter table session rename to gone; alter table user rename to gone_too');
  connection.close();
}
