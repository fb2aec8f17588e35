import assert from 'node:assert/strict';
import { test } from 'node:test';
import { joinPeople, openChat, openDelivery } from '@parley/testkit/delivery-node.ts';
import { appendLimits } from '../log/append-limits.ts';
import { entryKind } from '../log/entry-kind.ts';
import { type Append, type Head, type PlacedEntry, placeBehind } from '../log/log.ts';
import type { LogKey } from '../log/log-key.ts';
import { idleSpan, idleTracer } from '../telemetry/tracer.ts';
import { Appender, type AppendResult } from './append.ts';

function messages(log: LogKey, expected: Head, ...texts: string[]): Append {
  const drafts = texts.map((content) => ({ kind: entryKind.message, at: 1, content }));
  return { log, expected, entries: placeBehind(log, expected, drafts) };
}

const headAt = (position: number): Head => ({ position, number: position });

async function setUp(node: Awaited<ReturnType<typeof openDelivery>>) {
  const [alice = 0] = await joinPeople(node, ['alice']);
  const chats = [await openChat(node, [alice]), await openChat(node, [alice])];
  const appended: Append[] = [];
  const append = node.log.append.bind(node.log);
  node.log.append = (one, done) => {
    appended.push(one);
    append(one, done);
  };
  const events: string[] = [];
  const committed = (entries: readonly PlacedEntry[]) => {
    events.push(`told ${entries.map(({ content }) => content).join()}`);
    return undefined;
  };
  const watch = { clock: node.clock, tracer: idleTracer, took: () => {} };
  const appender = new Appender(node.log, node.chats, committed, watch);
  const bring = (one: Append) =>
    new Promise<AppendResult>((resolve) => {
      const finished = (result: AppendResult) => {
        events.push(`${result} ${one.entries.map(({ content }) => content).join()}`);
        resolve(result);
      };
      appender.append(one, finished, idleSpan);
    });
  return { logs: chats.map(({ log }) => log), appended, events, bring };
}

test('APP1 APP3 what waits for a log goes together; listeners hear of it once and before the callers', async () => {
  await using node = await openDelivery();
  const { logs, appended, events, bring } = await setUp(node);
  const [one, two] = logs as [LogKey, LogKey];
  await Promise.all([
    bring(messages(one, headAt(0), 'a')),
    bring(messages(two, headAt(0), 'x')),
    bring(messages(one, headAt(1), 'b', 'c')),
    bring(messages(one, headAt(3), 'd')),
  ]);
  assert.deepEqual(
    appended.map(({ entries }) => entries.length),
    [4, 1],
  );
  assert.deepEqual(events, [
    'told a,b,c,d',
    'appended a',
    'appended b,c',
    'appended d',
    'told x',
    'appended x',
  ]);
});

test('APP1 LOG12 what is more than one append may hold goes as several, in order', async () => {
  await using node = await openDelivery();
  const { logs, appended, bring } = await setUp(node);
  const [one, two] = logs as [LogKey, LogKey];
  const long = 'x'.repeat(appendLimits.characters / 2);
  const results = await Promise.all([
    ...Array.from({ length: appendLimits.entries + 1 }, (_, each) => bring(messages(one, headAt(each), ''))),
    ...[0, 1, 2].map((each) => bring(messages(two, headAt(each), long))),
  ]);
  assert.ok(results.every((result) => result === 'appended'));
  assert.deepEqual(
    appended.map(({ entries }) => entries.length),
    [appendLimits.entries, 2, 1, 1],
  );
});

test('APP4 what was built on an append that did not succeed conflicts, and what is called after that does not', async () => {
  await using node = await openDelivery();
  const { logs, events, bring } = await setUp(node);
  const [one] = logs as [LogKey];
  await bring(messages(one, headAt(0), 'first'));
  const first = bring(messages(one, headAt(0), 'lost'));
  await Promise.resolve();
  const second = bring(messages(one, headAt(1), 'built on it'));
  assert.deepEqual(await Promise.all([first, second]), ['conflict', 'conflict']);
  assert.equal(events.filter((event) => event.startsWith('told')).length, 1);
  assert.equal((await node.log.head(one)).position, 1);
  // Whoever was told may go on at once, though others of the chain are still to be told.
  assert.equal(await bring(messages(one, headAt(1), 'anew')), 'appended');
});
