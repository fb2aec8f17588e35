import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { limits } from '@parley/protocol/limits.ts';
import { Cast } from '@parley/testkit/cast.ts';
import { Turns } from './turns.ts';

let cast: Cast;
let chat: number;

before(async () => {
  cast = await Cast.start();
  await cast.acquaint();
  chat = await cast.group();
});
after(() => cast[Symbol.asyncDispose]());

const of = (number: number) => ({ params: { chat, number } });
const react = (number: number, emoji: string) => ({ params: { chat, number, emoji } });
const positionNow = async () => (await cast.ok('getChat', { params: { number: chat } }, 'owner')).position;

describe('MSG6 what changes one message at once happens one after the other', () => {
  test('MSG6 the same reaction, pin or deletion many times is one entry', async () => {
    const { number, position } = await cast.say(chat, 'Once is enough', 'owner');
    const often = Array.from({ length: 12 });
    await Promise.all(often.map(() => cast.ok('addReaction', react(number, '👍'), 'owner')));
    assert.equal(await positionNow(), position + 1);
    await Promise.all(often.map(() => cast.ok('pinMessage', of(number), 'admin')));
    assert.equal(await positionNow(), position + 2);
    await Promise.all(often.map(() => cast.ok('deleteMessage', of(number), 'owner')));
    assert.equal(await positionNow(), position + 3);
  });

  test('MSG6 bounds hold, however many want the last place', async () => {
    const { number } = await cast.say(chat, 'Everybody reacts', 'owner');
    const emoji = Array.from({ length: 80 }, (_, index) => String.fromCodePoint(0x1f400 + index));
    const as = (index: number) => (['owner', 'admin', 'member'] as const)[index % 3] ?? 'owner';
    const answers = await Promise.all(
      emoji.map((each, index) => cast.call('addReaction', react(number, each), as(index))),
    );
    const refused = answers.filter(({ error }) => error?.code === 'too_many').length;
    assert.equal(refused, 80 - limits.reactionsPerMessage);
    const { reactions } = await cast.ok('getMessage', of(number), 'owner');
    assert.equal(reactions?.length, limits.reactionsPerMessage);
  });

  test('MSG6 an edit that comes after the deletion is refused, and leaves no text behind', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { number } = await cast.say(chat, 'A race', 'owner');
      const edit = (content: string) =>
        cast.call('editMessage', { ...of(number), body: { content } }, 'owner');
      const [one, , two] = await Promise.all([
        edit('A racing edit'),
        cast.ok('deleteMessage', of(number), 'owner'),
        edit('A racing edit'),
      ]);
      for (const { answer, error } of [one, two])
        assert.ok(error?.code === 'message_deleted' || answer?.content === 'A racing edit');
      assert.equal((await cast.ok('getMessage', of(number), 'owner')).content, null);
    }
    const entries = await cast.ok(
      'listEntries',
      { params: { number: chat }, query: { limit: 500 } },
      'owner',
    );
    assert.ok(!JSON.stringify(entries).includes('A racing edit'));
  });

  test('MSG6 who fails holds up nobody who waits', async () => {
    const turns = new Turns();
    const failed = turns.run('one', () => Promise.reject(new Error('no')));
    const after = turns.run('one', async () => 'yes');
    const other = turns.run('two', async () => 'apart');
    await assert.rejects(failed, /no/);
    assert.deepEqual(await Promise.all([after, other]), ['yes', 'apart']);
  });
});
