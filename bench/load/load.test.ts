import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { upFrame } from '@parley/protocol/frames.ts';
import { Seeded, seeded } from '@parley/testkit/seeded.ts';
import { type WebSocket, WebSocketServer } from 'ws';
import { fillChat } from './fill-chat.ts';
import { FrameReader } from './frame-reader.ts';
import { LatencyHistogram } from './latency-histogram.ts';
import { runPairs } from './pair-load.ts';
import { scanFrames } from './scan-frames.ts';
import { Seed } from './seed.ts';
import { SendFrames } from './send-frames.ts';
import { textOf } from './texts.ts';
import { WireClient } from './wire-client.ts';

async function webSocketServer(t: TestContext, serve: (socket: WebSocket) => void): Promise<string> {
  const http = createServer();
  const sockets = new WebSocketServer({ server: http, handleProtocols: () => 'parley.v1' });
  sockets.on('connection', serve);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    for (const socket of sockets.clients) socket.terminate();
    http.close();
  });
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

test('BENCH5 what the load generator sends is valid by the contract, alone and many at once', async (t) => {
  const texts: string[] = [];
  const arrived = Promise.withResolvers<void>();
  const url = await webSocketServer(t, (socket) => {
    socket.on('message', (data) => texts.push(String(data)) === 3 && arrived.resolve());
  });
  const client = await WireClient.open({ url, token: 'x', onText: () => {} });
  const frames = new SendFrames(4711, 'abc');
  frames.sendTo(client, 1, 1);
  frames.sendTo(client, 2, 450);
  await arrived.promise;
  client.drop();
  const sent = texts.flatMap((text) => JSON.parse(text) as unknown);
  assert.equal(sent.length, 451);
  sent.forEach((value, index) => {
    const frame = upFrame.parse(value);
    assert.ok(frame.type === 'send' && frame.chat === 4711);
    assert.equal(Number(frame.ref), index + 1);
    assert.equal(frame.client_id, `abc${String(index + 1).padStart(8, '0')}`);
  });
});

test('BENCH5 frames are found again whatever the pieces in which their bytes arrive', (t) => {
  const chance = seeded(t);
  const texts = Array.from({ length: 200 }, (_, index) => {
    const entry = `{"type":"entry","chat":1,"position":${index + 1},"entry":{"content":"${'x'.repeat(chance.below(900))}"}}`;
    return index % 50 === 0
      ? `[${entry},{"type":"ack","ref":"1","position":7},${'{"type":"head"},'.repeat(5000)}{}]`
      : entry;
  });
  const bytes = Buffer.concat(texts.map(serverFrame));
  const found: string[] = [];
  const positions: number[] = [];
  const reader = new FrameReader((_code, buffer, from, to) => {
    found.push(buffer.toString('utf8', from, to));
    const heard = { entry: (position: number) => positions.push(position), ack: () => {}, other: () => {} };
    scanFrames(buffer, from, to, heard);
  });
  for (let at = 0; at < bytes.length; ) {
    const length = 1 + chance.below(chance.oneIn(3) ? 10 : 5000);
    reader.read(bytes.subarray(at, at + length));
    at += length;
  }
  assert.deepEqual(found, texts);
  assert.deepEqual(
    positions,
    texts.map((_, index) => index + 1),
  );
});

function serverFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  if (payload.length < 126) return Buffer.concat([Buffer.of(0x81, payload.length), payload]);
  if (payload.length < 65_536)
    return Buffer.concat([Buffer.of(0x81, 126, payload.length >> 8, payload.length & 255), payload]);
  const head = Buffer.of(0x81, 127, 0, 0, 0, 0, 0, 0, 0, 0);
  head.writeUInt32BE(payload.length, 6);
  return Buffer.concat([head, payload]);
}

test('BENCH4 a quantile is not below the latency it names, and at most two percent above', () => {
  const chance = new Seeded(1);
  const histogram = new LatencyHistogram();
  const values = Array.from({ length: 5000 }, () => chance.below(1000) ** 3 / 1000);
  for (const value of values) histogram.record(value);
  values.sort((one, other) => one - other);
  for (const share of [0.01, 0.5, 0.9, 0.99, 0.999, 1]) {
    const exact = values[Math.ceil(values.length * share) - 1] ?? 0;
    const said = histogram.quantile(share);
    assert.ok(said >= exact - 0.001 && said <= exact * 1.02 + 0.001, `${share}: ${said} for ${exact}`);
  }
});

test('BENCH3 a server that stalls is charged for what was due meanwhile', { timeout: 20_000 }, async (t) => {
  const stallMs = 400;
  const listeners: WebSocket[] = [];
  let position = 0;
  const url = await webSocketServer(t, (socket) => {
    listeners.push(socket);
    socket.on('message', () => {
      position += 1;
      if (position === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, stallMs);
      listeners[0]?.send(`{"type":"ack","ref":"1","position":${position}}`);
      listeners[1]?.send(`{"type":"entry","chat":1,"position":${position}}`);
    });
  });
  const pairs = [{ chat: 1, sender: 'a', receiver: 'b', from: 0 }];
  const plan = {
    kind: 'pairs',
    url,
    pairs,
    perSecond: 200,
    messages: 100,
    warmUpMs: 0,
    measureMs: 600,
  } as const;
  const { sent, received, acknowledged, misplaced, delivery } = await runPairs(plan, {
    ready: async () => {},
  });
  assert.deepEqual([sent, received, acknowledged, misplaced], [100, 100, 100, 0]);
  assert.ok(
    delivery.p50 > stallMs / 10,
    `half of the messages fell into the stall, yet p50 is ${delivery.p50} ms`,
  );
});

test('BENCH7 a chat that was begun is filled to the end, and nothing is in it twice', async (t) => {
  const data = await mkdtemp(join(tmpdir(), 'parley-bench-test-'));
  t.after(() => rm(data, { recursive: true, force: true }));
  await using seed = await Seed.open(data);
  const [owner, friend] = await seed.people(2);
  assert.ok(owner !== undefined && friend !== undefined);
  const { chat } = await seed.group(owner, [friend]);
  const filling = { chat, authors: [owner.key, friend.key], text: textOf };
  await fillChat(seed, { ...filling, upTo: 700 });
  await fillChat(seed, { ...filling, upTo: 1300 });
  await fillChat(seed, { ...filling, upTo: 1300 });
  const entries = await seed.node.log.readNumbersAbove(seed.logOf(chat), 0, 2000);
  assert.deepEqual(
    entries.map(({ number, content }) => [number, content]),
    Array.from({ length: 1300 }, (_, index) => [index + 1, textOf(index + 1)]),
  );
});
