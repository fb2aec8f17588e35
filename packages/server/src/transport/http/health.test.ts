import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createFakeClock } from '@parley/testkit/fake-clock.ts';
import { startServer } from '@parley/testkit/server.ts';
import { askEngines } from '../ask-engines.ts';

test('HTTP9 /healthz says that the process runs, /readyz that its engines answer', async () => {
  await using server = await startServer();
  const health = await fetch(`${server.url}/healthz`);
  assert.deepEqual([health.status, await health.json()], [200, { status: 'ok' }]);
  const ready = await fetch(`${server.url}/readyz`);
  assert.deepEqual(
    [ready.status, await ready.json()],
    [200, { status: 'ready', engines: { log: 'ok', store: 'ok', search: 'ok' } }],
  );
});

test('HTTP9 an engine that does not answer makes a server not ready, and says no more', async () => {
  await using server = await startServer();
  // What nothing else of the server asks for: the rest of it goes on.
  server.node.store.apps.page = () => Promise.reject(new Error('disk on fire at /var/lib'));
  const response = await fetch(`${server.url}/readyz`);
  const engines = { log: 'ok', store: 'does not answer', search: 'ok' };
  assert.deepEqual([response.status, await response.json()], [503, { status: 'not_ready', engines }]);
  assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
});

test('HTTP9 a log that does not answer is named', async () => {
  await using server = await startServer();
  const lastSeq = () => {
    throw new Error('disk on fire at /var/lib');
  };
  // A view of the node: its tailers need the log as it is.
  const states = await askEngines(Object.create(server.node, { log: { value: { lastSeq } } }));
  const engines = { log: 'does not answer', store: 'ok', search: 'ok' };
  assert.deepEqual(states, { ready: false, engines });
});

test('HTTP9 a node of a cluster is ready without store and search, and not without the log', async () => {
  await using server = await startServer();
  const down = () => Promise.reject(new Error('down'));
  const config = { value: { ...server.node.config, engines: { profile: 'cluster' } } };
  const store = { value: { apps: { page: down } } };
  const search = { value: { ask: down } };
  const states = await askEngines(Object.create(server.node, { config, store, search }));
  const others = { store: 'does not answer', search: 'does not answer' };
  assert.deepEqual(states, { ready: true, engines: { log: 'ok', ...others } });
  const log = { value: { ends: down } };
  const without = await askEngines(Object.create(server.node, { config, log }));
  assert.deepEqual([without.ready, without.engines.log], [false, 'does not answer']);
});

test('HTTP9 a search index that fails, or does not answer in time, makes a server not ready', async () => {
  const clock = createFakeClock();
  await using server = await startServer({ clock });
  const answers = [() => Promise.reject(new Error('damaged')), () => new Promise<void>(() => {})];
  server.node.search.ask = async () => answers.shift()?.();
  const engines = { log: 'ok', store: 'ok', search: 'does not answer' };
  const failed = await fetch(`${server.url}/readyz`);
  assert.deepEqual([failed.status, await failed.json()], [503, { status: 'not_ready', engines }]);
  const slow = fetch(`${server.url}/readyz`);
  while (answers.length > 0) await nextTurn();
  await clock.advance(2000);
  assert.deepEqual([(await slow).status, await (await slow).json()], [503, { status: 'not_ready', engines }]);
});

test('HTTP9 /metrics counts what was answered, unless it is switched off', async () => {
  await using server = await startServer();
  await (await fetch(`${server.url}/api/v1/instance`)).text();
  const metrics = await fetch(`${server.url}/metrics`);
  assert.match(metrics.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/);
  assert.match(await metrics.text(), /getInstance/);
  await using silent = await startServer({ environment: { PARLEY_METRICS: 'off' } });
  assert.equal(
    (await fetch(`${silent.url}/metrics`)).headers.get('content-type')?.startsWith('text/plain'),
    false,
  );
});
