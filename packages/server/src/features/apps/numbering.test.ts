import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from '@parley/testkit/server.ts';

const writers = 64;
const chats = 500;
const messages = 5000;

interface Numbered {
  readonly number: number;
}

/** Posts JSON; anything but 201 is a failure. */
async function post<Answer>(url: string, body: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  assert.equal(response.status, 201, await response.clone().text());
  return (await response.json()) as Answer;
}

/** Does a job for each of 0 … count - 1, by so many workers at once. */
async function inParallel<Result>(count: number, job: (index: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const work = async () => {
    for (let index = next++; index < count; index = next++) results[index] = await job(index);
  };
  await Promise.all(Array.from({ length: writers }, work));
  return results;
}

/** The same request twice at once: both must answer with the same number. */
async function twice(url: string, body: object): Promise<number> {
  const [first, second] = await Promise.all([post<Numbered>(url, body), post<Numbered>(url, body)]);
  assert.equal(first.number, second.number);
  return first.number;
}

function oneTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

test('APPS2 64 writers, 500 chats and 5,000 messages, each sent twice: numbered 1 to N, once (A2, A3, A8)', async () => {
  await using server = await startServer();
  const api = `${server.url}/api/v1/apps`;
  const { token } = await post<{ token: string }>(api, { name: 'race' });
  const numbers = await inParallel(chats, (index) =>
    twice(`${api}/${token}/chats`, { client_id: `chat-${index}` }),
  );
  assert.deepEqual(
    numbers.toSorted((a, b) => a - b),
    oneTo(chats),
  );

  // A busy chat takes half of the messages, the others share the rest.
  const chatOf = (index: number) => (index % 2 === 0 ? 1 : 2 + (index % 49));
  const placed = await inParallel(messages, async (index) => {
    const chat = chatOf(index);
    const body = {
      content: `message ${index}`,
      client_id: `message-${index}`,
      sender: `device ${index % 7}`,
    };
    return { chat, number: await twice(`${api}/${token}/chats/${chat}/messages`, body) };
  });
  for (const [chat, group] of Map.groupBy(placed, (each) => each.chat)) {
    const inChat = group.map((each) => each.number).toSorted((a, b) => a - b);
    assert.deepEqual(inChat, oneTo(group.length), `chat ${chat}`);
    const read = await fetch(`${api}/${token}/chats/${chat}`);
    const { messages_count: count } = (await read.json()) as { messages_count: number };
    assert.equal(count, group.length, `chat ${chat}`);
  }
});
