import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Logger } from './logger.ts';
import { createLogger } from './pino-logger.ts';
import { createMetrics } from './prometheus-metrics.ts';

function logged(format: 'pretty' | 'json', say: (logger: Logger) => void): string {
  const lines: string[] = [];
  say(createLogger({ level: 'info', format, write: (line) => lines.push(line) }));
  return lines.join('');
}

test('LOGS1 a JSON line has time, level, message and fields', () => {
  const line = logged('json', (logger) => logger.child({ part: 'http' }).info('listening', { port: 8080 }));
  const { time, ...rest } = JSON.parse(line);
  assert.deepEqual(rest, { level: 'info', part: 'http', port: 8080, message: 'listening' });
  assert.match(time, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});

test('LOGS1 a readable line is one line, and hostile text can neither break it nor reach the terminal', () => {
  const line = logged('pretty', (logger) => {
    logger.debug('not at this level');
    logger.warn('odd name\n12:00 INFO forged', { name: '\u001b[2Jx', agent: 'a b', n: 3 });
  });
  assert.match(
    line,
    /^[\d:.]{12} WARN {2}odd name\\u000a12:00 INFO forged name="\\\\u001b\[2Jx" agent="a b" n=3\n$/,
  );
  assert.equal(line.split('\n').length, 2);
});

test('LOGS2 credentials are redacted by name at any depth, and in addresses', () => {
  const fields = {
    password: 'hunter2',
    headers: { Authorization: 'Bearer hunter2', cookie: 'session=hunter2' },
    body: { list: [{ session_token: 'hunter2', current_password: 'hunter2' }] },
    operatorKey: 'hunter2',
    url: '/api/v1/apps/hunter2hunter2hunter2hh/chats?x=1',
    path: '/api/v1/password-resets/hunter2',
    protocols: ['parley.v1', 'bearer.hunter2'],
    address: 'smtp://me:hunter2@mail',
    username: 'alice',
    clientId: 'c1',
  };
  const line = logged('json', (logger) => {
    logger.info('x', fields);
    logger.child({ token: 'hunter2' }).info('y');
  });
  assert.doesNotMatch(line, /hunter2/);
  assert.match(line, /"username":"alice","clientId":"c1"/);
  assert.match(line, /apps\/\[redacted\]\/chats\?x=1/);
  assert.equal(fields.password, 'hunter2');
});

test('LOGS3 an error is written with its stack and its causes', () => {
  const failing = (logger: Logger) =>
    logger.error('append failed', { error: new Error('outer', { cause: new Error('disk full') }) });
  assert.match(JSON.parse(logged('json', failing)).error.stack, /outer[\s\S]*disk full/);
  assert.match(logged('pretty', failing), /ERROR append failed\n {6}Error: outer\n[\s\S]*disk full/);
});

test('METRICS1 what the server counts answers in the Prometheus format, with process and event loop', async () => {
  const metrics = createMetrics('.');
  metrics.requestAnswered('postMessage', 201, 0.002);
  metrics.socketOpened();
  metrics.socketOpened();
  metrics.socketClosed();
  metrics.frameIn('send');
  metrics.frameOut('entry', 3);
  metrics.frameOut('entry');
  metrics.committed(50, 0.004);
  metrics.fannedOut(12);
  metrics.resynced();
  metrics.catchUps(4, 9);
  metrics.tailerLag('search', 7);
  metrics.rateLimited('http');
  metrics.searched(0.01);
  const { contentType, text } = await metrics.exposition();
  assert.match(contentType, /^text\/plain/);
  for (const line of [
    'parley_http_request_seconds_count{operation="postMessage",status="201"} 1',
    'parley_sockets_open 1',
    'parley_frames_in_total{type="send"} 1',
    'parley_frames_out_total{type="entry"} 4',
    'parley_entries_appended_total 50',
    'parley_commit_entries_sum 50',
    'parley_commit_seconds_count 1',
    'parley_deliveries_total 12',
    'parley_resyncs_total 1',
    'parley_catch_ups{state="queued"} 9',
    'parley_tailer_lag_entries{tailer="search"} 7',
    'parley_rate_limited_total{scope="http"} 1',
    'parley_search_seconds_count 1',
  ]) {
    assert.ok(text.includes(`${line}\n`), line);
  }
  assert.match(text, /nodejs_eventloop_lag_seconds/);
  assert.match(text, /process_resident_memory_bytes/);
});

test('METRICS5 what a node of a cluster counts answers with the rest, and is there at 0 before', async () => {
  const metrics = createMetrics('.');
  const { text: before } = await metrics.exposition();
  for (const line of [
    'parley_log_waiting_entries 0',
    'parley_bus_messages_in_total 0',
    'parley_leases_held 0',
  ]) {
    assert.ok(before.includes(`${line}\n`), line);
  }
  metrics.published(12, 0.002);
  metrics.published(3, 0.1);
  metrics.conflicted();
  metrics.waitingToPublish(40);
  metrics.projected('store.3', 500, 21);
  metrics.indexed(2);
  metrics.busHeard();
  metrics.busTold();
  metrics.leasesHeld(6);
  metrics.nodesHeard(3);
  const { text } = await metrics.exposition();
  for (const line of [
    'parley_log_publish_entries_sum 15',
    'parley_log_publish_entries_count 2',
    'parley_log_publish_seconds_bucket{le="0.0025"} 1',
    'parley_log_conflicts_total 1',
    'parley_log_waiting_entries 40',
    'parley_projected_entries_total{tailer="store.3"} 500',
    'parley_projection_entries_sum 500',
    'parley_projected_statements_total{tailer="store.3"} 21',
    'parley_index_requests_total 2',
    'parley_bus_messages_in_total 1',
    'parley_bus_messages_out_total 1',
    'parley_leases_held 6',
    'parley_nodes_heard 3',
  ]) {
    assert.ok(text.includes(`${line}\n`), line);
  }
});

test('METRICS1 times of stages, errors, lost spans and the room on the disk answer with the rest', async () => {
  const metrics = createMetrics('.');
  metrics.stageTook('append', 0.002);
  metrics.stageTook('append', 7);
  metrics.refused('not_found');
  metrics.spansExported(3, 'lost');
  const { text } = await metrics.exposition();
  for (const line of [
    'parley_stage_seconds_bucket{le="0.001",stage="append"} 0',
    'parley_stage_seconds_bucket{le="0.0025",stage="append"} 1',
    'parley_stage_seconds_bucket{le="+Inf",stage="append"} 2',
    'parley_stage_seconds_sum{stage="append"} 7.002',
    'parley_stage_seconds_count{stage="append"} 2',
    'parley_errors_total{code="not_found"} 1',
    'parley_trace_spans_total{result="lost"} 3',
  ]) {
    assert.ok(text.includes(`${line}\n`), line);
  }
  assert.match(text, /^parley_disk_free_bytes [1-9]/m);
  assert.match(text, /^parley_disk_size_bytes [1-9]/m);
  assert.doesNotMatch(text, /\n\n\n/);
});
