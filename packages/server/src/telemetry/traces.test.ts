import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiCaller } from '@parley/testkit/api-caller.ts';
import { FrameClient } from '@parley/testkit/frame-client.ts';
import { startServer } from '@parley/testkit/server.ts';
import { type CollectedSpan, startCollector } from './tiny-collector.test-support.ts';

const kept = { PARLEY_TRACES_RATIO: '1' };

interface App {
  readonly token: string;
}

/** A server with a person, signed in on a socket, and an open chat; `close` flushes. */
async function startTraced(environment: Readonly<Record<string, string>>) {
  const server = await startServer({ environment });
  const api = new ApiCaller(server.url);
  const app = await api.call<App>('POST', '/apps', { name: 'CanaryApp' });
  await api.call('POST', `/apps/${app.token}/chats`, { name: 'CanaryChat' });
  const { session } = await api.call<{ session: { token: string } }>('POST', '/users', {
    username: 'canaryname',
    password: 'canary password',
    name: 'Canary Person',
  });
  const me = new ApiCaller(server.url, session.token);
  const chat = await me.call<{ number: number }>('POST', '/chats', { kind: 'group', name: 'CanaryGroup' });
  const client = await FrameClient.open(server.url, { token: session.token });
  const post = (headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${server.url}/api/v1/apps/${app.token}/chats/1/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ content: 'canarytext', sender: 'canarysender' }),
    });
  const say = async (ref: string) => {
    client.send({ type: 'send', ref, chat: chat.number, client_id: `canaryid${ref}`, content: 'canarytext' });
    await client.first('ack', (ack) => ack.ref === ref);
  };
  return { server, api, me, app, session, chat, client, post, say };
}

const names = (spans: readonly CollectedSpan[]) => spans.map(({ name }) => name).sort();

test('TRACE1 TRACE7 a frame and an operation are spans with the stages of the journey as parts', async () => {
  await using collector = await startCollector();
  const { server, say, post, chat } = await startTraced({ ...kept, PARLEY_TRACES_URL: collector.url });
  await say('one');
  assert.equal((await post()).status, 201);
  await server.close();
  assert.deepEqual([...collector.paths], ['/v1/traces']);
  for (const root of [collector.one('frame send'), collector.one('postOpenMessage')]) {
    assert.deepEqual([root.parentSpanId, root.kind], [undefined, 2]);
    const parts = collector.partsOf(root);
    assert.deepEqual(names(parts), ['accept', 'append', 'fan-out'], root.name);
    assert.ok(parts.every(({ traceId }) => traceId === root.traceId));
    assert.ok(parts.every((part) => BigInt(part.startTimeUnixNano) >= BigInt(root.startTimeUnixNano)));
    assert.ok(!root.failed && root.attributes['error.type'] === undefined);
  }
  const [accept] = collector.partsOf(collector.one('frame send')).filter(({ name }) => name === 'accept');
  assert.equal(accept?.attributes['parley.chat'], chat.number);
  assert.equal(accept?.attributes['parley.entries'], 1);
  const { attributes } = collector.one('postOpenMessage');
  assert.equal(attributes['parley.route'], '/api/v1/apps/:token/chats/:number/messages');
});

test('TRACE1 a batch of a tailer is a trace of its own', async () => {
  await using collector = await startCollector();
  const { server, say, me } = await startTraced({ ...kept, PARLEY_TRACES_URL: `${collector.url}/v1/traces` });
  await say('one');
  // A search waits for the index.
  await me.call('GET', '/search?q=canarytext');
  await server.close();
  const batches = collector.named('index');
  assert.ok(batches.length > 0);
  assert.ok(batches.every(({ parentSpanId, kind }) => parentSpanId === undefined && kind === 1));
  assert.ok(batches.some(({ attributes }) => Number(attributes['parley.entries']) > 0));
});

test('TRACE1 a traceparent makes an operation part of its caller’s trace, and nonsense is ignored', async () => {
  await using collector = await startCollector();
  const { server, post } = await startTraced({ ...kept, PARLEY_TRACES_URL: collector.url });
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  await post({ traceparent: `00-${trace}-00f067aa0ba902b7-01` });
  const nonsense = [
    'nonsense',
    `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
    `ff-${trace}-00f067aa0ba902b7-01`,
  ];
  for (const traceparent of nonsense) await post({ traceparent });
  await server.close();
  const [joined, ...others] = collector.named('postOpenMessage');
  assert.deepEqual([joined?.traceId, joined?.parentSpanId], [trace, '00f067aa0ba902b7']);
  assert.equal(others.length, nonsense.length);
  assert.ok(others.every(({ traceId, parentSpanId }) => traceId !== trace && parentSpanId === undefined));
});

test('TRACE2 what the server could not do is a failed span, what it refused is none', async () => {
  await using collector = await startCollector();
  const { server, api, app, post, client } = await startTraced({ ...kept, PARLEY_TRACES_URL: collector.url });
  assert.equal((await api.ask('GET', `/apps/${app.token}/chats/77`)).status, 404);
  const append = server.node.log.append.bind(server.node.log);
  server.node.log.append = (_append, done) => done({ kind: 'failed', reason: 'full', message: 'no room' });
  assert.equal((await post()).status, 507);
  server.node.log.append = append;
  assert.equal((await client.refusal({ type: 'mark', chat: 99, read: 1 })).error.code, 'not_found');
  await server.close();
  const refused = collector.one('getOpenChat');
  assert.deepEqual([refused.failed, refused.attributes['error.type']], [false, 'not_found']);
  const failed = collector.one('postOpenMessage');
  assert.deepEqual([failed.failed, failed.attributes['error.type']], [true, 'storage_full']);
  const parts = collector.partsOf(failed);
  assert.deepEqual(names(parts), ['accept', 'append']);
  assert.deepEqual(
    parts.map((part) => part.failed),
    parts.map(({ name }) => name === 'append'),
  );
  assert.equal(collector.one('frame mark').attributes['error.type'], 'not_found');
});

test('TRACE3 ratio 0 keeps nothing, whatever a caller asks for; a caller can leave its own out', async () => {
  await using collector = await startCollector();
  const parent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7';
  const none = await startTraced({ PARLEY_TRACES_RATIO: '0', PARLEY_TRACES_URL: collector.url });
  await none.say('one');
  await none.post({ traceparent: `${parent}-01` });
  await none.server.close();
  assert.deepEqual(collector.spans, []);
  const all = await startTraced({ ...kept, PARLEY_TRACES_URL: collector.url });
  await all.post({ traceparent: `${parent}-00` });
  await all.server.close();
  assert.deepEqual(collector.named('postOpenMessage'), []);
  assert.ok(collector.named('createApp').length > 0);
});

test('TRACE4 no text, name, token or query is in a trace', async () => {
  await using collector = await startCollector();
  const { server, me, app, session, say, post } = await startTraced({
    ...kept,
    PARLEY_TRACES_URL: collector.url,
  });
  await say('one');
  await post();
  await me.call('GET', '/search?q=canaryquery');
  await me.call('GET', '/users/canaryname');
  await me.ask('GET', '/users?unknown=canaryfield');
  const credentials = { username: 'canaryname', password: 'canary wrong' };
  assert.equal((await me.ask('POST', '/sessions', credentials)).status, 401);
  await server.close();
  const told = collector.raw.join('\n');
  assert.match(told, /searchEverywhere/);
  assert.doesNotMatch(told, /canary/i);
  for (const secret of [app.token, session.token]) assert.ok(!told.includes(secret));
});
