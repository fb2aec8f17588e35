import assert from 'node:assert/strict';
import { test } from 'node:test';
import { appLog, chatLog } from '../log-key.ts';
import { partitionOf } from './partition.ts';

test('LOG10 the partition of a log never changes: fixed vectors', () => {
  const logs = [
    appLog(1),
    chatLog(1, 1),
    chatLog(1, 2),
    chatLog(7, 1),
    chatLog(2 ** 20, 2 ** 31),
    chatLog(3, 4),
  ];
  assert.deepEqual(
    logs.map((log) => partitionOf(log, 16)),
    [13, 5, 15, 5, 11, 6],
  );
  assert.deepEqual(
    logs.map((log) => partitionOf(log, 256)),
    [45, 101, 111, 69, 59, 102],
  );
});

test('LOG10 chats of one app, and apps, come to all partitions alike', () => {
  for (const log of [(each: number) => chatLog(5, each), (each: number) => appLog(each)]) {
    const counts = Array.from({ length: 16 }, () => 0);
    for (let each = 1; each <= 16_000; each++) {
      const partition = partitionOf(log(each), 16);
      counts[partition] = (counts[partition] ?? 0) + 1;
    }
    assert.ok(
      counts.every((count) => count > 850 && count < 1150),
      `${counts}`,
    );
  }
});
