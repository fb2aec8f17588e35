import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Message } from '@parley/protocol/message.ts';
import { normalise } from '@parley/protocol/normalise.ts';
import { startServer } from '@parley/testkit/server.ts';
import { Chance, sampleQuery } from '../../search/samples.test-support.ts';
import { openCommandBench } from '../command-bench.test-support.ts';

/** A folder of conversations, one JSON message with `at`, `user` and `text` a line. */
const folder = process.env.PARLEY_SAMPLE_DATA;
const skip = folder === undefined ? 'PARLEY_SAMPLE_DATA names no folder of conversations' : false;
const queriesPerChat = 300;

interface Report {
  readonly number: number;
  readonly read: number;
  readonly imported: number;
  readonly present: number;
  readonly skipped: number;
}

test('CMD7 SEARCH1 real conversations: imported once, numbered without a gap, found by any part of their text', {
  skip,
}, async (t) => {
  const files = (await readdir(folder ?? '')).filter((name) => name.endsWith('.jsonl')).sort();
  const paths = files.map((name) => join(folder ?? '', name));
  await using bench = await openCommandBench();
  const first = await importAll(bench, paths);
  for (const report of first) assert.equal(report.imported + report.skipped, report.read);
  const second = await importAll(bench, paths);
  assert.deepEqual(
    second.map(({ imported, present }) => ({ imported, present })),
    first.map(({ imported }) => ({ imported: 0, present: imported })),
  );
  await using server = await startServer({ data: join(bench.folder, 'data') });
  const seed = Number(process.env.PARLEY_SEED ?? Date.now()) >>> 0;
  t.diagnostic(`seed ${seed}`);
  const chance = new Chance(seed);
  for (const report of first) await checkChat(server.node, report, chance);
});

type Bench = Awaited<ReturnType<typeof openCommandBench>>;
type Node = Awaited<ReturnType<typeof startServer>>['node'];

async function importAll(bench: Bench, paths: readonly string[]): Promise<Report[]> {
  const { code, lines, notes } = await bench.run(['import', ...paths, '--json']);
  assert.equal(code, 0, notes.join());
  return lines.map((line) => JSON.parse(line));
}

async function checkChat(node: Node, report: Report, chance: Chance): Promise<void> {
  const state = await node.chats.find(node.ownApp, report.number);
  assert.ok(state);
  const messages = await node.messages.above(state.log, 0, Number.MAX_SAFE_INTEGER);
  assert.deepEqual(
    messages.map((message) => message.number),
    Array.from({ length: report.imported }, (_, index) => index + 1),
  );
  const texts = messages.map((message) => message.content ?? '');
  for (let query = 0; query < queriesPerChat; query++) {
    await checkQuery(node, state.log, sampleQuery(chance, texts), messages);
  }
}

async function checkQuery(
  node: Node,
  log: Parameters<Node['search']['count']>[0],
  query: string,
  messages: readonly Message[],
): Promise<void> {
  const wanted = normalise(query);
  const expected = messages.filter((message) => normalise(message.content ?? '').includes(wanted));
  assert.equal(await node.search.count(log, query), expected.length, query);
  const limit = 200;
  const found = await node.search.find({ logs: [log], query, limit });
  assert.deepEqual(
    found.matches.map((match) => match.message.number),
    expected
      .toReversed()
      .slice(0, limit)
      .map((message) => message.number),
    query,
  );
}
