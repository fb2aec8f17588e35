import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createFakeClock } from '@parley/testkit/fake-clock.ts';
import { startServer } from '@parley/testkit/server.ts';
import { drainMs } from './closing-connections.ts';

interface Caller {
  readonly socket: Socket;
  readonly ended: Promise<unknown>;
  said(): string;
}

async function call(url: string, text: string): Promise<Caller> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let said = '';
  socket.on('data', (bytes) => {
    said += bytes;
  });
  socket.on('error', () => {});
  const ended = once(socket, 'close');
  await once(socket, 'connect');
  if (text !== '') socket.write(text);
  return { socket, ended, said: () => said };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await nextTurn();
}

const request = (path: string) => `GET ${path} HTTP/1.1\r\nHost: parley\r\n\r\n`;

test('HTTP11 a stopping server does not wait for connections without a request', async () => {
  await using server = await startServer();
  const silent = await call(server.url, '');
  const idle = await call(server.url, request('/healthz'));
  await until(() => idle.said().includes('"ok"'));
  const began = performance.now();
  await server.close();
  await Promise.all([silent.ended, idle.ended]);
  assert.ok(performance.now() - began < 3000);
});

test('HTTP11 a request under way is answered, and its connection closed after that', async () => {
  const server = await startServer();
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const { promise: asked, resolve: reached } = Promise.withResolvers<void>();
  server.node.search.ask = () => {
    reached();
    return held;
  };
  const caller = await call(server.url, request('/readyz'));
  await asked;
  const closed = server.close();
  await nextTurn();
  assert.equal(caller.said(), '');
  release();
  await Promise.all([closed, caller.ended]);
  assert.match(caller.said(), /^HTTP\/1\.1 200 [\s\S]*"ready"/);
});

test('HTTP11 what does not finish in time is cut', async () => {
  const clock = createFakeClock();
  const server = await startServer({ clock });
  const head = 'POST /api/v1/sessions HTTP/1.1\r\nHost: parley\r\nContent-Length: 10\r\n\r\n{';
  const caller = await call(server.url, request('/healthz') + head);
  await until(() => caller.said().includes('"ok"'));
  let gone = false;
  caller.ended.then(() => {
    gone = true;
  });
  const closed = server.close();
  await until(() => clock.pending() > 0);
  await clock.advance(drainMs - 1);
  assert.equal(gone, false);
  await clock.advance(1);
  await Promise.all([closed, caller.ended]);
});
