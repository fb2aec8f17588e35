import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Cast } from '@parley/testkit/cast.ts';

let cast: Cast;
let chat: number;

before(async () => {
  cast = await Cast.start();
  await cast.acquaint();
  chat = await cast.group();
});
after(() => cast[Symbol.asyncDispose]());

/** Posts a body exactly as it is. */
function post(body: string | Uint8Array<ArrayBuffer>) {
  return cast.call('postMessage', { params: { number: chat }, body }, 'owner');
}

describe('INPUT1 JSON that is unusual', () => {
  test('INPUT1 nesting of any depth is answered', async () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      const depth = 20_000;
      const nested = `${open.repeat(depth)}1${close.repeat(depth)}`;
      assert.equal((await post(nested)).status, 400);
      assert.equal((await post(`{"content":${nested}}`)).error?.code, 'invalid_request');
      assert.equal((await post(`{"content":"x","mentions":${nested}}`)).error?.code, 'invalid_request');
    }
  });

  test('INPUT1 of a key that comes twice the last one counts, as JSON.parse has it', async () => {
    assert.equal((await post('{"content":"first","content":"last"}')).answer?.content, 'last');
  });

  test('INPUT1 keys that mean something to the language are unknown fields like others', async () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const { error } = await post(`{"content":"x","${key}":{"content":"y"}}`);
      assert.deepEqual(
        error?.details?.fields?.map(({ field }) => field),
        [key],
      );
      assert.equal(error?.code, 'unknown_field');
      const query = await cast.call('listChats', { query: `${key}=1` }, 'owner');
      assert.equal(query.error?.code, 'unknown_field', `${key} in a query`);
    }
    assert.equal(({} as Record<string, unknown>).content, undefined);
  });

  test('INPUT1 numbers that are huge, broken or not numbers are refused by name', async () => {
    for (const number of [
      '0',
      '-1',
      '1.5',
      '1e30',
      '4294967296',
      '"1"',
      'null',
      'true',
      '[1]',
      '9007199254740993',
    ]) {
      const { error } = await post(`{"content":"x","reply_to":${number}}`);
      assert.deepEqual(
        error?.details?.fields?.map(({ field }) => field),
        ['reply_to'],
        number,
      );
    }
    for (const text of ['NaN', 'Infinity', '0x10', '01'])
      assert.equal((await post(`{"content":"x","reply_to":${text}}`)).error?.code, 'malformed_json', text);
  });
});
