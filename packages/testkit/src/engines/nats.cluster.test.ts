import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openNats } from '@parley/server/nats/connect-nats.ts';
import { startNats } from './nats.ts';

const ask = '$JS.API.INFO';

test('a private NATS keeps its port through a kill; a connection finds it again', async () => {
  await using nats = await startNats();
  await using connection = await openNats(nats.url, 'test');
  const { streams } = (await connection.request(ask)).json<{ streams: number }>();
  assert.equal(streams, 0);
  const back = (async () => {
    for await (const { type } of connection.status()) if (type === 'reconnect') return;
  })();
  await nats.kill(0);
  await nats.start(0);
  await back;
  assert.equal((await connection.request(ask)).json<{ streams: number }>().streams, 0);
});

test('three servers have a leader before they are handed over, and another when it is gone', async () => {
  await using nats = await startNats({ servers: 3 });
  const leader = await nats.metaLeader();
  assert.match(leader, /^nats-[012]$/);
  const gone = Number(leader.slice(-1));
  await nats.kill(gone);
  await nats.start(gone);
  assert.match(await nats.metaLeader(), /^nats-[012]$/);
});

test('credentials in the address are used and never told', async () => {
  const more = 'authorization { user: parley, password: "s e/cret" }';
  await using nats = await startNats({ more });
  const { host } = new URL(nats.url);
  await using connection = await openNats(`nats://parley:s%20e%2Fcret@${host}`, 'test');
  assert.ok(connection.info?.jetstream);
  await assert.rejects(openNats(`nats://parley:wr0ng@${host}`, 'test'), (error: Error) => {
    assert.ok(!error.message.includes('wr0ng'));
    return error.message.includes(host);
  });
  await assert.rejects(openNats('http://nowhere', 'test'), /nats:\/\/host:4222/);
});
