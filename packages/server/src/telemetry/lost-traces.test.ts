import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { ApiCaller } from '@parley/testkit/api-caller.ts';
import { startServer } from '@parley/testkit/server.ts';
import { createOpenTelemetryTracer } from './opentelemetry-tracer.ts';
import { createLogger } from './pino-logger.ts';
import { startCollector } from './tiny-collector.test-support.ts';
import { idleSpan, idleTracer } from './tracer.ts';
import { watchExports } from './watch-exports.ts';

/** An address at which nobody listens. */
async function deadAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return `http://127.0.0.1:${port}`;
}

test('TRACE5 a server whose collector is down does everything it does otherwise, and stops', async () => {
  const environment = { PARLEY_TRACES_URL: await deadAddress(), PARLEY_TRACES_RATIO: '1' };
  await using server = await startServer({ environment });
  const api = new ApiCaller(server.url);
  const { token } = await api.call<{ token: string }>('POST', '/apps', { name: 'Test' });
  await api.call('POST', `/apps/${token}/chats`, {});
  for (let each = 0; each < 20; each++)
    await api.call('POST', `/apps/${token}/chats/1/messages`, { content: 'hello' });
  const began = performance.now();
  await server.close();
  assert.ok(performance.now() - began < 9000, 'stopping takes seconds, not the time of all retries');
});

test('TRACE5 TRACE7 with a collector that hangs, what is held is bounded and closing ends', async () => {
  await using collector = await startCollector('hangs');
  const told: number[] = [];
  const settings = {
    url: collector.url,
    ratio: 1,
    version: '1',
    onExport: (spans: number) => told.push(spans),
  };
  const tracer = createOpenTelemetryTracer(settings);
  for (let each = 0; each < 50_000; each++) tracer.root('work', 'internal').end();
  const began = performance.now();
  await tracer.close();
  assert.ok(performance.now() - began < 4500);
  assert.ok(collector.spans.length > 0 && collector.spans.length <= 4096 + 512, `${collector.spans.length}`);
  assert.ok(told.reduce((sum, spans) => sum + spans, 0) <= 4096 + 512);
});

test('TRACE5 lost spans are counted, and the log says once that they are lost and once that they are not', async () => {
  const lines: string[] = [];
  const counted: string[] = [];
  const logger = createLogger({ level: 'info', format: 'json', write: (line) => lines.push(line) });
  const onExport = watchExports(logger, {
    spansExported: (spans, result) => counted.push(`${spans} ${result}`),
  });
  await using refusing = await startCollector('refuses');
  const tracer = createOpenTelemetryTracer({ url: refusing.url, ratio: 1, version: '1', onExport });
  for (let each = 0; each < 3; each++) tracer.root('work', 'internal').end();
  await tracer.close();
  onExport(1, new Error('still down'));
  onExport(2);
  onExport(2);
  assert.deepEqual(counted, ['3 lost', '1 lost', '2 sent', '2 sent']);
  assert.deepEqual(
    lines.map((line) => JSON.parse(line)).map(({ message, reason }) => [message, reason]),
    [
      ['Traces are lost: the collector does not take them', '400'],
      ['Traces are sent again', undefined],
    ],
  );
});

test('TRACE6 without a collector every span is the same idle one', async () => {
  await using server = await startServer();
  const { tracer } = server.node;
  assert.equal(tracer, idleTracer);
  assert.equal(tracer.on, false);
  assert.equal(tracer.root('work', 'server', 'parent'), idleSpan);
  assert.equal(tracer.root('work', 'server').child('part'), idleSpan);
  assert.equal(
    tracer.within(idleSpan, () => tracer.active()),
    idleSpan,
  );
});
