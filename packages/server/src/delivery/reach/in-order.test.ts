import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seeded } from '@parley/testkit/seeded.ts';
import { entryKind } from '../../log/entry-kind.ts';
import { placeBehind, type StoredEntry } from '../../log/log.ts';
import { chatLog, type LogKey } from '../../log/log-key.ts';
import { InOrder } from './in-order.ts';

const lobby = chatLog(1, 1);
const office = chatLog(1, 2);

function entriesOf(log: LogKey, count: number): StoredEntry[] {
  const drafts = Array.from({ length: count }, (_, each) => {
    return { kind: entryKind.message, at: 1, content: `${each + 1}` };
  });
  return placeBehind(log, { position: 0, number: 0 }, drafts).map((entry) => {
    return { ...entry, seq: entry.position };
  });
}

function open(all: ReadonlyMap<LogKey, StoredEntry[]>) {
  const told: string[] = [];
  const reads: number[] = [];
  const order = new InOrder({
    log: {
      read: async (log, after, limit) => {
        reads.push(limit);
        return (all.get(log) ?? []).filter(({ position }) => position > after).slice(0, limit);
      },
    },
    tell: (entries) => void told.push(...entries.map(({ log, position }) => `${log}/${position}`)),
  });
  return { order, told, reads };
}

test('FAN5 entries are told in order and once, whatever came late, twice or not at all', async (t) => {
  const chance = seeded(t);
  for (let life = 0; life < 200; life++) {
    const all = new Map([lobby, office].map((log) => [log, entriesOf(log, 30)]));
    const { order, told } = open(all);
    const newest = new Map<LogKey, number>();
    const first = 1 + chance.below(3);
    for (const log of all.keys()) order.tell(all.get(log)?.slice(first - 1, first) ?? []);
    const telling: unknown[] = [];
    for (let event = 0; event < 40; event++) {
      const log = chance.pick([lobby, office]);
      const from = Math.max(first, (newest.get(log) ?? first) + chance.below(6) - 2);
      const some = (all.get(log) ?? []).slice(from - 1, from + chance.below(4));
      newest.set(log, Math.max(newest.get(log) ?? first, some.at(-1)?.position ?? 0));
      telling.push(order.tell(some));
      if (chance.oneIn(3)) await Promise.all(telling);
    }
    await Promise.all(telling);
    for (const [log, last] of newest) {
      const wanted = Array.from({ length: last - first + 1 }, (_, each) => `${log}/${first + each}`);
      assert.deepEqual(
        told.filter((each) => each.startsWith(`${log}/`)),
        wanted,
      );
    }
  }
});

test('FAN5 what is next is told at once; a large hole is left to the clients', async () => {
  const all = new Map([[lobby, entriesOf(lobby, 700)]]);
  const { order, told, reads } = open(all);
  const entry = (position: number) => all.get(lobby)?.slice(position - 1, position) ?? [];
  order.tell(entry(1));
  order.tell(entry(2));
  assert.equal(told.length, 2);
  await order.tell(entry(700));
  assert.deepEqual([told.at(-1), told.length, reads], [`${lobby}/700`, 3, []]);
  order.forget(lobby);
  order.tell(entry(1));
  assert.equal(told.length, 4);
});
