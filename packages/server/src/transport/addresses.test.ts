import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { test } from 'node:test';
import { Cast } from '@parley/testkit/cast.ts';
import { createFakeClock } from '@parley/testkit/fake-clock.ts';
import { FrameClient } from '@parley/testkit/frame-client.ts';
import { rateLimits, requestsOfAFlood } from './rate-limits.ts';

const floods = rateLimits.address.burst / requestsOfAFlood + 1;

/** Connects to a server, says something and hears what comes back until it is cut or closed. */
async function hear(url: string, words: string): Promise<string> {
  const socket = open(url);
  socket.write(words);
  const heard: string[] = [];
  socket.setEncoding('latin1').on('data', (text: string) => heard.push(text));
  await once(socket, 'close');
  return heard.join('');
}

function open(url: string): Socket {
  const { hostname, port } = new URL(url);
  return connect(Number(port), hostname).on('error', () => {});
}

const health = 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';

test('HOST9 nobody is let in from an address that floods, until that is paid off; the connections it has stay', async () => {
  const clock = createFakeClock();
  await using cast = await Cast.start({ clock, environment: { PARLEY_RATE_LIMITS: 'on' } });
  const { url } = cast.server;
  const earlier = open(url);
  await once(earlier, 'connect');
  using socket = await cast.socket('owner');
  await clock.advance(60_000);
  for (let flood = 0; flood < floods; flood++) assert.match(await hear(url, 'nonsense\r\n\r\n'), / 400 /);
  assert.equal(await hear(url, health), '', 'cut without a word');
  await socket.settled();
  earlier.write(health);
  const [answer] = await once(earlier, 'data');
  assert.match(String(answer), / 200 /);
  await clock.advance(requestsOfAFlood + 1);
  assert.match(await hear(url, health), / 200 /);
});

test('HOST9 what comes through a trusted proxy is never cut', async () => {
  const environment = {
    PARLEY_RATE_LIMITS: 'on',
    PARLEY_TRUSTED_PROXIES: '127.0.0.1',
    PARLEY_APP_CREATION: 'open',
  };
  await using cast = await Cast.start({ clock: createFakeClock(), environment });
  for (let flood = 0; flood < floods; flood++) await hear(cast.server.url, 'nonsense\r\n\r\n');
  assert.match(await hear(cast.server.url, health), / 200 /);
});

test('LIMIT3 a handshake and an event stream of an address that asked too much are refused before who it is', async () => {
  await using cast = await Cast.start({
    clock: createFakeClock(),
    environment: { PARLEY_RATE_LIMITS: 'on' },
  });
  for (let asked = 0; asked < rateLimits.address.burst; asked += 500)
    await Promise.all(Array.from({ length: 500 }, () => cast.call('getInstance', {}, 'anonymous')));
  const events = await fetch(`${cast.server.url}/api/v1/events`);
  assert.equal(events.status, 429);
  const { socket } = new FrameClient(cast.server.url);
  const [, { statusCode, headers }] = (await once(socket, 'unexpected-response')) as [
    unknown,
    IncomingMessage,
  ];
  assert.deepEqual([statusCode, headers['retry-after']], [429, '1']);
});
