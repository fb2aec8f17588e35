import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Draft, Log, RetryKey, StoredEntry } from './log.ts';
import { appendAnyhow, type LogEngine, said } from './log-appends.test-support.ts';
import { chatLog } from './log-key.ts';

const lobby = chatLog(7, 1);
const office = chatLog(7, 12);

/** Keys of people, of devices with a label and of nobody, in two chats. */
function keyOf(each: number): RetryKey {
  const log = each % 2 === 0 ? lobby : office;
  const clientId = `key-${Math.floor(each / 6)}`;
  if (each % 3 === 0) return { log, author: 3 + (each % 5), clientId };
  return each % 3 === 1 ? { log, label: `device ${each % 4}`, clientId } : { log, clientId };
}

function draftOf(key: RetryKey): Draft {
  const { author, ...bare } = said('text');
  return {
    ...bare,
    clientId: key.clientId,
    ...(key.author !== undefined && { author: key.author }),
    ...(key.label !== undefined && { label: key.label }),
  };
}

async function fill(log: Log, from: number, to: number): Promise<void> {
  for (let each = from; each < to; each += 24) {
    for (const parity of [0, 1]) {
      const numbers = Array.from({ length: 24 }, (_, at) => each + at);
      const mine = numbers.filter((number) => number < to && number % 2 === parity).map(keyOf);
      if (mine[0] !== undefined) await appendAnyhow(log, mine[0].log, mine.map(draftOf));
    }
  }
}

async function found(log: Log, key: RetryKey): Promise<StoredEntry | undefined> {
  return log.findRetry(key);
}

async function assertFound(log: Log, to: number, step = 1): Promise<void> {
  for (let each = 0; each < to; each += step) {
    const key = keyOf(each);
    const entry = await found(log, key);
    const { log: chat, author, label, clientId } = entry ?? {};
    assert.deepEqual(
      { chat, author, label, clientId },
      { chat: key.log, author: key.author, label: key.label, clientId: key.clientId },
    );
  }
}

export function retryContract({ name, newPlace, open }: LogEngine): void {
  test(`LOG5 ${name}: a used key is found for ever, also after the log was opened again`, async () => {
    const place = await newPlace();
    const log = await open(place);
    await fill(log, 0, 3000);
    await assertFound(log, 3000);
    await log[Symbol.asyncDispose]();
    await using again = await open(place);
    await assertFound(again, 3000);
    await fill(again, 3000, 3600);
    await assertFound(again, 3600, 7);
  });

  test(`LOG5 ${name}: a key that was never used is not found, however alike`, async () => {
    await using log = await open(await newPlace());
    await fill(log, 0, 600);
    const strangers: RetryKey[] = [
      { log: lobby, author: 99, clientId: 'key-0' },
      { log: chatLog(8, 1), author: 3, clientId: 'key-0' },
      { log: lobby, label: 'device 9', clientId: 'key-0' },
      { log: lobby, author: 3, label: 'device 1', clientId: 'key-0' },
      ...Array.from({ length: 500 }, (_, each) => ({ log: lobby, author: 3, clientId: `other-${each}` })),
    ];
    for (const key of strangers) assert.equal(await found(log, key), undefined, JSON.stringify(key));
  });

  test(`LOG5 ${name}: whoever has read a head finds the keys before it, whichever node brought them`, async () => {
    const place = await newPlace();
    await using here = await open(place);
    await using there = await open(place);
    for (let round = 0; round < 12; round++) {
      const writer = round % 2 === 0 ? there : here;
      const reader = round % 2 === 0 ? here : there;
      await fill(writer, round * 90, round * 90 + 90);
      await Promise.all([reader.head(lobby), reader.head(office)]);
      await assertFound(reader, round * 90 + 90, 5);
    }
  });
}
