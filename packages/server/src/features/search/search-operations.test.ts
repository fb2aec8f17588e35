import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { normalise } from '@parley/protocol/normalise.ts';
import { Cast } from '@parley/testkit/cast.ts';

let cast: Cast;
let chat: number;

const texts = [
  'Ein Päckchen für Zoë',
  'EIN PÄCKCHEN, noch eins',
  'ﬁnally: ＡＢＣ',
  'two  spaces\nand a line',
  '你好，世界',
  'C++ or C#? 100%_sure',
  '👩‍👩‍👧 family',
  'parcel parcel parcel',
];

before(async () => {
  cast = await Cast.start();
  await cast.acquaint();
  chat = await cast.group();
  for (const text of texts) await cast.say(chat, text, 'owner');
});
after(() => cast[Symbol.asyncDispose]());

const inChat = (query: object) => ({
  params: { number: chat },
  query: query as Record<string, string | number>,
});
const numbersOf = (items: readonly { message: { number: number } }[]) =>
  items.map(({ message }) => message.number);

describe('SEARCH1 an operation that searches finds every part of every text, and highlights it (A5, S1)', () => {
  const queries = [
    'päckchen',
    'PÄCKCHEN',
    'fi',
    'abc',
    'two spaces and',
    '好',
    '世界',
    '+',
    '#',
    '%_',
    '👩‍👧',
    'e',
    'parcel p',
    'xyz',
  ];
  for (const query of queries) {
    test(`SEARCH1 ${query}`, async () => {
      const all = (await cast.ok('listMessages', inChat({ limit: 100 }), 'owner')).items;
      const expected = all.filter((message) => normalise(message.content ?? '').includes(normalise(query)));
      const { items } = await cast.ok('searchMessages', inChat({ q: query, limit: 100 }), 'member');
      assert.deepEqual(
        items.map(({ message }) => message),
        expected,
      );
      const everywhere = await cast.ok('searchEverywhere', { query: { q: query, limit: 100 } }, 'member');
      assert.deepEqual(
        everywhere.items.map(({ message }) => message),
        expected,
      );
      assert.ok(everywhere.items.every((match) => match.chat === chat));
      for (const { message, highlights } of items) {
        assert.ok(highlights.length > 0);
        for (const [start, end] of highlights)
          assert.ok(normalise((message.content ?? '').slice(start, end)).includes(normalise(query).trim()));
      }
    });
  }

  test('SEARCH3 each place that matches is highlighted', async () => {
    const { items } = await cast.ok('searchMessages', inChat({ q: 'parcel' }), 'owner');
    assert.deepEqual(items[0]?.highlights, [
      [0, 6],
      [7, 13],
      [14, 20],
    ]);
  });

  test('SEARCH5 what was just said is found at once, what was edited by its new text', async () => {
    const { number } = await cast.say(chat, 'Needle', 'owner');
    assert.deepEqual(numbersOf((await cast.ok('searchMessages', inChat({ q: 'needle' }), 'member')).items), [
      number,
    ]);
    await cast.ok('editMessage', { params: { chat, number }, body: { content: 'Thread' } }, 'owner');
    assert.deepEqual((await cast.ok('searchMessages', inChat({ q: 'needle' }), 'member')).items, []);
    assert.deepEqual(numbersOf((await cast.ok('searchMessages', inChat({ q: 'thread' }), 'member')).items), [
      number,
    ]);
    await cast.ok('deleteMessage', { params: { chat, number } }, 'owner');
    assert.deepEqual((await cast.ok('searchMessages', inChat({ q: 'thread' }), 'member')).items, []);
  });
});

describe('SEARCH4 autocomplete pages by number and says how many there are (A5)', () => {
  before(async () => {
    for (let index = 1; index <= 23; index += 1) await cast.say(chat, `Ticket no. ${index}`, 'admin');
  });

  test('SEARCH4 limit, page, keyword and X-Total-Hits', async () => {
    const page = async (query: object) => {
      const { answer, headers } = await cast.call('autocompleteMessages', inChat(query), 'member');
      return { total: headers.get('x-total-hits'), numbers: numbersOf(answer?.items ?? []) };
    };
    const all = await page({ keyword: 'ticket', limit: 100 });
    assert.deepEqual([all.total, all.numbers.length], ['23', 23]);
    assert.deepEqual((await page({ keyword: 'TICKET' })).numbers, all.numbers.slice(0, 15));
    for (const limit of [1, 5, 10]) {
      const walked: number[] = [];
      for (let at = 1; walked.length < 23; at += 1) {
        const { total, numbers } = await page({ keyword: 'ticket', limit, page: at });
        assert.equal(total, '23');
        walked.push(...numbers);
      }
      assert.deepEqual(walked, all.numbers);
    }
    assert.deepEqual(await page({ keyword: 'ticket', page: 9999 }), { total: '23', numbers: [] });
    assert.deepEqual(await page({ keyword: 'no such thing' }), { total: '0', numbers: [] });
  });

  test('SEARCH4 the same by token in an open chat', async () => {
    const params = { token: cast.app.token, number: cast.app.chat };
    const { answer, headers } = await cast.call(
      'autocompleteOpenMessages',
      { params, query: { keyword: 'a' } },
      'holder',
    );
    assert.equal(headers.get('x-total-hits'), String(answer?.items.length));
    const found = await cast.ok('searchOpenMessages', { params, query: { q: 'a' } }, 'holder');
    assert.deepEqual(found.items, answer?.items);
  });
});

describe('SEARCH4 search everywhere is narrowed by chat, sender and date (S1)', () => {
  test('SEARCH4 each filter by itself and all together', async () => {
    const other = await cast.privateChat('owner', 'admin');
    const { number, at } = await cast.say(other, 'A word in private', 'admin');
    const find = async (query: object) => {
      const asked = { query: { q: 'word', ...query } as Record<string, string | number> };
      return (await cast.ok('searchEverywhere', asked, 'owner')).items.map(
        (match) => `${match.chat}.${match.message.number}`,
      );
    };
    const inGroup = [`${chat}.3`, `${chat}.2`, `${chat}.1`];
    const inPrivate = [`${other}.${number}`];
    assert.deepEqual(await find({}), [...inPrivate, ...inGroup]);
    assert.deepEqual(await find({ chat }), inGroup);
    assert.deepEqual(await find({ chat: other }), inPrivate);
    assert.deepEqual(await find({ sender: 'admin' }), [...inPrivate, `${chat}.2`]);
    assert.deepEqual(await find({ sender: 'nobody-there' }), []);
    assert.deepEqual(await find({ since: at }), inPrivate);
    assert.deepEqual(await find({ until: at }), inGroup);
    assert.deepEqual(await find({ chat, sender: 'admin', until: at }), [`${chat}.2`]);
    assert.equal(
      await cast.refused('searchEverywhere', { query: { q: 'x', since: 'yesterday' } }, 'owner'),
      'invalid_request',
    );
  });

  test('SEARCH4 people whose name has the query in it come with the first page', async () => {
    const { users } = await cast.ok('searchEverywhere', { query: { q: 'STRANG' } }, 'owner');
    assert.deepEqual(
      users.map(({ username }): string => username),
      ['stranger'],
    );
  });
});
